"""Industries of the district: one leading, three main, three special. Their names are data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.org.rules.kinds import IndustryRank


class Industry(models.Model):
    code = models.TextField(_("代码"), unique=True)
    name = models.TextField(_("名称"), unique=True)
    rank = models.TextField(_("定位"), default=IndustryRank.OTHER)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("产业")
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__in=[r.value for r in IndustryRank]), name="industry_rank_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
