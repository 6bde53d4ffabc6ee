"""劳动关系是否存在, and the three classes of new-form work: points for, points against, proof missing.

Never a score: what is printed are the points with their source. Who decides is the tribunal or court.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, Field, choice, day, flag, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result

PARTIES = article("REL-2005", 1)
EVIDENCE = article("REL-2005", 2)
HIRING = article("LCL", 7)
FORMS = article("NEWEMP")
PLATFORM = article("SPC-EMP", 7)
MANAGEMENT = article("GUIDE-237")
AFFILIATES = article("JI-2", 3)
SUBCONTRACT = article("JI-2", 1)
AFFILIATION = article("JI-2", 2)
FOREIGNER = article("JI-2", 4)
BURDEN = article("LDMA", 6)
OVER_AGE = article("OVERAGE", 2)

FOR, AGAINST, MISSING = "for", "against", "missing"


@dataclass(frozen=True, slots=True)
class Point:
    """One fact to ask about: what a yes and a no speak for, and what to say of each.

    ``yes``/``no`` are ``for``, ``against`` or empty (says nothing). ``ask`` names the proof that is missing.
    """

    field: str
    question: str
    yes: str
    no: str
    yes_text: str
    no_text: str
    basis: Article

    def of(self, answer: bool | None) -> tuple[str, str] | None:
        """The side and the words of an answer; ``None`` where it says nothing either way."""
        if answer is None:
            return MISSING, self.question
        side, words = (self.yes, self.yes_text) if answer else (self.no, self.no_text)
        return (side, words) if side else None


SUBORDINATION = (
    Point("qualified", gettext_noop("用人单位是否依法登记、具有用工主体资格"), FOR, AGAINST,
          gettext_noop("单位具有用工主体资格"), gettext_noop("对方不具备用工主体资格（可另查发包、挂靠单位的责任）"), PARTIES),
    Point("rules_apply", gettext_noop("单位的规章制度是否适用于劳动者"), FOR, AGAINST,
          gettext_noop("单位规章制度适用于劳动者"), gettext_noop("不适用单位规章制度"), PARTIES),
    Point("managed", gettext_noop("是否受单位指挥、管理、监督"), FOR, AGAINST,
          gettext_noop("受单位劳动管理"), gettext_noop("不受单位指挥管理"), PARTIES),
    Point("part_of_business", gettext_noop("工作是否为单位业务的组成部分"), FOR, AGAINST,
          gettext_noop("劳动是单位业务的组成部分"), gettext_noop("劳动不属于单位业务"), PARTIES),
    Point("paid_work", gettext_noop("是否从事单位安排的有报酬的劳动"), FOR, AGAINST,
          gettext_noop("从事单位安排的有报酬的劳动"), gettext_noop("没有从单位获得劳动报酬"), PARTIES),
    Point("must_accept", gettext_noop("是否必须接受派单、任务"), FOR, AGAINST,
          gettext_noop("必须接受派单或任务，没有自主决定权"), gettext_noop("可以自主决定是否接单"), PLATFORM),
    Point("fixed_schedule", gettext_noop("工作时间、在线时长是否由单位规定和考勤"), FOR, AGAINST,
          gettext_noop("工作时间由单位安排并考勤"), gettext_noop("工作时间由本人决定"), PLATFORM),
    Point("penalties", gettext_noop("是否有扣罚、奖惩、淘汰规则"), FOR, "",
          gettext_noop("单位以奖惩规则进行管理，有扣罚"), "", MANAGEMENT),
    Point("price_set", gettext_noop("价格和报酬规则是否由单位决定"), FOR, AGAINST,
          gettext_noop("价格、报酬规则由单位决定，劳动者无议价权"), gettext_noop("价格由本人与客户商定"), PLATFORM),
    Point("main_income", gettext_noop("是否为主要收入来源"), FOR, AGAINST,
          gettext_noop("报酬是劳动者主要收入来源"), gettext_noop("不是主要收入来源"), PLATFORM),
    Point("regular_pay", gettext_noop("报酬是否按周期固定发放"), FOR, "",
          gettext_noop("报酬按月等周期发放"), "", PARTIES),
    Point("continuous", gettext_noop("是否持续、稳定地提供劳动"), FOR, AGAINST,
          gettext_noop("长期持续提供劳动"), gettext_noop("偶发、零星、按件完成即结束"), PLATFORM),
    Point("may_substitute", gettext_noop("是否可以自行找人代替完成"), AGAINST, FOR,
          gettext_noop("可以自行雇人或找人代替"), gettext_noop("须本人亲自完成，不能找人代替"), MANAGEMENT),
    Point("own_tools", gettext_noop("主要生产工具是否由本人提供"), AGAINST, FOR,
          gettext_noop("主要工具由本人提供"), gettext_noop("主要工具由单位提供"), PARTIES),
    Point("free_elsewhere", gettext_noop("是否可以同时为其他单位、平台工作"), AGAINST, FOR,
          gettext_noop("可以自由为其他平台工作"), gettext_noop("不得为其他单位工作"), PLATFORM),
    Point("bears_risk", gettext_noop("是否自负盈亏、承担经营风险"), AGAINST, FOR,
          gettext_noop("自负盈亏，承担经营风险"), gettext_noop("不承担经营风险"), MANAGEMENT),
)  # fmt: skip

PROOF = (
    ("pay_records", gettext_noop("工资支付凭证或记录、社会保险缴费记录"), "employer"),
    ("work_card", gettext_noop("工作证、服务证等身份证件"), "worker"),
    ("recruitment_forms", gettext_noop("招工登记表、报名表等招用记录"), "employer"),
    ("attendance_records", gettext_noop("考勤记录"), "employer"),
    ("coworkers", gettext_noop("其他劳动者的证言"), "worker"),
)

NOT_DECISIVE = (
    ("named_cooperation", gettext_noop("协议名为合作、承揽、承包：名称不决定性质，按用工事实")),
    ("registered_individual", gettext_noop("被要求注册个体工商户：不影响按用工事实认定")),
    ("paid_by_third", gettext_noop("报酬由第三方发放：不影响按用工事实认定")),
    ("no_insurance", gettext_noop("没有缴纳社会保险：不能据此否定劳动关系")),
)


def _point_fields() -> tuple[Field, ...]:
    return tuple(flag(point.field, point.question) for point in SUBORDINATION)


def _proof_fields() -> tuple[Field, ...]:
    return tuple(flag(name, label) for name, label, _ in PROOF)


def _name_fields() -> tuple[Field, ...]:
    return tuple(flag(name, label) for name, label in NOT_DECISIVE)


def lay_out(facts: Facts, result: Result) -> None:
    """Every point as an item with its side; refused where no fact of the work was told at all."""
    told = False
    for point in SUBORDINATION:
        found = point.of(facts[point.field])
        if found is not None:
            side, words = found
            told = told or side != MISSING
            result.item(point.field, words, value=side, basis=point.basis)
    for name, label, keeper in PROOF:
        if facts[name]:
            result.item(name, label, value=FOR, basis=EVIDENCE)
        else:
            result.item(name, label, value=MISSING, basis=EVIDENCE)
            if keeper == "employer":
                result.line(gettext_noop("应由单位提供：%(proof)s"), MISSING, EVIDENCE, proof=label)
    for name, label in NOT_DECISIVE:
        if facts[name]:
            result.line(label, True, HIRING)
    if not told:
        raise refused(
            "law.relation.nothing-told",
            gettext_noop("还没有说明任何用工事实"),
            gettext_noop("请回答至少一个问题，如是否受管理、必须接单、由谁定价"),
        )


@rule(
    "labour_relation",
    title=gettext_noop("是否存在劳动关系（支持、反对和缺少的证据）"),
    answer="items",
    fields=(
        *_point_fields(),
        *_proof_fields(),
        *_name_fields(),
        day("on", gettext_noop("用工发生的日期")),
        flag("foreigner", gettext_noop("是否外国人")),
        flag("foreigner_permitted", gettext_noop("外国人：已取得永久居留、工作许可并合法停留，或已办手续")),
        flag("subcontracted", gettext_noop("是否由无经营资格的包工头、挂靠人招用")),
        flag("affiliates", gettext_noop("是否被多家关联单位交替或同时用工")),
        flag("over_age", gettext_noop("是否已超过法定退休年龄")),
        flag("student", gettext_noop("是否在校实习学生")),
        flag("domestic", gettext_noop("是否由家庭或个人直接雇用")),
    ),
    articles=(PARTIES, EVIDENCE, HIRING, MANAGEMENT, PLATFORM, BURDEN),
    formula=(
        gettext_noop("三项同时看：主体资格；规章适用、受管理、从事安排的有报酬劳动；劳动属于业务组成"),
        gettext_noop("按用工事实，看人格、经济、组织从属性；支配性劳动管理是本质特征"),
        gettext_noop("协议名称、注册个体户、第三方付款、未参保都不决定性质"),
        gettext_noop("逐点列出支持、反对和缺少的证据；不打分，不下结论"),
    ),
    contested=(
        gettext_noop("各要点的轻重由仲裁和法院综合判断，数量多少不代表结果"),
        gettext_noop("工资记录、招用记录、考勤由单位保管，单位不提供的承担不利后果"),
    ),
    examples=({"managed": True, "must_accept": True, "own_tools": True, "pay_records": True},),
)  # fmt: skip
def labour_relation(facts: Facts, context: Context) -> Result:
    """The points for and against a labour relation, and the proof missing. Items only, never a verdict.

    劳社部发〔2005〕12号; 劳动合同法 第七条; 指导性案例237号; 法发〔2022〕36号 第七条. Refuses without any fact of the work.
    """
    result = Result(on=facts["on"])
    result.conclusion = gettext_noop(
        "以上是支持、反对的要点和缺少的证据，不是结论；由仲裁委员会或法院认定"
    )
    lay_out(facts, result)
    _special_persons(facts, result)
    result.change(
        "law.relation.employer-holds",
        gettext_noop("单位掌握管理的证据应由单位提供，拒不提供的承担不利后果"),
    )
    return result


def _special_persons(facts: Facts, result: Result) -> None:
    """Persons to whom other rules apply, and who else may have to answer."""
    if facts["foreigner"]:
        side = {True: FOR, False: AGAINST, None: MISSING}[facts["foreigner_permitted"]]
        result.item("foreigner", gettext_noop("外国人的居留、工作许可手续"), value=side, basis=FOREIGNER)  # fmt: skip
    if facts["subcontracted"]:
        result.item("principal", gettext_noop("可请求发包、被挂靠单位承担支付报酬和工伤待遇的责任"), value=FOR, basis=SUBCONTRACT)  # fmt: skip
        result.line(gettext_noop("挂靠的由被挂靠单位承担用工主体责任"), True, AFFILIATION)
    if facts["affiliates"]:
        result.line(gettext_noop("关联单位混同用工：有合同按合同，没有的按用工管理行为综合确认"), True, AFFILIATES)  # fmt: skip
    if facts["over_age"]:
        result.warn("law.relation.over-age", gettext_noop("超过法定退休年龄的，另见超龄劳动者规则"))
    if facts["student"]:
        result.warn("law.relation.student", gettext_noop("在校学生的教学实习一般不是劳动关系；以就业为目的的按用工事实"))  # fmt: skip
    if facts["domestic"]:
        result.warn("law.relation.domestic", gettext_noop("家庭或个人直接雇用的家政人员不属劳动争议；由公司派出的除外"))  # fmt: skip


# --- new forms of work --------------------------------------------------------------------------

CLASSES = (
    ("labour", gettext_noop("符合确立劳动关系：订立劳动合同，适用全部劳动法律")),
    ("between", gettext_noop("不完全符合确立劳动关系但受劳动管理：订立书面协议，按指导意见保障")),
    ("self_employed", gettext_noop("依托平台自主经营、从事自由职业：按民事法律")),
)

BETWEEN_RIGHTS = (
    ("written", gettext_noop("订立书面协议，合理确定权利义务")),
    ("fair", gettext_noop("公平就业，不得收取押金，不得违法限制在多平台就业")),
    ("minimum", gettext_noop("提供正常劳动的报酬不低于当地最低工资标准，按时足额支付")),
    ("rest", gettext_noop("合理确定休息办法，法定节假日支付高于正常的合理报酬")),
    ("safety", gettext_noop("劳动安全卫生；不得以最严算法等损害安全健康的考核")),
    ("injury", gettext_noop("按规定参加职业伤害保障")),
    ("algorithm", gettext_noop("抽成、计价、派单、奖惩等规则和算法听取意见、公示告知")),
    ("complaint", gettext_noop("畅通申诉，工会可以提出协商要求；争议可以申请调解")),
)


@rule(
    "new_form_work",
    title=gettext_noop("新就业形态：三类情形的要点"),
    answer="items",
    fields=(
        *_point_fields(),
        *_proof_fields(),
        *_name_fields(),
        day("on", gettext_noop("用工发生的日期")),
        choice(
            "channel",
            gettext_noop("经由什么方式在平台工作"),
            {
                "direct": gettext_noop("直接由平台企业管理"),
                "partner": gettext_noop("由合作企业、站点、代理商管理"),
                "crowd": gettext_noop("众包，自己注册接单"),
                "dispatch": gettext_noop("劳务派遣"),
            },
        ),
        flag("own_customers", gettext_noop("是否有自己的客户、字号，自主定价经营")),
        flag("algorithm_managed", gettext_noop("平台是否以算法派单、限时、考核、封号等方式管理")),
    ),
    articles=(FORMS, PARTIES, PLATFORM, MANAGEMENT),
    formula=(
        gettext_noop("第一类：符合确立劳动关系；第二类：不完全符合但受劳动管理；第三类：自主经营"),
        gettext_noop("按用工事实逐点列出，三类各自的后果一并列出；不打分，不下结论"),
    ),
    contested=(
        gettext_noop("第一、二类之间没有明文界线，以支配性劳动管理的程度综合判断"),
        gettext_noop("第二类目前依指导意见和指引，没有单独的法律；报酬争议按协议和民事法律"),
    ),
    examples=({"managed": True, "must_accept": False, "free_elsewhere": True, "channel": "crowd"},),
)
def new_form_work(facts: Facts, context: Context) -> Result:
    """The points for each of the three classes of platform work and what follows from each. Items only.

    人社部发〔2021〕56号; 法发〔2022〕36号 第七条; 指导性案例237号. Refuses without any fact of the work.
    """
    result = Result(on=facts["on"])
    result.conclusion = gettext_noop(
        "三类情形的后果都已列出；属于哪一类由仲裁委员会或法院按用工事实认定"
    )
    lay_out(facts, result)
    if facts["own_customers"]:
        result.item("own_customers", gettext_noop("有自己的客户，自主定价经营"), value=AGAINST, basis=FORMS)  # fmt: skip
    if facts["algorithm_managed"]:
        result.item("algorithm_managed", gettext_noop("平台以算法派单、限时、考核、封号进行管理"), value=FOR, basis=MANAGEMENT)  # fmt: skip
    for name, label in CLASSES:
        result.line(label, name, FORMS)
    for name, label in BETWEEN_RIGHTS:
        result.line(label, f"between.{name}", FORMS)
    _answerable(facts, result)
    result.change(
        "law.relation.class-changes-claims",
        gettext_noop(
            "认定为第一类的，可主张经济补偿、二倍工资、加班、工伤等；第二类按协议和指导意见"
        ),
    )
    return result


def _answerable(facts: Facts, result: Result) -> None:
    """Who beside the one that pays may have to answer."""
    if facts["channel"] == "partner":
        result.line(gettext_noop("先看由谁实际管理和支付；平台企业对合作企业负监督责任，依法承担相应责任"), True, FORMS)  # fmt: skip
    elif facts["channel"] == "dispatch":
        result.line(gettext_noop("平台企业承担劳务派遣用工单位的责任"), True, article("LCL", 92))
