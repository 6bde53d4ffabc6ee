"""A request that is still being written: kept step by step, resumed by its key."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.secrets.fields import SealedText


class Draft(models.Model):
    """未提交的求助. ``key`` is a secret that only the writer's browser or account holds."""

    key_hash = models.TextField(_("草稿钥匙校验值"), unique=True)
    applicant = models.ForeignKey(
        "identity.Account",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("账号"),
    )
    answers = SealedText(_("已填内容"))  # JSON: names, numbers and the story are all personal
    step = models.TextField(_("步骤"), default="story")
    started_at = models.DateTimeField(_("开始时间"))
    saved_at = models.DateTimeField(_("保存时间"))
    version = models.PositiveIntegerField(_("版本"), default=0)

    class Privacy:
        personal = ("answers",)
        kept = "thirty days after the last change"
        scrubbed = {"answers": ""}

    class Meta:
        verbose_name = _("求助草稿")
        indexes = [models.Index(fields=["saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file attached to a draft; it becomes evidence when the draft is sent."""

    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="files", verbose_name=_("求助草稿")
    )
    file = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name=_("文件"))
    title = models.TextField(_("名称"))
    added_at = models.DateTimeField(_("提交时间"))

    class Privacy:
        personal = ("title",)
        kept = "with the draft"
        scrubbed = {"title": "file"}

    class Meta:
        verbose_name = _("草稿附件")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title
