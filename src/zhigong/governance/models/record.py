"""What every record of governance has: whose it is, who reads it, where it stands."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.governance.rules.tones import TONES
from zhigong.kernel.workflow import Workflow


class Record(models.Model):
    """``unit`` is the union that keeps it; ``committee`` the Party committee (or government) it
    concerns, which reads it from the moment ``reader_paths`` names it."""

    slug: ClassVar[str] = ""
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    committee = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("党委或对方单位"),
    )  # fmt: skip
    reader_paths = ArrayField(
        models.TextField(), verbose_name=_("可查看的单位路径"), default=list, blank=True
    )
    state = models.TextField(_("状态"))
    version = models.PositiveIntegerField(_("版本"), default=0)
    headline = models.TextField(_("标题"))
    added_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("登记人"),
    )  # fmt: skip
    added_on = models.DateField(_("登记日期"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("governance:record", args=[self.slug, self.pk])

    @property
    def life(self) -> Workflow:
        """The workflow that moves it."""
        raise NotImplementedError

    @property
    def holder_id(self) -> int | None:
        """Records wait for an office, never for one person."""
        return None

    @property
    def state_label(self) -> str:
        """Where it stands, in the reader's language."""
        return gettext(next(t for s, t in self.life.states.items() if s == self.state))

    @property
    def tone(self) -> str:
        """How its state is drawn."""
        return TONES.get(self.state, "run")

    @property
    def is_final(self) -> bool:
        return any(self.state == s for s in self.life.final_states())
