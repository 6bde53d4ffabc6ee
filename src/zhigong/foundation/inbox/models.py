"""What waits for somebody: one row for every open record in which someone must act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Waiting(models.Model):
    """A record waits for a holder, or for anyone with a capability over its unit.

    Written only by ``inbox.actions``, when ``foundation.workflow`` moves a record; ``due`` is the earliest running deadline.
    """

    subject = models.TextField(_("对象"), unique=True)
    kind = models.TextField(_("类别"))
    title = models.TextField(_("标题"))
    state = models.TextField(_("状态"))
    state_label = models.TextField(_("状态名称"))
    url = models.TextField(_("地址"))
    unit_path = models.TextField(_("所属单位路径"), db_collation="C")
    capability = models.TextField(_("等待的权限"), blank=True)
    holder_id = models.BigIntegerField(_("等待的人"), null=True)
    since = models.DateTimeField(_("自"))
    due = models.DateField(_("届满"), null=True)

    class Privacy:
        personal = ("title",)
        kept = "until the record no longer waits"
        scrubbed = {"title": "record"}

    class Meta:
        verbose_name = _("待办")
        constraints = [
            models.CheckConstraint(
                condition=Q(holder_id__isnull=False) | ~Q(capability=""),
                name="waiting_for_someone",
            )
        ]
        indexes = [
            models.Index(fields=["holder_id", "due"], name="waiting_holder"),
            models.Index(fields=["capability", "unit_path", "due"], name="waiting_capability"),
        ]

    def __str__(self) -> str:
        return self.title
