"""A role over a unit and everything below it, from when to when, by whom."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.identity.models.account import Account


def one_number(expression: models.F | Func) -> Func:
    """A number as a range of itself: exclusion by equality without an extension."""
    return Func(expression, expression, Value("[]"), function="int8range")


class RoleGrant(models.Model):
    """``unit_path`` is rewritten when the unit moves; ``unit_label`` is its name when granted.

    The unit's table lies on a floor above, so there is no foreign key; the path ends in its id.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.TextField(_("角色"))
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    unit_label = models.TextField(_("单位"))
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True)
    reason = models.TextField(_("理由"), blank=True)
    granted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="granted"
    )
    granted_at = models.DateTimeField(_("授权于"))
    revoked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="revoked"
    )
    revoked_at = models.DateTimeField(_("撤销于"), null=True)
    revoked_reason = models.TextField(_("撤销理由"), blank=True)

    class Privacy:
        personal = ()
        kept = "as long as the account"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("授权")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(unit_path__regex=r"^(\d+/)+$"), name="grant_on_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by__isnull=True),
                name="grant_revoked_whole",
            ),
            ExclusionConstraint(
                name="grant_not_doubled",
                expressions=[
                    (one_number(models.F("account_id")), "&&"),
                    (
                        one_number(
                            Func(
                                Concat(
                                    "role",
                                    Value("@", output_field=models.TextField()),
                                    "unit_path",
                                ),
                                Value(0),
                                function="hashtextextended",
                                output_field=models.BigIntegerField(),
                            )
                        ),
                        "&&",
                    ),
                    (Func("valid_from", "valid_to", Value("[]"), function="daterange"), "&&"),
                ],
                condition=Q(revoked_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["account"], condition=Q(revoked_at__isnull=True), name="grant_account"
            ),
            models.Index(fields=["unit_path", "role"], name="grant_unit"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_path}"
