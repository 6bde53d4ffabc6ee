"""How the trail is said to whoever reads it whole: groups of verbs, kinds of subjects, fields and values.

Modules tell the words of their own verbs (``foundation.audit.words``); what the engines below record,
and what the fields of an event are called, stands here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from zhigong.kernel.text import gettext_noop, masked

LOOKS = "looks"
ENGINES: dict[str, str] = {
    "looked": gettext_noop("查阅"),
    "secrets.reveal": gettext_noop("查看完整号码"),
    "secrets.reseal": gettext_noop("更换密钥重新加密"),
    "refused": gettext_noop("办理被拒绝"),
    "tables.export": gettext_noop("导出表格"),
    "audit.look": gettext_noop("查阅审计记录"),
    "files.keep": gettext_noop("上传材料"),
    "files.move": gettext_noop("移动材料"),
    "files.remove": gettext_noop("删除材料"),
    "clocks.missed": gettext_noop("期限已过"),
}
GROUPS: dict[str, str] = {
    "identity": gettext_noop("帐户与授权"),
    "org": gettext_noop("组织"),
    "membership": gettext_noop("会员"),
    "mediation": gettext_noop("争议联调"),
    "supervision": gettext_noop("任务督办"),
    "governance": gettext_noop("党政联系"),
    "parameters": gettext_noop("法律参数"),
}
OTHERS = "platform"
OTHERS_LABEL = gettext_noop("平台")

# What a subject is that is no record of a table; records are called as their model.
KINDS: dict[str, str] = {
    "identity.mobile": gettext_noop("手机号"),
    "identity.name": gettext_noop("登录名"),
    "tables.list": gettext_noop("列表"),
    "audit.trail": gettext_noop("审计记录"),
    "secrets.keyring": gettext_noop("密钥"),
    "code": gettext_noop("回执号"),
}
ONE = frozenset({"audit.trail", "secrets.keyring"})  # of which there is one, without a name
ADDRESS = gettext_noop("地址")
LIST = gettext_noop("列表")

FIELDS: dict[str, str] = {
    "address": gettext_noop("地址"),
    "agrees": gettext_noop("是否同意"),
    "applied": gettext_noop("已导入行数"),
    "asked": gettext_noop("请求金额"),
    "assignment": gettext_noop("督办事项"),
    "at": gettext_noop("时间"),
    "bad": gettext_noop("有问题的行"),
    "begins": gettext_noop("开始"),
    "birth": gettext_noop("出生日期"),
    "blank": gettext_noop("空格"),
    "blanks": gettext_noop("空格数"),
    "by": gettext_noop("期限或接替"),
    "card_no": gettext_noop("会员证号"),
    "code": gettext_noop("代码"),
    "codes": gettext_noop("拒绝原因代码"),
    "committee": gettext_noop("党委"),
    "conceded": gettext_noop("单位认可金额"),
    "corrections": gettext_noop("更正数"),
    "count": gettext_noop("条数"),
    "counted": gettext_noop("计入合计"),
    "due": gettext_noop("期限"),
    "effective": gettext_noop("生效日期"),
    "employer_name": gettext_noop("用人单位"),
    "ends": gettext_noop("结束"),
    "facts": gettext_noop("计算事实"),
    "factor": gettext_noop("验证方式编号"),
    "factors": gettext_noop("验证方式数"),
    "field": gettext_noop("哪一项"),
    "fields": gettext_noop("改动的项"),
    "file": gettext_noop("文件编号"),
    "filled": gettext_noop("已填空格数"),
    "filters": gettext_noop("筛选条件"),
    "first": gettext_noop("首次设置"),
    "found": gettext_noop("是否查到"),
    "from": gettext_noop("从"),
    "from_year": gettext_noop("起始年度"),
    "given": gettext_noop("到位"),
    "good": gettext_noop("可导入的行"),
    "grant": gettext_noop("授权编号"),
    "grants": gettext_noop("授权数"),
    "headline": gettext_noop("标题"),
    "hearing": gettext_noop("调解会编号"),
    "into": gettext_noop("并入"),
    "ip": gettext_noop("网络地址"),
    "issuer": gettext_noop("签发方"),
    "job": gettext_noop("岗位"),
    "kind": gettext_noop("类别"),
    "label": gettext_noop("姓名"),
    "label_words": gettext_noop("期限名称"),
    "lawful": gettext_noop("依法金额"),
    "lead": gettext_noop("牵头单位"),
    "left": gettext_noop("未导入行数"),
    "level": gettext_noop("级别"),
    "media_type": gettext_noop("文件类型"),
    "mediator": gettext_noop("调解员"),
    "missed": gettext_noop("漏报日期"),
    "mobile": gettext_noop("手机号"),
    "name": gettext_noop("名称"),
    "number": gettext_noop("编号"),
    "occupation": gettext_noop("职业"),
    "offer": gettext_noop("方案编号"),
    "on": gettext_noop("日期"),
    "origin": gettext_noop("来源"),
    "paid": gettext_noop("到账金额"),
    "parent": gettext_noop("上级单位"),
    "part": gettext_noop("哪一部分"),
    "party": gettext_noop("当事人编号"),
    "passages": gettext_noop("段落数"),
    "path": gettext_noop("单位路径"),
    "people": gettext_noop("人数"),
    "person": gettext_noop("姓名"),
    "place": gettext_noop("地点"),
    "pos": gettext_noop("第几段"),
    "post": gettext_noop("职务"),
    "progress": gettext_noop("进展"),
    "promised": gettext_noop("承诺"),
    "reason": gettext_noop("原因"),
    "resealed": gettext_noop("重新加密数"),
    "result": gettext_noop("结果"),
    "role": gettext_noop("角色"),
    "rows": gettext_noop("行数"),
    "rule": gettext_noop("计算规则"),
    "session": gettext_noop("登录编号"),
    "sessions": gettext_noop("登录数"),
    "sex": gettext_noop("性别"),
    "sha256": gettext_noop("文件指纹"),
    "side": gettext_noop("哪一方"),
    "size": gettext_noop("文件大小（字节）"),
    "state": gettext_noop("状态"),
    "strong": gettext_noop("双重验证"),
    "tasks": gettext_noop("任务数"),
    "text": gettext_noop("文本"),
    "times": gettext_noop("次数"),
    "to": gettext_noop("到"),
    "topic": gettext_noop("议题"),
    "unit": gettext_noop("单位"),
    "units": gettext_noop("单位数"),
    "until": gettext_noop("到哪一天"),
    "value": gettext_noop("数值"),
    "way": gettext_noop("方式"),
    "what": gettext_noop("看了什么"),
    "who": gettext_noop("谁"),
    "workers": gettext_noop("职工数"),
    "format": gettext_noop("格式"),
}
WAYS = {
    "room": gettext_noop("到场"),
    "phone": gettext_noop("电话"),
    "video": gettext_noop("视频"),
    "password": gettext_noop("密码"),
    "factor": gettext_noop("第二重验证"),
    "code": gettext_noop("验证码"),
    "send": gettext_noop("发送验证码"),
    "oidc": gettext_noop("统一身份"),
}
SIDES = {
    "worker": gettext_noop("劳动者"),
    "employer": gettext_noop("用人单位"),
    "mediator": gettext_noop("调解员"),
}
SEEN = {
    "case file": gettext_noop("案卷"),
    "member file": gettext_noop("会员档案"),
    "calculation sheet": gettext_noop("测算表"),
    "workforce": gettext_noop("全员测算"),
    "workforce problems": gettext_noop("全员测算的问题行"),
}
CHANNELS = {"sms": gettext_noop("短信"), "email": gettext_noop("邮件")}
VALUES: dict[str, Mapping[str, str]] = {"way": WAYS, "side": SIDES, "who": SIDES, "what": SEEN}
SEEN_FILE = gettext_noop("一份材料")
SEEN_WORKER = gettext_noop("一名职工的测算")
SYSTEM_WORD, NOBODY_WORD = gettext_noop("系统"), gettext_noop("没有登录的人")
YES, NO, EMPTY = gettext_noop("是"), gettext_noop("否"), gettext_noop("（空）")
INSIDE = gettext_noop("%(count)s 项，内容见该记录")
HIDDEN = gettext_noop("（个人资料，不显示）")
PERSONAL = frozenset({"mobile", "phone", "citizen_id", "bank_card", "address", "person", "birth"})
NUMBERS = frozenset({"mobile", "phone", "citizen_id", "bank_card", "card_no"})
NAME = 8  # characters: what is longer is no name and is hidden whole
FIRST = ("state", "role", "kind", "name", "label", "unit", "from", "to")

# 邀请参与：%(unit)s, 催复（第%(times)s次）: what an event names stands at the end of its words.
_TAIL = re.compile(r"\s*[:：]\s*%\(\w+\)s$|\s*[（(][^（(]*%\(\w+\)s[^（(]*[)）]$")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_PLACE = re.compile(r"%\(\w+\)s")


def speaks(key: str) -> bool:
    """Whether a record's key says anything to a person: a number of 32 digits does not."""
    return _UUID.match(key) is None


def bare(words: str) -> str:
    """A verb's words without what a single event names."""
    return _PLACE.sub("…", _TAIL.sub("", words)).replace("%%", "%")


def group_of(verb: str) -> str:
    """The group under which a verb is offered: its module, or the platform."""
    module = verb.partition(".")[0]
    return module if module in GROUPS else OTHERS


def is_personal(field: str, personal: Collection[str]) -> bool:
    """Whether a field says something of a person: by its record's own word, or wherever it stands."""
    return field in PERSONAL or field in personal


def covered(field: str, value: str) -> str:
    """A personal value as it may be shown; empty where all of it must be hidden.

    What was covered when it was recorded stays as it is: nothing is ever opened to be shown here.
    """
    if "*" in value:
        return value
    if field in NUMBERS and len(value) > NAME:
        return masked(value, head=3, tail=4)
    return masked(value, head=1, tail=0) if len(value) <= NAME and field != "birth" else ""


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """The fields of an event with what they were and what they became; what says most comes first."""
    rank = {name: n for n, name in enumerate(FIRST)}
    names = sorted({**before, **after}, key=lambda name: (rank.get(name, len(FIRST)), name))
    return [(name, before.get(name), after.get(name)) for name in names]
