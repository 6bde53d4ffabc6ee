"""What a browser calls itself, in words a person recognises his own telephone by."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop

_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", gettext_noop("安卓手机")),
    ("HarmonyOS", gettext_noop("鸿蒙手机")),
    ("Windows", gettext_noop("Windows 电脑")),
    ("Macintosh", gettext_noop("苹果电脑")),
    ("Linux", gettext_noop("Linux 电脑")),
)
_BROWSERS = (
    ("MicroMessenger", gettext_noop("微信")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def spoken(agent: str) -> list[str]:
    """Device and browser as message ids; ``未知设备`` where it says nothing we know."""
    found = [
        next((words for sign, words in table if sign in agent), "")
        for table in (_DEVICES, _BROWSERS)
    ]
    return [words for words in found if words] or [gettext_noop("未知设备")]
