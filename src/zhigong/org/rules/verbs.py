"""What the events of the organisation are called where people read them."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop

VERB_LABELS: dict[str, str] = {
    "org.unit.create": gettext_noop("建立单位"),
    "org.unit.rename": gettext_noop("改名"),
    "org.unit.change": gettext_noop("修改资料"),
    "org.unit.move": gettext_noop("移动到别的上级"),
    "org.unit.dissolve": gettext_noop("撤销单位"),
    "org.post.create": gettext_noop("设立职务"),
    "org.post.close": gettext_noop("停设职务"),
    "org.holding.begin": gettext_noop("任职"),
    "org.holding.end": gettext_noop("离任"),
    "org.industries.set": gettext_noop("调整产业"),
}
