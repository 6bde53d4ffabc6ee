"""How an employment can end, and what each way means for severance, notice and the years before 2008."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.norms import Article, article

NONE, AT_MOST_12, ALL = "none", "at-most-12", "all"


@dataclass(frozen=True, slots=True)
class Ending:
    """One way an employment ends.

    ``due``: severance is owed; ``notice``: a month's pay without 30 days' written notice; ``before_2008``:
    which years before 2008 count by the rules of that time (none, at most 12, all); ``at_least_average``:
    those years are paid at no less than the enterprise's average wage.
    """

    id: str
    label: str
    due: bool
    basis: Article
    notice: bool = False
    before_2008: str = NONE
    at_least_average: bool = False


_TABLE = (
    Ending("worker_art38", gettext_noop("单位有欠薪、未缴社保等过错，劳动者据此解除（第三十八条）"), True, article("LCL", 46, item=1), before_2008=ALL),
    Ending("mutual_employer", gettext_noop("单位提出，双方协商一致解除"), True, article("LCL", 46, item=2), before_2008=AT_MOST_12),
    Ending("mutual_worker", gettext_noop("劳动者提出，双方协商一致解除"), False, article("LCL", 46, item=2)),
    Ending("art40_illness", gettext_noop("医疗期满不能从事原工作和另行安排的工作，单位解除"), True, article("LCL", 46, item=3), True, ALL, True),
    Ending("art40_incompetent", gettext_noop("不能胜任，培训或调岗后仍不能胜任，单位解除"), True, article("LCL", 46, item=3), True, AT_MOST_12),
    Ending("art40_change", gettext_noop("客观情况重大变化，协商变更不成，单位解除"), True, article("LCL", 46, item=3), True, ALL, True),
    Ending("layoff", gettext_noop("经济性裁员（第四十一条）"), True, article("LCL", 46, item=4), False, ALL, True),
    Ending("expiry_not_renewed", gettext_noop("固定期限合同期满，单位不续订或降低条件"), True, article("LCL", 46, item=5)),
    Ending("expiry_worker_refused", gettext_noop("合同期满，单位维持或提高条件，劳动者不续订"), False, article("LCL", 46, item=5)),
    Ending("employer_closed", gettext_noop("单位破产、被吊销执照、责令关闭、撤销或提前解散"), True, article("LCL", 46, item=6)),
    Ending("business_term_ended", gettext_noop("单位经营期限届满不再继续经营"), True, article("JI-1", 48)),
    Ending("task_completed", gettext_noop("以完成一定工作任务为期限的合同因任务完成终止"), True, article("LCLR", 22)),
    Ending("not_signed_after_month", gettext_noop("用工满一个月后劳动者不签书面合同，单位书面终止"), True, article("LCLR", 6)),
    Ending("not_signed_first_month", gettext_noop("用工一个月内经书面通知劳动者不签书面合同，单位书面终止"), False, article("LCLR", 5)),
    Ending("void_contract", gettext_noop("合同被确认无效，劳动者已付出劳动"), True, article("JI-1", 41)),
    Ending("public_welfare_post", gettext_noop("享受补贴的公益性岗位"), False, article("LCLR", 12)),
    Ending("art39", gettext_noop("劳动者有严重违纪等过错，单位解除（第三十九条）"), False, article("LCL", 46)),
    Ending("resignation", gettext_noop("劳动者因个人原因辞职（第三十七条）"), False, article("LCL", 46)),
    Ending("retirement", gettext_noop("达到法定退休年龄或开始享受养老待遇"), False, article("LCLR", 21)),
    Ending("death", gettext_noop("劳动者死亡或被宣告死亡、失踪"), False, article("LCL", 46)),
    Ending("part_time", gettext_noop("非全日制用工终止"), False, article("LCL", 71)),
    Ending("unlawful", gettext_noop("单位违法解除或者终止"), False, article("LCL", 87), before_2008=ALL),
)  # fmt: skip

ENDINGS = {ending.id: ending for ending in _TABLE}

# Other spellings that people and programs use for the same endings.
ALIASES = {
    spelling: ending
    for ending, spellings in tomllib.loads(
        files("zhigong.law.ending").joinpath("endings.toml").read_text("utf8")
    ).items()
    for spelling in spellings
}

LABELS = {ending.id: ending.label for ending in _TABLE}
