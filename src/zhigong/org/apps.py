from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "zhigong.org"
    label = "org"

    def ready(self) -> None:
        from zhigong.foundation.audit.words import tells  # noqa: PLC0415 (apps must be loaded)
        from zhigong.foundation.ui.navigation import place  # noqa: PLC0415 (apps must be loaded)
        from zhigong.identity.queries import use_units  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.figures import offer_figures  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.queries import UnitsForGrants  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.rules.verbs import VERB_LABELS  # noqa: PLC0415 (apps must be loaded)

        use_units(UnitsForGrants())
        offer_figures()
        tells("org", VERB_LABELS)
        place(
            "org.tree",
            _("组织"),
            "org:tree",
            "tree",
            area="desk",
            capability="org.read",
            order=70,
            bottom=True,
        )
