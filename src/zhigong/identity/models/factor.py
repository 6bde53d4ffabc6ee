"""What proves a person besides the password: second factors and codes that work once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.secrets.fields import SealedText
from zhigong.identity.models.account import Account
from zhigong.identity.rules.kinds import CodePurpose, FactorKind


class SecondFactor(models.Model):
    """An authenticator app (sealed secret) or a passkey (public key)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="factors")
    kind = models.TextField(_("方式"))
    label = models.TextField(_("名称"), blank=True)
    secret = SealedText(_("密钥"), blank=True)
    credential_id = models.BinaryField(_("凭据编号"), null=True)
    public_key = models.BinaryField(_("公钥"), null=True)
    counter = models.BigIntegerField(_("计数"), default=0)
    created = models.DateTimeField(_("登记于"))
    last_used = models.DateTimeField(_("最近使用"), null=True)
    removed_at = models.DateTimeField(_("停用于"), null=True)

    class Privacy:
        personal = ("label", "secret", "credential_id", "public_key")
        kept = "while in use"
        scrubbed = {"label": "", "secret": ""}

    class Meta:
        verbose_name = _("第二验证方式")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FactorKind.TOTP.value, credential_id__isnull=True)
                | Q(
                    kind=FactorKind.PASSKEY.value,
                    credential_id__isnull=False,
                    public_key__isnull=False,
                ),
                name="factor_whole",
            ),
            models.UniqueConstraint(fields=["credential_id"], name="factor_credential_once"),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(kind=FactorKind.TOTP.value, removed_at__isnull=True),
                name="factor_one_app",
            ),
        ]
        indexes = [models.Index(fields=["account"], name="factor_account")]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class OneTimeCode(models.Model):
    """A code that works once. Its keyed hash is kept, never the code."""

    purpose = models.TextField(_("用途"))
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    holder_hash = models.TextField(_("接收方（散列）"), blank=True)
    code_hash = models.TextField(_("验证码（散列）"))
    created = models.DateTimeField(_("生成于"))
    expires = models.DateTimeField(_("失效于"), null=True)
    tries = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    used_at = models.DateTimeField(_("使用于"), null=True)

    class Privacy:
        personal = ("holder_hash",)
        kept = "a day after it expired"
        scrubbed = {"holder_hash": ""}

    class Meta:
        verbose_name = _("一次性验证码")
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=[p.value for p in CodePurpose]), name="code_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | ~Q(holder_hash=""), name="code_for_someone"
            ),
        ]
        indexes = [
            models.Index(fields=["holder_hash", "-created"], name="code_holder"),
            models.Index(fields=["account", "purpose"], name="code_account"),
            models.Index(fields=["expires"], name="code_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created:%F %T}"
