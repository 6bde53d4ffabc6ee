from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "zhigong.identity"
    label = "identity"

    def ready(self) -> None:
        from zhigong.foundation.audit.words import tells  # noqa: PLC0415 (apps must be loaded)
        from zhigong.foundation.ui.frame import tell  # noqa: PLC0415 (apps must be loaded first)
        from zhigong.foundation.ui.navigation import place  # noqa: PLC0415 (apps must be loaded)
        from zhigong.identity.rules.verbs import VERB_LABELS  # noqa: PLC0415 (apps must be loaded)
        from zhigong.identity.web.frame import idle_seconds  # noqa: PLC0415 (apps must be loaded)

        tells("identity", VERB_LABELS)

        place("identity.sign_in", _("登录"), "identity:sign_in", "user", area="account",
              signed="out", bottom=True)  # fmt: skip
        place("identity.me", _("我的帐户"), "identity:me", "user", area="account",
              signed="in", bottom=True)  # fmt: skip
        place(
            "identity.sign_out",
            _("退出登录"),
            "identity:sign_out",
            "logout",
            area="account",
            signed="in",
            order=90,
        )
        place(
            "identity.accounts",
            _("帐户与授权"),
            "identity:accounts",
            "key",
            area="admin",
            capability="identity.read",
            order=80,
        )
        tell(idle_seconds=idle_seconds)
