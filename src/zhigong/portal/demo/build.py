"""Build the demo district once: units, people, members and eighty disputes, by the platform's own actions.

Past days are lived through with the clock set back, so every trail, deadline and number is real.
"""

from __future__ import annotations

import random
import tomllib
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.queries import demo_sign_ins
from zhigong.identity.rules.demo import DEMO_PASSWORD
from zhigong.kernel.actor import SYSTEM
from zhigong.org.queries import root
from zhigong.portal.demo.disputes import build_disputes
from zhigong.portal.demo.governance import build_governance
from zhigong.portal.demo.members import build_members
from zhigong.portal.demo.notices import read_the_older, sent_on_their_days
from zhigong.portal.demo.people import build_people
from zhigong.portal.demo.tasks import build_tasks
from zhigong.portal.demo.units import build_units

SEED = 20261123


def read(name: str) -> dict[str, Any]:
    text = files("zhigong.portal.demo").joinpath(f"{name}.toml").read_text("utf8")
    return tomllib.loads(text)


def ensure_demo() -> list[tuple[str, str, str]]:
    """Make the demo district if this database has no unit yet.

    Returns the sign-ins to print: name, how to sign in, password.
    """
    with acting(SYSTEM, action="demo"):
        fresh = root() is None
    if fresh:
        with transaction.atomic():  # whole, or not at all
            build()
    with acting(SYSTEM, action="demo"):
        return [
            (
                account.label,
                account.login_name or "19900000001",
                DEMO_PASSWORD if account.login_name else "",
            )
            for account in demo_sign_ins()
        ]


def build() -> None:
    """Units and people first, then the disputes, each lived through on its own days."""
    district = read("district")
    founded = clock.today() - timedelta(days=400)
    with clock.frozen(founded):
        units = build_units(district)
        people = build_people(district, units)
    build_members(read("members"), units, people["demo.members"], random.Random(SEED))  # noqa: S311
    build_disputes(read("stories"), people, random.Random(SEED))  # noqa: S311 (not for secrets)
    build_tasks(read("tasks"), units, people)
    build_governance(read("governance"), units, people, read("tasks"))
    read_the_older(people.values())
    sent_on_their_days()
