"""An account: a person who signs in, or a program that calls."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.secrets.fields import LookUpHash, SealedText
from zhigong.identity.rules.kinds import AccountKind


class Account(AbstractBaseUser):
    """Officers have a sign-in name, workers a mobile.

    The mobile is sealed; ``mobile_look`` is its keyed hash, by which it is found.
    """

    kind = models.TextField(_("类别"))
    login_name = models.TextField(_("登录名"), null=True, blank=True, unique=True)
    label = models.TextField(_("姓名"))
    mobile = SealedText(_("手机号"), kind="mobile", blank=True)
    mobile_look = LookUpHash(_("手机号（索引）"), of="mobile")
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须修改密码"), default=False)
    password_changed_at = models.DateTimeField(_("密码修改于"), null=True)
    created = models.DateTimeField(_("建立于"))
    version = models.PositiveIntegerField(_("版本"), default=1)

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Privacy:
        personal = ("login_name", "label", "mobile", "mobile_look", "password")
        kept = "while the account is in use, then five years"
        scrubbed = {
            "login_name": None,
            "label": "someone",
            "mobile": "",
            "mobile_look": None,
            "password": "!",
        }

    class Meta:
        verbose_name = _("帐户")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in AccountKind]), name="account_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="officer") | Q(login_name__isnull=False),
                name="account_officer_has_name",
            ),
            models.CheckConstraint(condition=~Q(label=""), name="account_has_label"),
            models.CheckConstraint(
                condition=Q(login_name=Lower("login_name")), name="account_login_name_small"
            ),
            models.UniqueConstraint(
                fields=["mobile_look"], condition=Q(kind="worker"), name="account_mobile_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "label", "id"], name="account_kind_label")]

    def __str__(self) -> str:
        return self.label


class OutsideIdentity(models.Model):
    """An account of another system (OIDC) by which one of ours signs in."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="outside")
    issuer = models.TextField(_("签发方"))
    subject = models.TextField(_("外部编号"))
    linked = models.DateTimeField(_("关联于"))

    class Privacy:
        personal = ("subject",)
        kept = "while linked"
        scrubbed = {"subject": "someone"}

    class Meta:
        verbose_name = _("外部身份")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_once")
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
