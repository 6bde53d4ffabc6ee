"""A role for every sentence, by the first rule that speaks, with the words that made it speak.

The rules stand in the order in which they overrule each other. Each looks at one sentence and at
where it stands; none looks ahead. Whether a demand is a point of its own or leads to points is
settled afterwards, when the whole section is known (`points`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.attribution import attribution_in, speaks_himself
from zhigong.supervision.rules.reading.directives import Directive, Form, Whose
from zhigong.supervision.rules.reading.document import Heading, Role, Why
from zhigong.supervision.rules.reading.headings import RUN_IN
from zhigong.supervision.rules.reading.layout import Genre, Layout, Part
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import pattern
from zhigong.supervision.rules.reading.zones import Zone


@dataclass(slots=True)
class Scene:
    """Where the reader stands: the document, the section, the paragraph, an open quotation."""

    layout: Layout
    about_union: bool
    has_headings: bool
    has_points: bool = False
    enumerating: bool = False
    zone: Zone = Zone.OPENING
    line: int = 0
    addressee: Whose = Whose.UNSAID
    who: str = ""
    quoting: str = ""
    praising: bool = False
    greeting_line: bool = False
    others_ahead: bool = False
    new_body_line: bool = False
    last: tuple[Role, Why] | None = None
    previous_colon: bool = False
    praise_line: bool = False
    lacking: bool = False
    spoken_of: bool = False
    announced: bool = False  # a line ended with a colon: numbered lines after it are asked


@dataclass(slots=True)
class Judged:
    """A sentence with its role, its reason, and its demand if it makes one."""

    sentence: Sentence
    role: Role
    why: Why
    directive: Directive | None = None
    label_length: int = 0
    heading: Heading | None = None
    part: Part | None = None
    zone: Zone = Zone.OPENING
    addressee: str = ""
    tags: set[str] = field(default_factory=set)

    @property
    def body(self) -> str:
        """The canonical sentence without its number."""
        return self.sentence.plain[self.label_length :].strip()


Rule = Callable[[Scene, Judged], tuple[Role, Why] | None]


def judge(scene: Scene, draft: Judged) -> None:
    """Give the draft its role by the first rule that speaks, and move the scene on."""
    for rule in RULES:
        if verdict := rule(scene, draft):
            draft.role, draft.why = verdict
            break
    scene.last = (draft.role, draft.why)
    scene.previous_colon = draft.sentence.plain.endswith("：")


def _why(rule: str, message: str, words: str = "") -> Why:
    return Why(rule, message, words.strip("，。：；"))


def _found(name: str, text: str) -> str:
    match = pattern(f"role.{name}").search(text)
    return match.group() if match else ""


def _marker(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    aside = draft.sentence.line.aside
    if aside in ("comment", "front-matter", "rule"):
        return Role.MARKER, _why("marker", gettext_noop("文件的标记，不是正文"), aside)
    if draft.sentence.marker and draft.sentence.text == draft.sentence.line.text:
        return Role.MARKER, _why("marker", gettext_noop("付费阅读等网站标记：“%(words)s”"),
                                 draft.sentence.marker)  # fmt: skip
    if pattern("marker.line").match(draft.sentence.plain):
        return Role.MARKER, _why("marker", gettext_noop("付费阅读等网站标记：“%(words)s”"),
                                 draft.sentence.plain)  # fmt: skip
    if aside == "footnote":
        return Role.BACKGROUND, _why("footnote", gettext_noop("脚注或尾注"))
    if aside:
        return Role.BACKGROUND, _why("table", gettext_noop("表格内容"))
    return None


_FRAME = {
    Part.TITLE: (Role.HEADING, gettext_noop("文件标题")),
    Part.SALUTATION: (Role.COURTESY, gettext_noop("称呼")),
    Part.ADDRESSEE: (Role.COURTESY, gettext_noop("主送单位")),
    Part.CLOSE: (Role.COURTESY, gettext_noop("结束语")),
    Part.LETTERHEAD: (Role.BACKGROUND, gettext_noop("版头")),
    Part.NUMBER: (Role.BACKGROUND, gettext_noop("发文字号")),
    Part.DATELINE: (Role.BACKGROUND, gettext_noop("讲话时间和场合")),
    Part.BYLINE: (Role.BACKGROUND, gettext_noop("讲话人或副题")),
    Part.CONTACT: (Role.BACKGROUND, gettext_noop("附件、联系人、抄送等附注")),
    Part.DATE: (Role.BACKGROUND, gettext_noop("成文日期")),
    Part.SIGNATURE: (Role.BACKGROUND, gettext_noop("落款")),
}


def _frame(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    if draft.part is None:
        return None
    role, message = _FRAME[draft.part]
    return role, _why(f"frame.{draft.part}", message)


def _heading(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    heading = draft.heading
    if heading is None:
        return None
    if heading.form != RUN_IN or draft.sentence.line.bold > 0:
        label = draft.sentence.text[: draft.label_length]
        return Role.HEADING, _why("heading", gettext_noop("标题，序号或格式是“%(words)s”"),
                                  label or heading.form)  # fmt: skip
    if scene.zone is Zone.DEMAND and scene.layout.genre is Genre.REPORT:
        return Role.LEAD, _why("run-in", gettext_noop("段首句，概括本段"))
    return None


def _annex(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    if scene.zone is Zone.APPENDIX:
        return Role.BACKGROUND, _why("annex", gettext_noop("附件或名词解释的内容"))
    return None


def _bracketed(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    """The rest of a bracket cut by its colon belongs to what the bracket belongs to."""
    if draft.sentence.bracketed and scene.last:
        return scene.last
    return None


def _instruction(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    """A document that only passes an instruction on: its word is what is asked."""
    if not scene.layout.instruction:
        return None
    if pattern("layout.instruction").search(draft.body):
        return Role.LEAD, _why("announces", gettext_noop("引出下面的要求：“%(words)s”"), draft.body)
    return Role.REQUIREMENT, _why("instruction", gettext_noop("批示的内容"))


def _superior(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    """Quoted superiors' demands are background: within the quotation, or in reported speech."""
    quoted = _why("quotation", gettext_noop("引用的话，出自“%(words)s”"), scene.quoting)
    sentence = draft.sentence
    if sentence.opens:
        if not sentence.ends:
            scene.quoting = ""
        return Role.BACKGROUND, quoted
    if scene.quoting and scene.previous_colon:
        scene.quoting = scene.quoting if sentence.ends else ""
        return Role.BACKGROUND, quoted
    scene.quoting = ""
    if "reported" in draft.tags:
        return None
    words = attribution_in(draft.body) or _found("says", draft.body)
    if not words or _demands_first(draft, words):
        return None
    if sentence.ends or sentence.plain.endswith("："):
        scene.quoting = words
    if speaks_himself(draft.body, words):
        return None
    return Role.BACKGROUND, _why("superior", gettext_noop("转述上级或他人的话：“%(words)s”"), words)


def _demands_first(draft: Judged, words: str) -> bool:
    """Whether the speaker's own demand stands before what looks like another's word."""
    directive = draft.directive
    if directive is None or not directive.opens:
        return False
    return draft.body.find(words) >= len(directive.words) - 1


def _standing(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    inside = scene.zone in (Zone.DEMAND, Zone.PAST, Zone.GROUND)
    if inside and not pattern("role.tail_clause").match(draft.body):
        return None
    words = _found("standing", draft.body)
    if not words and scene.spoken_of and draft.directive:
        words = _found("implements", draft.body)
    scene.spoken_of |= pattern("role.spoke").search(draft.body) is not None
    if words:
        return Role.STANDING, _why("standing", gettext_noop("要求学习贯彻会上的讲话或部署：“%(words)s”"),
                                   words)  # fmt: skip
    return None


def _new_body(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    words = _found("new_body", draft.body) or _found("upward", draft.body)
    if words:
        scene.new_body_line = True
        draft.tags.add("point")
        return Role.NEW_BODY, _why("new-body", gettext_noop("对新班子的希望或对上级的请求：“%(words)s”"),
                                   words)  # fmt: skip
    follows = scene.new_body_line or scene.zone is Zone.NEW_BODY
    if follows and draft.directive and draft.directive.whose is not Whose.OTHERS:
        draft.tags.add("point")
        return Role.NEW_BODY, _why("new-body.follows", gettext_noop("接着对新班子提出：“%(words)s”"),
                                   draft.directive.words)  # fmt: skip
    return None


def _courtesy(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    praised = _found("praise", draft.body)
    words = _found("greeting", draft.body)
    if words and not (praised and "、" not in praised and scene.zone is not Zone.CLOSING):
        return Role.COURTESY, _why(
            "greeting", gettext_noop("祝贺、问候、致谢或祝愿：“%(words)s”"), words
        )
    if scene.zone is Zone.CLOSING:
        return _closing(draft)
    if scene.greeting_line and not draft.directive and (words := _found("occasion", draft.body)):
        return Role.COURTESY, _why(
            "occasion", gettext_noop("致贺一段里说明会议和场合：“%(words)s”"), words
        )
    call = _found("call", draft.body)
    if call and (draft.sentence.plain.endswith("！") or _found("call_together", draft.body)):
        return Role.COURTESY, _why("call", gettext_noop("号召和结束语：“%(words)s”"), call)
    return None


def _closing(draft: Judged) -> tuple[Role, Why]:
    words = _found("call", draft.body)
    if draft.directive and draft.directive.opens and not words:
        return Role.STANDING, _why("closing.demand", gettext_noop("结尾处的一般要求：“%(words)s”"),
                                   draft.directive.words)  # fmt: skip
    return Role.COURTESY, _why("closing", gettext_noop("结尾的号召、称呼或客套"), words)


def _claim(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    """A sentence that announces points: “提出4点希望和要求”, “现就…通知如下：”."""
    if scene.zone is Zone.PAST:
        return None
    words = _found("claim", draft.body)
    if not words and _found("praise", draft.body):
        return None
    words = words or _found("few", draft.body)
    if not words and draft.sentence.plain.endswith("："):
        words = _found("lead_line", draft.body)
    of_things = pattern("role.claim_of_things").search(words) is not None
    if of_things and not draft.sentence.plain.endswith("："):
        return None
    if words and not scene.praising:
        scene.announced = _announces_tasks(draft)
        return Role.LEAD, _why("announces", gettext_noop("引出下面的要求：“%(words)s”"), words)
    return None


def _announces_tasks(draft: Judged) -> bool:
    told_of = pattern("role.told_of").search(draft.body)
    return draft.sentence.plain.endswith("：") and told_of is None


def _support(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    """Duties laid on others than the document's own people, or taken on by the Party committee."""
    directive = draft.directive
    promised = pattern("role.promise").match(draft.body) if scene.about_union else None
    if promised and scene.zone not in (Zone.PAST, Zone.CLOSING):
        draft.addressee = promised["who"]
        draft.tags.add("point")
        return Role.SUPPORT, _why("promise", gettext_noop("党委政府对工会工作的承诺：“%(words)s”"),
                                  promised["who"])  # fmt: skip
    said = directive.whose if directive else Whose.UNSAID
    if said is not Whose.UNSAID and directive is not None:
        scene.addressee, scene.who = said, directive.who
    if not _may_support(scene, draft):
        return None
    draft.addressee = scene.who
    if directive and directive.form is not Form.INNER:
        draft.tags.add("point")
    words = directive.words if directive else scene.who
    return Role.SUPPORT, _why("support", gettext_noop("对工会以外的“%(words)s”提出的职责"), words)


def _may_support(scene: Scene, draft: Judged) -> bool:
    if scene.zone in (Zone.PAST, Zone.GROUND, Zone.CLOSING):
        return False
    if scene.zone is Zone.SUPPORT:
        return scene.addressee is not Whose.OWN and bool(draft.directive or scene.who)
    if not scene.about_union or scene.addressee is not Whose.OTHERS:
        return False
    if scene.layout.genre is Genre.NOTICE:
        return pattern("role.general_party").search(scene.who) is not None
    return True


def _praise(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    if words := _lack(scene, draft):
        scene.praising, scene.lacking = False, scene.zone is Zone.PAST
        return Role.BACKGROUND, _why("weakness", gettext_noop("讲困难和不足：“%(words)s”"), words)
    if draft.directive and draft.directive.opens and scene.zone is not Zone.PAST:
        scene.praising = False
        return None
    if _found("present", draft.body):
        scene.praising = False
        return None
    if words := _found("praise", draft.body):
        scene.praising |= draft.sentence.plain.endswith("：")
        return Role.PRAISE, _why("praise", gettext_noop("肯定过去的工作：“%(words)s”"), words)
    whole = scene.praise_line and scene.zone is Zone.OPENING and not draft.directive
    whole = whole and not _found("statement", draft.body)
    if scene.zone is Zone.PAST or scene.praising or whole:
        return Role.PRAISE, _why("praise.follows", gettext_noop("在回顾成绩的部分里"))
    return None


def _lack(scene: Scene, draft: Judged) -> str:
    """The words that speak of what is lacking; a demand to mend it is no such words."""
    if seen := _found("see_weakness", draft.body):
        return seen
    demanded = scene.zone is Zone.DEMAND and pattern("role.mended").search(draft.body)
    opened = draft.directive and draft.directive.opens
    if draft.directive and (demanded or (opened and scene.zone is not Zone.PAST)):
        return ""
    if scene.zone is Zone.DEMAND and _found("to_write", draft.body):
        return ""
    return _found("weakness", draft.body) or (draft.body[:8] if scene.lacking else "")


def _ground(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    if words := _found("election", draft.body):
        return Role.BACKGROUND, _why(
            "election", gettext_noop("说明选举产生新班子：“%(words)s”"), words
        )
    if words := _found("in_force", draft.body):
        return Role.BACKGROUND, _why("in-force", gettext_noop("说明施行和解释：“%(words)s”"), words)
    if scene.zone is Zone.GROUND:
        return Role.BACKGROUND, _why(
            "ground", gettext_noop("指导思想、意义、形势一类，不是具体任务")
        )
    if scene.others_ahead and not draft.directive:
        return Role.BACKGROUND, _why("ground.others", gettext_noop("提出支持职责前的说明"))
    return None


def _demand(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    directive = draft.directive
    if directive is None:
        return None
    if directive.form is Form.INNER and (words := _found("situated", draft.body)):
        return Role.BACKGROUND, _why("present", gettext_noop("讲形势和背景：“%(words)s”"), words)
    before = scene.has_headings or (scene.has_points and not scene.enumerating)
    if scene.zone is Zone.OPENING and before:
        return Role.LEAD, _why(
            "opening", gettext_noop("分点之前的总要求：“%(words)s”"), directive.words
        )
    return Role.REQUIREMENT, _why("demand", gettext_noop("提出要求：“%(words)s”"), directive.words)


def _rest(scene: Scene, draft: Judged) -> tuple[Role, Why] | None:
    if scene.zone not in (Zone.DEMAND, Zone.SUPPORT, Zone.NEW_BODY) and not _goes_on(scene, draft):
        return Role.BACKGROUND, _why("rest", gettext_noop("没有提出要求，作背景"))
    told = (_found(name, draft.body) for name in ("present", "under_way", "explains"))
    if words := next(filter(None, told), ""):
        return Role.BACKGROUND, _why("present", gettext_noop("讲形势和背景：“%(words)s”"), words)
    return Role.REQUIREMENT, _why("body", gettext_noop("接着上一句讲怎样做"))


def _goes_on(scene: Scene, draft: Judged) -> bool:
    """Whether, without headings, the sentence says how to do what the one before it asked, or is a
    numbered line of what was announced."""
    if scene.zone is not Zone.OPENING or scene.has_headings or scene.last is None:
        return False
    if draft.label_length:
        return scene.announced
    return draft.sentence.index > 1 and scene.last[0] is Role.REQUIREMENT


RULES: tuple[Rule, ...] = (
    _marker, _frame, _heading, _annex, _bracketed, _instruction, _superior, _standing, _new_body, _courtesy,
    _claim, _support, _praise, _ground, _demand, _rest,
)  # fmt: skip
