"""A unit: a union of any level, or an agency that takes part."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.org.models.industry import Industry
from zhigong.org.rules.kinds import UnitKind, UnitLevel, UnitState


class Unit(models.Model):
    """``path`` holds the ids from the top down to the unit itself: ``1/7/42/``.

    ``functions`` are words for what the unit is in charge of (参与调解, 救助), by which it is found;
    ``tokens`` are made from name and code for search.
    """

    code = models.TextField(_("代码"), unique=True)
    name = models.TextField(_("名称"))
    short_name = models.TextField(_("简称"), blank=True)
    kind = models.TextField(_("类型"))
    level = models.TextField(_("层级"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.TextField(_("路径"), unique=True, db_collation="C")
    depth = models.PositiveSmallIntegerField(_("深度"))
    industry = models.ForeignKey(
        Industry, on_delete=models.PROTECT, null=True, blank=True, related_name="units"
    )
    place_code = models.TextField(_("行政区划代码"), blank=True)
    address = models.TextField(_("地址"), blank=True)
    phone = models.TextField(_("电话"), blank=True)
    state = models.TextField(_("状态"), default=UnitState.ACTIVE)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True)
    functions = ArrayField(models.TextField(), verbose_name=_("职能"), default=list, blank=True)
    tokens = ArrayField(models.TextField(), default=list, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("单位")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in UnitKind]), name="unit_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[k.value for k in UnitLevel]), name="unit_level_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
            models.CheckConstraint(
                condition=Q(state=UnitState.ACTIVE.value, dissolved_on__isnull=True)
                | Q(state=UnitState.DISSOLVED.value, dissolved_on__isnull=False),
                name="unit_dissolved_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True)
                | Q(dissolved_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="unit_dissolved_after_founded",
            ),
            models.CheckConstraint(
                condition=Q(path__regex=r"^(\d+/)+$"), name="unit_path_well_formed"
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(state=UnitState.ACTIVE.value),
                nulls_distinct=False,
                name="unit_name_once_under_parent",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "name"], name="unit_parent"),
            models.Index(fields=["kind", "path"], name="unit_kind"),
            GinIndex(fields=["tokens"], name="unit_tokens"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return record_address("org:unit", self.pk)

    @property
    def unit_path(self) -> str:
        return self.path
