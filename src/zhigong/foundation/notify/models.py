"""Notices in the house, deliveries out of it, and who wants what."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.notify.words import spoken
from zhigong.foundation.secrets.fields import SealedText


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Notice(models.Model):
    """What an account was told. ``title`` and ``body`` are message ids."""

    id = models.UUIDField(_("编号"), primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.BigIntegerField(_("帐户"))
    at = models.DateTimeField(_("时间"))
    kind = models.TextField(_("类别"))
    title = models.TextField(_("标题"))
    body = models.TextField(_("内容"), blank=True)
    params = models.JSONField(_("填充"), default=dict)
    url = models.TextField(_("地址"), blank=True)
    key = models.TextField(_("去重键"), null=True)  # noqa: DJ001 (unique where given)
    read_at = models.DateTimeField(_("阅读时间"), null=True)

    class Privacy:
        personal = ("title", "body", "params")
        kept = "one year"
        scrubbed = {"title": "notice", "body": "", "params": {}}

    class Meta:
        verbose_name = _("通知")
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["account_id", "-at", "-id"], name="notice_account"),
            models.Index(
                fields=["account_id"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def title_text(self) -> str:
        """In the reader's language, places filled."""
        return spoken(self.title, self.params)

    @property
    def body_text(self) -> str:
        return spoken(self.body, self.params) if self.body else ""


class Delivery(models.Model):
    """A message that leaves the house. The address is sealed."""

    id = models.UUIDField(_("编号"), primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.TextField(_("渠道"))
    to = SealedText(_("地址"), kind="text")
    kind = models.TextField(_("类别"))
    text = models.TextField(_("内容"))
    params = models.JSONField(_("填充"), default=dict)
    language = models.TextField(_("语言"))
    key = models.TextField(_("去重键"), null=True)  # noqa: DJ001 (unique where given)
    queued_at = models.DateTimeField(_("排队时间"))
    sent_at = models.DateTimeField(_("发出时间"), null=True)

    class Privacy:
        personal = ("to", "text", "params")
        kept = "one year"
        scrubbed = {"to": "", "text": "", "params": {}}

    class Meta:
        verbose_name = _("外发消息")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=[c.value for c in Channel]), name="delivery_channel_known"
            ),
            models.UniqueConstraint(fields=["channel", "key"], name="delivery_once"),
        ]
        indexes = [models.Index(fields=["queued_at"], name="delivery_queued")]

    def __str__(self) -> str:
        return f"{self.channel} {self.kind}"


class Choice(models.Model):
    """An account's wish for a kind and channel that differs from the kind's own habit."""

    account_id = models.BigIntegerField(_("帐户"))
    kind = models.TextField(_("类别"))
    channel = models.TextField(_("渠道"))
    wanted = models.BooleanField(_("需要"))

    class Privacy:
        personal = ()
        kept = "with the account"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("通知偏好")
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "kind", "channel"], name="noticechoice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} {self.channel}"
