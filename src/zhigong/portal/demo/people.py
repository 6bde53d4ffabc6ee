"""The demo's officers and its worker."""

from __future__ import annotations

from typing import Any

from zhigong.identity.actions.demo import demo_officer, demo_worker
from zhigong.identity.models import Account
from zhigong.org.models import Unit


def build_people(district: dict[str, Any], units: dict[str, Unit]) -> dict[str, Account]:
    """Accounts by sign-in name; a unit's liaison officer also as ``liaison.<code>``."""
    people: dict[str, Account] = {}
    liaisons = [{**one, "role": "unit_officer"} for one in district["liaison"]]
    for officer in [*district["officer"], *liaisons]:
        unit = units[officer["unit"]]
        account = demo_officer(
            login_name=officer["login"],
            label=officer["label"],
            role=officer["role"],
            unit_path=unit.path,
            unit_label=unit.name,
        )
        people[officer["login"]] = account
        if officer["role"] == "unit_officer":
            people[f"liaison.{unit.code}"] = account
    people["worker"] = demo_worker(mobile="19900000001", label=district["worker"])
    return people
