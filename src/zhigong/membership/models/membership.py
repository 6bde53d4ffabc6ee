"""A membership: a person in a union, from a day to a day."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.membership.models.person import Person
from zhigong.membership.rules.workflow import (
    ENDED,
    MEMBERSHIP,
    NUMBERED,
    RUNNING,
    STATES,
    MemberState,
)


class Membership(models.Model):
    """会籍. ``employer_name`` and ``job`` say what work it rests on; ``target`` whom a transfer
    waits for; ``follows`` the membership that this one took over from."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="memberships", verbose_name=_("人员")
    )
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("所在工会")
    )
    unit_path = models.TextField(_("所在工会路径"), db_collation="C")
    target = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("转入工会"),
    )  # fmt: skip
    follows = models.OneToOneField(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True,
        verbose_name=_("承接的会籍"),
    )  # fmt: skip
    state = models.TextField(
        _("会籍状态"),
        default=MEMBERSHIP.initial,
        choices=[(s.value, _(t)) for s, t in STATES.items()],
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    card_no = models.TextField(_("会员证号"), unique=True, null=True, blank=True)
    employer_name = models.TextField(_("工作单位"), blank=True)
    job = models.TextField(_("岗位"), blank=True)
    applied_on = models.DateField(_("申请日期"))
    joined_on = models.DateField(_("入会日期"), null=True, blank=True)
    retained_on = models.DateField(_("保留会籍日期"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)

    class Privacy:
        personal = ("employer_name", "job", "card_no")
        kept = "five years after the last membership ended"
        scrubbed = {"employer_name": "", "job": ""}

    class Meta:
        verbose_name = _("会籍")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in MemberState]),
                name="membership_state_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=[s.value for s in RUNNING]),
                name="membership_one_runs",
            ),
            models.CheckConstraint(
                condition=Q(card_no__isnull=False, joined_on__isnull=False)
                | ~Q(state__in=[s.value for s in NUMBERED]),
                name="membership_joined_has_card",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ENDED], ended_on__isnull=False)
                | Q(state__in=[s.value for s in RUNNING], ended_on__isnull=True),
                name="membership_ended_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.TRANSFERRING.value, target__isnull=False)
                | ~Q(state=MemberState.TRANSFERRING.value),
                name="membership_transfer_has_target",
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.RETAINED.value, retained_on__isnull=False)
                | ~Q(state=MemberState.RETAINED.value),
                name="membership_retained_has_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(ended_on__gte=F("joined_on")),
                name="membership_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "-id"], name="membership_unit"),
            models.Index(fields=["unit_path", "state", "-id"], name="membership_unit_state"),
            models.Index(fields=["joined_on", "id"], name="membership_joined"),
        ]
        triggers = [
            pgtrigger.FSM(name="membership_steps", field="state", transitions=MEMBERSHIP.edges()),
            kept(),
        ]

    def __str__(self) -> str:
        return self.card_no or str(self.pk)

    def get_absolute_url(self) -> str:
        return self.person.get_absolute_url()

    @property
    def headline(self) -> str:
        if self.state == MemberState.TRANSFERRING:
            return gettext("会籍转接：%(name)s") % {"name": self.person.name}
        return gettext("入会申请：%(name)s") % {"name": self.person.name}

    @property
    def holder_id(self) -> int | None:
        return None

    @property
    def waits_at(self) -> str:
        """Whose people act next: the receiving union's during a transfer."""
        if self.state == MemberState.TRANSFERRING and self.target is not None:
            return self.target.path
        return self.unit_path
