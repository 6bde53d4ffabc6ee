"""Blanks of a text: what fills each, texts that are known once, and the text that was made."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.supervision.models.document import SourceDocument
from zhigong.supervision.rules.blanks import PERIODS, WAYS, Way


class Binding(models.Model):
    """填空: what a person decided shall stand in a blank. No row: the blank stays a blank."""

    document = models.ForeignKey(
        SourceDocument, models.CASCADE, related_name="bindings", verbose_name=_("来文")
    )
    pos = models.TextField(_("位置"))
    start = models.PositiveIntegerField(_("起始"))
    token = models.TextField(_("空白"))
    way = models.TextField(_("填法"), choices=[(k, _(v)) for k, v in WAYS.items()])
    code = models.TextField(_("数字或设置"), blank=True)
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("单位"),
    )  # fmt: skip
    period = models.TextField(
        _("时期"), blank=True, choices=[(k, _(v)) for k, v in PERIODS.items()]
    )
    since = models.DateField(_("自"), null=True, blank=True)
    text = models.TextField(_("文字"), blank=True)
    source = models.TextField(_("出处"), blank=True)
    dated = models.DateField(_("数据日期"), null=True, blank=True)
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    at = models.DateTimeField(_("时间"))

    class Privacy:
        personal = ()
        kept = "with the document"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("填空")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "pos", "start"], name="binding_once"),
            models.CheckConstraint(
                condition=Q(way__in=[w.value for w in Way]), name="binding_way_known"
            ),
            models.CheckConstraint(
                condition=~Q(way="figure") | (Q(unit__isnull=False) & ~Q(code="") & ~Q(period="")),
                name="binding_figure_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(way="hand") | (~Q(text="") & ~Q(source="") & Q(dated__isnull=False)),
                name="binding_by_hand_has_source",
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.pos} {self.token}"


class KnownText(models.Model):
    """A text that many documents need and that changes seldom: the ordinal of the congress."""

    unit_path = models.TextField(_("单位路径"), db_collation="C")
    key = models.TextField(_("设置"))
    text = models.TextField(_("文字"))
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    at = models.DateTimeField(_("时间"))

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("常用文字")
        constraints = [
            models.UniqueConstraint(fields=["unit_path", "key"], name="known_text_once"),
            models.CheckConstraint(condition=~Q(text=""), name="known_text_says_something"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.key} {self.text}"


class FilledText(models.Model):
    """成稿: the document with its blanks filled, as of a moment; nothing changes it afterwards.

    ``blanks`` holds each blank with value, source, date of the figure and drill-down.
    """

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="filled", verbose_name=_("来文")
    )
    made_at = models.DateTimeField(_("成稿时间"))
    made_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    blanks = models.JSONField(_("填空"))

    class Privacy:
        personal = ()
        kept = "with the document"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("成稿")
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="filled_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.made_at}"
