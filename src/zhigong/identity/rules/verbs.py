"""What the events of identity are called where people read them."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop

VERB_LABELS: dict[str, str] = {
    "identity.account.create": gettext_noop("建立帐户"),
    "identity.account.rename": gettext_noop("改名"),
    "identity.account.close": gettext_noop("停用帐户"),
    "identity.account.reopen": gettext_noop("重新启用帐户"),
    "identity.password.change": gettext_noop("修改密码"),
    "identity.password.reset": gettext_noop("管理员重设密码"),
    "identity.factor.enrol": gettext_noop("已登记双重验证"),
    "identity.factor.remove": gettext_noop("停用一种双重验证"),
    "identity.factor.reset": gettext_noop("管理员重置双重验证"),
    "identity.recovery.draw": gettext_noop("生成备用码"),
    "identity.recovery.use": gettext_noop("使用备用码"),
    "identity.session.begin": gettext_noop("登录"),
    "identity.session.end": gettext_noop("结束一处登录"),
    "identity.session.end_all": gettext_noop("结束其他登录"),
    "identity.sign_in.proven": gettext_noop("身份验证通过"),
    "identity.sign_in.refused": gettext_noop("身份验证未通过"),
    "identity.sign_in.slowed": gettext_noop("尝试过多，要求等待"),
    "identity.code.send": gettext_noop("发送验证码"),
    "identity.oidc.link": gettext_noop("关联统一身份"),
    "identity.grant": gettext_noop("授权"),
    "identity.revoke": gettext_noop("撤销授权"),
    "identity.grants.repath": gettext_noop("授权随单位移动"),
}
