"""The trail: what was done (events, written by actions) and what changed (facts, by triggers)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import append_only

LOOKS = ("looked", "secrets.reveal")
"""Verbs of those who only read."""


class AuditEvent(models.Model):
    """An event of meaning. No foreign keys, so nothing deletes or blocks it; never edited."""

    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("操作人"), null=True)
    actor_label = models.TextField(_("操作人名称"))
    verb = models.TextField(_("动作"))
    subject = models.TextField(_("对象"))
    unit_path = models.TextField(_("所属单位路径"), blank=True, db_collation="C")
    before = models.JSONField(_("变更前"), default=dict)
    after = models.JSONField(_("变更后"), default=dict)
    note = models.TextField(_("说明"), blank=True)
    request_id = models.TextField(_("请求编号"), blank=True)

    class Privacy:
        personal = ("actor_label", "before", "after", "note")
        kept = "ten years, then exported and closed"
        scrubbed = {"actor_label": "someone", "before": {}, "after": {}, "note": ""}

    class Meta:
        verbose_name = _("审计事件")
        indexes = [
            models.Index(fields=["subject", "-id"], name="audit_subject"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
            models.Index(fields=["unit_path", "-id"], name="audit_unit"),
            models.Index(fields=["-at", "-id"], name="audit_at"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_verb"),
            # A record looked at a thousand times has its few events found at once.
            models.Index(
                fields=["subject", "-id"], condition=~models.Q(verb__in=LOOKS), name="audit_course"
            ),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class AuditFact(models.Model):
    """What a grave table's row was and became, kept by a trigger whoever wrote it."""

    at = models.DateTimeField(_("时间"), db_default=models.functions.Now())
    actor_id = models.BigIntegerField(_("操作人"), null=True)
    actor_label = models.TextField(_("操作人名称"))
    action = models.TextField(_("动作"), blank=True)
    table = models.TextField(_("表"))
    row_id = models.TextField(_("行"))
    operation = models.TextField(_("操作"))
    before = models.JSONField(_("变更前"), null=True)
    after = models.JSONField(_("变更后"), null=True)

    class Privacy:
        personal = ("actor_label", "before", "after")
        kept = "ten years, then exported and closed"
        scrubbed = {"actor_label": "someone", "before": None, "after": None}

    class Meta:
        verbose_name = _("变更记录")
        indexes = [models.Index(fields=["table", "row_id", "-id"], name="audit_fact_row")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.operation} {self.table}:{self.row_id}"
