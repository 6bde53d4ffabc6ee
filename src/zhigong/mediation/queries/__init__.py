"""Reading cases. Every list is bounded by what the actor may see, every relation joined here."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import (
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from zhigong.foundation.meanwhile import unchanged
from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.secrets.lookup import look_up
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.models import (
    Case,
    DeclaredTie,
    Draft,
    Evidence,
    Hearing,
    Instalment,
    Party,
    WorkforcePerson,
    WorkforceRun,
)
from zhigong.mediation.queries.one import locked_case
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.conflicts import Side, Tie
from zhigong.mediation.rules.workflow import CASE, OPEN, CaseState

Part = TypeVar("Part", bound=Model)
KIND = CASE.name
"""How the search and the trail name a case."""
DRAFT = "mediation.draft:"
"""How an actor says that a draft is his, before the hash of its key."""


def reach_of(actor: Actor) -> Q:
    """The condition that a case is one the actor may know of."""
    if actor is SYSTEM:
        return Q()
    reach = Q(pk__in=[])
    for path in actor.paths(capabilities.READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
    if followed := list(actor.paths(capabilities.FOLLOW)):
        reach |= Q(reader_paths__overlap=followed)
    if actor.id is not None:
        reach |= Q(applicant_id=actor.id)
        if actor.holds_anywhere(capabilities.MEDIATE):
            reach |= Q(mediator_id=actor.id)
    if codes := own_codes(actor):
        reach |= Q(code__in=codes)
    return reach


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases the actor may know of, newest first, with unit and mediator."""
    return Case.objects.filter(reach_of(actor)).select_related("unit", "mediator").order_by("-id")


def own_codes(actor: Actor) -> list[str]:
    prefix = "mediation.case:"
    return [one.removeprefix(prefix) for one in actor.own if one.startswith(prefix)]


def case_files(actor: Actor) -> QuerySet[Case]:
    """As ``cases_visible_to``, with everything that a page about a case shows (one: ``file.case_file``)."""
    evidence = Prefetch("evidence", Evidence.objects.select_related("file"))
    found = cases_visible_to(actor).select_related("unit", "mediator", "agreement")
    return found.prefetch_related(
        "parties",
        evidence,
        "claims",
        "hearings",
        "offers",
        "participations__unit",
        "agreement__instalments",
    )


def lock_case(pk: int, *, seen_version: int | None = None) -> Case:
    """Lock one case for change; refuse if someone changed it after the page was shown."""
    case = locked_case(pk)
    if case is None:
        refuse(
            "mediation.case.unknown",
            gettext_noop("没有找到这个案件"),
            gettext_noop("请核对案号；不由您办理的案件在这里看不到"),
        ).require()
    assert case is not None
    unchanged(case, seen_version, code="mediation.case.changed-meanwhile").require()
    return case


def lock_part(parts: QuerySet[Part], pk: int) -> Part:
    """Lock one of what belongs to a locked case; refuse what is not there."""
    found = parts.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        refuse(
            "mediation.part.unknown",
            gettext_noop("没有找到这一项"),
            gettext_noop("请回到案件页，从那里再点一次"),
        ).require()
    assert found is not None
    return found


def told_case(pk: int) -> Case:
    """One case with everybody who may be told of it. Must run as the system."""
    people = Case.objects.select_related("unit", "mediator", "applicant")
    return people.prefetch_related("parties", "participations__unit").get(pk=pk)


def hearing_of(case: Case, key: str) -> Hearing | None:
    """One of the case's meetings by what an address says."""
    return case.hearings.filter(pk=int(key)).first() if key.isascii() and key.isdigit() else None


def hearings_on(day: date) -> QuerySet[Hearing]:
    """The meetings called for a day. Must run as the system."""
    return Hearing.objects.filter(state="called", starts_at__date=day).select_related("case")


def payments_open(until: date) -> QuerySet[Instalment]:
    """What is not paid in full and due by a day, of cases being performed. As the system."""
    return Instalment.objects.filter(
        due__lte=until,
        paid__lt=F("amount"),
        agreement__case__state__in=[CaseState.PERFORMING, CaseState.BREACHED],
    ).select_related("agreement__case")


def cases_not_filed(most: int) -> list[int]:
    """Cases that the search does not know, the oldest first. Must run as the system."""
    missing = Case.objects.annotate(
        subject=Concat(Value(f"{KIND}:"), Cast("pk", TextField()))
    ).filter(~Exists(SearchEntry.objects.filter(subject=OuterRef("subject"))))
    return list(missing.order_by("pk").values_list("pk", flat=True)[:most])


def lock_draft(pk: int) -> Draft:
    return Draft.objects.select_for_update().get(pk=pk)


def sides_of(case: Case) -> list[Side]:
    """Every party and representative of a case, for the conflict check."""
    sides = []
    for party in case.parties.all():
        sides.append(Side(party.name, party.credit_code))
        if party.representative:
            sides.append(Side(party.representative))
    return sides


def ties_of(mediator_id: int, on: date) -> list[Tie]:
    """The ties a mediator has declared and that stand on a day."""
    rows = DeclaredTie.objects.filter(mediator_id=mediator_id).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    )
    return [Tie(row.name, row.kind, row.credit_code) for row in rows]


def code_for(code: str, mobile: str) -> str | None:
    """The code of the case whose applicant shows it with his mobile; ``None`` if they disagree.

    Must run as the system: nobody else may look before the two are shown to agree.
    """
    found = look_up("mobile", mobile)
    if found is None:
        return None
    match = Party.objects.filter(case__code=code.strip(), side="worker", mobile_look=found)
    return match.values_list("case__code", flat=True).first()


def draft_of(**writer: str | int) -> Draft | None:
    """What a writer (``key_hash`` or ``applicant_id``) has not sent yet; of several the latest."""
    found = Draft.objects.filter(**writer).prefetch_related("files__file")
    return found.order_by("-saved_at").first()


def draft_in_hand(actor: Actor) -> Draft | None:
    """The draft this browser is writing, else the one that the person began elsewhere, signed in."""
    for entry in reversed(actor.own):
        if entry.startswith(DRAFT):
            found = draft_of(key_hash=entry.removeprefix(DRAFT))
            if found is not None:
                return found
    return None if actor.id is None else draft_of(applicant_id=actor.id)


def load_of_mediators(account_ids: list[int]) -> dict[int, int]:
    """How many open cases each mediator has."""
    rows = (
        Case.objects.filter(mediator_id__in=account_ids, state__in=OPEN)
        .values_list("mediator_id")
        .annotate(n=Count("id"))
    )
    return {pk: n for pk, n in rows if pk is not None}


def workforces_visible_to(actor: Actor) -> QuerySet[WorkforceRun]:
    """The computed workforces the actor may know of, newest first; agencies outside see none."""
    if actor is SYSTEM:
        reach = Q()
    else:
        reach = Q(made_by_id=actor.id) if actor.id is not None else Q(pk__in=[])
        for path in actor.paths(capabilities.READ):
            reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
        if actor.id is not None and actor.holds_anywhere(capabilities.MEDIATE):
            reach |= Q(case__mediator_id=actor.id)
    found = WorkforceRun.objects.filter(reach).select_related("case", "made_by", "source", "result")
    return found.order_by("-id")


def lock_workforce(pk: int, *, seen_version: int | None = None) -> WorkforceRun:
    """A workforce run, locked; a page that shows an earlier state is refused."""
    run = (
        WorkforceRun.objects.select_for_update(of=("self",))
        .select_related("case", "source")
        .get(pk=pk)
    )
    if seen_version is not None and seen_version != run.version:
        refuse(
            "mediation.workforce.stale",
            gettext_noop("这张表已经有了新的进展，页面已过期"),
            gettext_noop("请刷新页面看最新情况"),
        ).require()
    return run


def people_of_workforce(run: WorkforceRun, words: str = "") -> QuerySet[WorkforcePerson]:
    """The workers of a run; ``words``: a row of the sheet, a staff number, or a whole name."""
    asked = Q(code__iexact=words) | Q(name_look=look_up("name", words)) if words else Q()
    if words.isascii() and words.isdigit() and len(words) < 9:
        asked |= Q(row=int(words))
    return WorkforcePerson.objects.filter(asked, run=run)


def workforces_of(case: Case) -> list[WorkforceRun]:
    """The computed workforces of a case with several workers, newest first; of a single worker none."""
    if case.people < 2:
        return []
    return list(case.workforces.filter(state="done").order_by("-number").only("number", "case"))
