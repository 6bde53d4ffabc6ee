"""Which columns an account wants to see in a list."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ColumnChoice(models.Model):
    account_id = models.BigIntegerField(_("帐户"))
    table = models.TextField(_("列表"))
    columns = ArrayField(models.TextField(), verbose_name=_("显示的列"))

    class Privacy:
        personal = ()
        kept = "with the account"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("显示的列")
        constraints = [
            models.UniqueConstraint(fields=["account_id", "table"], name="columnchoice_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.table}"
