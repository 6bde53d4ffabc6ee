"""A kept file: whose it is, what it is, and where its content lies."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One file of one record. ``sha256`` is of the original, byte for byte.

    ``blob``, ``display_blob`` and ``thumb_blob`` name contents in the store; equal contents are
    kept once.
    """

    id = models.UUIDField(_("编号"), primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.TextField(_("所属对象"))
    module = models.TextField(_("所属业务"))
    unit_path = models.TextField(_("所属单位路径"), blank=True, db_collation="C")
    name = models.TextField(_("文件名"))
    media_type = models.TextField(_("类型"))
    size = models.BigIntegerField(_("字节数"))
    sha256 = models.TextField(_("校验值"))
    width = models.PositiveIntegerField(_("宽"), null=True)
    height = models.PositiveIntegerField(_("高"), null=True)
    pages = models.PositiveIntegerField(_("页数"), null=True)
    blob = models.TextField(_("内容"))
    display_blob = models.TextField(_("展示副本"), blank=True)
    thumb_blob = models.TextField(_("缩略图"), blank=True)
    uploaded_by = models.BigIntegerField(_("上传人"), null=True)
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Privacy:
        personal = ("name", "sha256", "blob", "display_blob", "thumb_blob")
        kept = "with the record"
        scrubbed = {"name": "file", "sha256": "", "blob": "", "display_blob": "", "thumb_blob": ""}

    class Meta:
        verbose_name = _("文件")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="storedfile_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="storedfile_has_sha256"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "uploaded_at"], name="storedfile_subject"),
            models.Index(fields=["blob"], name="storedfile_blob"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.id}"

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")
