"""A browser that is known, until it ends or idles too long."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.identity.models.account import Account


class Session(models.Model):
    """Without an account it is that of a visitor: a draft, a sign-in half done.

    The cookie holds the key; here stands only its hash, so a stolen dump opens no door.
    """

    key_hash = models.TextField(_("键（散列）"), unique=True)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="sessions"
    )
    created = models.DateTimeField(_("开始"))
    last_seen = models.DateTimeField(_("最近活动"))
    ended_at = models.DateTimeField(_("结束"), null=True)
    ip = models.TextField(_("网络地址"), blank=True)
    agent = models.TextField(_("浏览器"), blank=True)
    strong = models.BooleanField(_("已双重验证"), default=False)
    data = models.JSONField(_("数据"), default=dict)

    class Privacy:
        personal = ("ip", "agent", "data")
        kept = "ninety days after its end"
        scrubbed = {"ip": "", "agent": "", "data": {}}

    class Meta:
        verbose_name = _("会话")
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(strong=False),
                name="session_strong_is_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "-last_seen"],
                condition=Q(ended_at__isnull=True),
                name="session_running",
            ),
            models.Index(fields=["last_seen"], name="session_last_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
