"""What happens on the way: evidence handed in, meetings held."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.mediation.models.case import Case


class Evidence(models.Model):
    """证据: a stored file, who handed it in and what it should prove."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence", verbose_name=_("案件"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name=_("文件"))
    side = models.TextField(_("提交方"))
    title = models.TextField(_("名称"))
    proves = models.TextField(_("证明什么"), blank=True)
    added_at = models.DateTimeField(_("提交时间"))

    class Privacy:
        personal = ("title", "proves")
        kept = "with the case"
        scrubbed = {"title": "evidence", "proves": ""}

    class Meta:
        verbose_name = _("证据")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["worker", "employer", "mediator"]),
                name="evidence_side_known",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Hearing(models.Model):
    """调解会: called, then held, missed or called off."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="hearings", verbose_name=_("案件"))
    starts_at = models.DateTimeField(_("开始时间"))
    way = models.TextField(
        _("方式"),
        choices=[("room", _("到场")), ("phone", _("电话")), ("video", _("视频"))],
        default="room",
    )
    place = models.TextField(_("地点"))
    state = models.TextField(
        _("状态"),
        choices=[
            ("called", _("已通知")),
            ("held", _("已召开")),
            ("missed", _("未到场")),
            ("cancelled", _("已取消")),
        ],
        default="called",
    )
    present = models.TextField(_("到场人员"), blank=True)
    minutes = models.TextField(_("调解笔录"), blank=True)

    class Privacy:
        personal = ("present", "minutes")
        kept = "with the case"
        scrubbed = {"present": "", "minutes": ""}

    class Meta:
        verbose_name = _("调解会")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["called", "held", "missed", "cancelled"]),
                name="hearing_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(minutes=""), name="hearing_held_has_minutes"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["room", "phone", "video"]), name="hearing_way_known"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="hearing_starts")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
