"""A speech or notice as it came, its passages, and what people corrected in its reading."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.supervision.rules.reading import Role
from zhigong.supervision.rules.words import ROLES

ROLE_CHOICES = [(role.value, _(label)) for role, label in ROLES.items()]
_KNOWN = [role.value for role in Role]


class SourceDocument(models.Model):
    """来文: a speech, notice or decision from which assignments come.

    ``tasks``, ``claims`` and ``warnings`` are the reading in force, made anew whenever a person
    corrects the role of a passage; passages and the original never change.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("登记单位"))
    unit_path = models.TextField(_("登记单位路径"), db_collation="C")
    issuer = models.TextField(_("发文单位"), blank=True)
    number = models.TextField(_("文号"), blank=True)
    title = models.TextField(_("标题"))
    speaker = models.TextField(_("讲话人"), blank=True)
    occasion = models.TextField(_("场合"), blank=True)
    dated = models.DateField(_("日期"), null=True, blank=True)
    genre = models.TextField(_("文种"), blank=True)
    kind = models.TextField(_("格式"))
    encoding = models.TextField(_("编码"), blank=True)
    sha256 = models.TextField(_("校验值"))
    tasks = models.JSONField(_("任务"), default=list)
    claims = models.JSONField(_("自报条数"), default=list)
    warnings = models.JSONField(_("提示"), default=list)
    version = models.PositiveIntegerField(_("版本"), default=0)
    registered_at = models.DateTimeField(_("登记时间"))

    class Privacy:
        personal = ("speaker",)
        kept = "always: assignments rest on it"
        scrubbed = {"speaker": ""}

    class Meta:
        verbose_name = _("来文")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_path", "issuer", "number"],
                condition=~Q(number=""),
                name="document_number_once",
            ),
            models.UniqueConstraint(fields=["unit_path", "sha256"], name="document_content_once"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_title"),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="document_unit")]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return record_address("supervision:document", self.pk)


class Original(models.Model):
    """The document byte for byte as it came; nothing changes or removes it."""

    document = models.OneToOneField(
        SourceDocument, models.PROTECT, related_name="original", verbose_name=_("来文")
    )
    name = models.TextField(_("文件名"))
    content = models.BinaryField(_("原文"))

    class Privacy:
        personal = ("content",)
        kept = "with the document"
        scrubbed: dict[str, object] = {"content": b""}

    class Meta:
        verbose_name = _("原件")
        triggers = [
            pgtrigger.Protect(name="original_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """段句: a sentence at a position that never changes (``P11.S5``), with the role proposed."""

    document = models.ForeignKey(
        SourceDocument, models.CASCADE, related_name="passages", verbose_name=_("来文")
    )
    order = models.PositiveIntegerField(_("序号"))
    pos = models.TextField(_("位置"))
    text = models.TextField(_("文字"))
    level = models.PositiveSmallIntegerField(_("标题层级"), default=0)
    proposed = models.TextField(_("建议角色"), choices=ROLE_CHOICES)
    rule = models.TextField(_("规则"))
    why = models.TextField(_("理由"))
    words = models.TextField(_("依据的字词"), blank=True)
    confirmed = models.TextField(_("确认角色"), choices=ROLE_CHOICES, blank=True)

    class Privacy:
        personal = ()
        kept = "with the document"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("段句")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "pos"], name="passage_pos"),
            models.CheckConstraint(
                condition=Q(proposed__in=_KNOWN) & Q(confirmed__in=["", *_KNOWN]),
                name="passage_role_known",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="passage_stays", exclude=["confirmed"])]

    def __str__(self) -> str:
        return self.pos

    @property
    def role(self) -> str:
        """What counts: a person's word over the proposal."""
        return self.confirmed or self.proposed


class Correction(models.Model):
    """纠正: what a person made of a passage, kept as an example for the next document."""

    unit_path = models.TextField(_("单位路径"), db_collation="C")
    document = models.ForeignKey(SourceDocument, models.CASCADE, verbose_name=_("来文"))
    text = models.TextField(_("文字"))
    role = models.TextField(_("角色"), choices=ROLE_CHOICES)
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    at = models.DateTimeField(_("时间"))

    class Privacy:
        personal = ()
        kept = "always: examples for later readings"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("纠正")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=_KNOWN), name="correction_role_known")
        ]
        indexes = [models.Index(fields=["unit_path", "id"], name="correction_unit")]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.role} {self.text[:20]}"
