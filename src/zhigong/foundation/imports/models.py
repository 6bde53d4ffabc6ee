"""A spreadsheet on its way in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.imports.rules import RUN, RunState


class ImportRun(models.Model):
    """``done`` counts the rows looked at while it is checked."""

    name = models.TextField(_("导入"))
    state = models.TextField(_("状态"), default=RunState.READ)
    version = models.PositiveIntegerField(_("版本"), default=1)
    module = models.TextField(_("所属业务"))
    unit_path = models.TextField(_("所属单位路径"), db_collation="C")
    account_id = models.BigIntegerField(_("帐户"), null=True)
    file_name = models.TextField(_("文件名"))
    url = models.TextField(_("地址"), blank=True)
    created = models.DateTimeField(_("建立于"))
    total = models.PositiveIntegerField(_("行数"), default=0)
    done = models.PositiveIntegerField(_("已核对"), default=0)
    good = models.PositiveIntegerField(_("可导入"), default=0)
    bad = models.PositiveIntegerField(_("有问题"), default=0)
    skipped = models.PositiveIntegerField(_("略过"), default=0)
    applied = models.PositiveIntegerField(_("已导入"), default=0)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("文件"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    error_sheet = models.ForeignKey(
        StoredFile, verbose_name=_("问题表"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Privacy:
        personal = ("file_name",)
        kept = "one year"
        scrubbed = {"file_name": "file"}

    class Meta:
        verbose_name = _("导入")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RUN.states]), name="importrun_state_known"
            )
        ]
        indexes = [models.Index(fields=["account_id", "-id"], name="importrun_account")]

    def __str__(self) -> str:
        return f"{self.name} {self.file_name}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def holder_id(self) -> int | None:
        return self.account_id

    @property
    def headline(self) -> str:
        return self.file_name
