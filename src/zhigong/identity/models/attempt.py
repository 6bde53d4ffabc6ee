"""Attempts to sign in, by which guessing is slowed down."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhigong.identity.models.account import Account


class SignInAttempt(models.Model):
    """One attempt. It counts as failed until it has succeeded, so guesses sent at once all count.

    ``name_hash`` is the keyed hash of what was typed as a name or mobile (people type passwords
    there by mistake); ``network`` the part of the address that belongs to one household or office.
    """

    at = models.DateTimeField(_("时间"))
    way = models.TextField(_("方式"))
    name_hash = models.TextField(_("名称（散列）"))
    network = models.TextField(_("网络"))
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    succeeded = models.BooleanField(_("成功"), default=False)
    forgiven = models.BooleanField(_("不再计数"), default=False)

    class Privacy:
        personal = ("name_hash", "network")
        kept = "thirty days"
        scrubbed = {"name_hash": "", "network": ""}

    class Meta:
        verbose_name = _("登录尝试")
        indexes = [
            models.Index(fields=["name_hash", "-at"], name="attempt_name"),
            models.Index(fields=["network", "-at"], name="attempt_network"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%F %T}"
