"""Which jobs have been done: so that none is done twice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DoneJob(models.Model):
    """Written in the job's own transaction."""

    key = models.TextField(_("作业键"), primary_key=True)
    name = models.TextField(_("作业"))
    at = models.DateTimeField(_("完成时间"))

    class Privacy:
        personal = ()
        kept = "ninety days"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("已完成作业")
        indexes = [models.Index(fields=["at"], name="donejob_at")]

    def __str__(self) -> str:
        return self.key
