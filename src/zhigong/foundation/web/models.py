"""Forms that were sent: a one-time key each, so that a double click makes one record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """A form's key and where its first sending led."""

    key = models.TextField(_("请求键"), primary_key=True)
    at = models.DateTimeField(_("时间"))
    location = models.TextField(_("去向"), blank=True)

    class Privacy:
        personal = ()
        kept = "two days"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("已提交表单")
        indexes = [models.Index(fields=["at"], name="sentform_at")]

    def __str__(self) -> str:
        return self.key
