"""A workforce computed from one sheet: the run, its workers, and what could not be computed."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.secrets.fields import LookUpHash, SealedText
from zhigong.mediation.models.case import Case
from zhigong.mediation.rules.workforce import WORKFORCE


class WorkforceRun(models.Model):
    """全员测算: a sheet of wages and what the law gives each worker in it. Earlier versions of a case stay.

    ``found`` are its columns as recognised, ``corrections`` what a person said of some (column → fact),
    ``totals`` as ``law.workforce.totals`` gives them. The sheet itself is a sealed file.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="workforces", verbose_name=_("案件"))  # fmt: skip
    number = models.PositiveSmallIntegerField(_("版次"))
    unit_path = models.TextField(_("所属单位路径"), db_collation="C")
    state = models.TextField(
        _("状态"),
        default=WORKFORCE.initial,
        choices=[(s.value, _(t)) for s, t in WORKFORCE.states.items()],
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    employer_name = models.TextField(_("用人单位"))
    made_at = models.DateTimeField(_("上传时间"))
    made_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("上传人")
    )
    on = models.DateField(_("测算日期"))
    filed = models.DateField(_("申请日期"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    language = models.TextField(_("语言"), default="zh-hans")
    found = models.JSONField(_("各列"), default=list)
    corrections = models.JSONField(_("更正的列"), default=dict)
    done = models.PositiveIntegerField(_("已算人数"), default=0)
    workers = models.PositiveIntegerField(_("表内人数"), default=0)
    totals = models.JSONField(_("合计"), default=dict)
    failure = models.TextField(_("失败原因"), blank=True)
    source = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("工资表")
    )
    result = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("结果工作簿")
    )

    class Privacy:
        personal = ("found", "totals")
        kept = "with the case; two years where there is none"
        scrubbed: dict[str, object] = {"found": [], "totals": {}}

    class Meta:
        verbose_name = _("全员测算")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in WORKFORCE.states]), name="workforce_state_known"
            ),
            models.UniqueConstraint(fields=["case", "number"], name="workforce_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="workforce_number_from_one"),
            models.CheckConstraint(condition=Q(done__lte=models.F("workers")) | ~Q(state="done"), name="workforce_done_of_all"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit_path", "-id"], name="workforce_unit")]
        triggers = [
            pgtrigger.FSM(name="workforce_steps", field="state", transitions=WORKFORCE.edges())
        ]

    def __str__(self) -> str:
        return f"{self.employer_name} / {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("mediation:workforce_run", args=[self.pk])

    @property
    def holder_id(self) -> int | None:
        return self.made_by_id

    @property
    def headline(self) -> str:
        return self.employer_name


class WorkforcePerson(models.Model):
    """One worker of the sheet: what he may claim, with its working. The name is sealed."""

    run = models.ForeignKey(
        WorkforceRun, models.CASCADE, related_name="people", verbose_name=_("全员测算")
    )
    position = models.PositiveIntegerField(_("序号"))
    sheet = models.TextField(_("工作表"), blank=True, default="")
    row = models.PositiveIntegerField(_("原表行"))
    name = SealedText(_("姓名"), blank=True, kind="name")
    name_look = LookUpHash(of="name")
    code = models.TextField(_("工号"), blank=True)
    total = models.DecimalField(_("合计"), max_digits=14, decimal_places=2)
    answer = models.JSONField(_("各项请求"))

    class Privacy:
        personal = ("name", "name_look", "code", "answer")
        kept = "with the run"
        scrubbed: dict[str, object] = {"name": "", "code": "", "answer": {}}

    class Meta:
        verbose_name = _("表内职工")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="workforce_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} / {self.position}"

    @property
    def place(self) -> str:
        """The row, with its sheet where there are several."""
        return f"{self.sheet}!{self.row}" if self.sheet else f"{self.row}"


class WorkforceProblem(models.Model):
    """What of the sheet could not be computed, and why; what stood there is seen in the workbook alone."""

    run = models.ForeignKey(
        WorkforceRun, models.CASCADE, related_name="problems", verbose_name=_("全员测算")
    )
    person = models.ForeignKey(
        WorkforcePerson,
        models.CASCADE,
        null=True,
        related_name="problems",
        verbose_name=_("表内职工"),
    )
    sheet = models.TextField(_("工作表"), blank=True, default="")
    row = models.PositiveIntegerField(_("原表行"))
    month = models.TextField(_("月份"), blank=True)
    column = models.TextField(_("列或请求"), blank=True)
    code = models.TextField(_("代码"))
    reason = models.TextField(_("原因"))
    remedy = models.TextField(_("怎么办"), blank=True)

    class Privacy:
        personal = ("reason",)
        kept = "with the run"
        scrubbed = {"reason": ""}

    class Meta:
        verbose_name = _("未能计算的行")
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["run", "id"], name="workforce_problem_run")]

    def __str__(self) -> str:
        return f"{self.run_id} / {self.row} {self.code}"

    @property
    def place(self) -> str:
        """The row, with its sheet where there are several."""
        return f"{self.sheet}!{self.row}" if self.sheet else f"{self.row}"
