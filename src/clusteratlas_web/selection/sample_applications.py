"""Sample applications to a sample call: invented plans for real clusters in real regions, with their real figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.foundation.history import record
from clusteratlas_web.selection.editions import Standing, checksum_of, opened, standing_editions
from clusteratlas_web.selection.models import Application, Call, Entry, EvidenceSheet, Partner, Round, Statement
from clusteratlas_web.selection.queries.evidence import has_figures
from clusteratlas_web.selection.states import ADMITTED, CHECKING, DRAFT, OPEN, PLANNED, SUBMITTED

ATLAS = "us"


@dataclass(frozen=True)
class Plan:
    """What somebody applies with: a cluster of the sample atlas in one of its regions, a title, what is asked for."""

    region: str
    cluster: str
    title: str
    requested: int


PLANS = (
    Plan("us-metro-48620", "aerospace-vehicles-and-defense", "Composite repair for regional aircraft", 18_000_000),
    Plan("us-metro-45780", "metalworking-technology", "Shared dies for short series", 9_500_000),
    Plan("us-metro-24340", "furniture", "Furniture that comes back: parts passports", 7_200_000),
    Plan("us-metro-21140", "trailers-motor-homes-and-appliances", "Electric axles for trailers", 12_400_000),
    Plan("us-metro-19820", "automotive", "Second life of vehicle batteries", 26_000_000),
    Plan("us-metro-33460", "medical-devices", "Trials of implants in rural clinics", 15_800_000),
)
SUMMARY = "An invented plan that shows what an application can hold (sample). The evidence beside it is real."
STATEMENT = "What the consortium brings on this criterion, in an invented sentence or two (sample)."
ROLES = ("Coordination", "Pilot line", "Research", "Training")
PRIVATE, PUBLIC = Decimal("0.8"), Decimal("0.3")  # of what is asked for


@transaction.atomic
def make_applications(call: Call, organisations: Sequence[Any], people: Mapping[str, Any]) -> list[Application]:
    """Applications of these organisations to the first round of a call; made twice, they are there once.

    `people` are sign-ins by role: `manager` made them. In an open round the last one is a draft still.
    """
    standing = list(call.applications.filter(is_sample=True))
    the_round = call.rounds.order_by("number").first()
    if standing or the_round is None or not organisations:
        return standing
    edition = next((each for each in standing_editions() if each.atlas == ATLAS and each.is_current), None)
    made = [
        _application(the_round, number, plan, organisations, people.get("manager"))
        for number, plan in enumerate(PLANS, start=1)
    ]
    for entry, plan in zip(made, PLANS, strict=True):
        _pin(entry, plan, edition)
    return [each.application for each in made]


def _application(the_round: Round, number: int, plan: Plan, organisations: Sequence[Any], maker: Any) -> Entry:
    lead = organisations[(number - 1) % len(organisations)]
    application = Application.objects.create(
        call=the_round.call,
        number=number,
        organisation=lead,
        title=plan.title,
        summary=SUMMARY,
        region=plan.region,
        cluster=f"{ATLAS}/{plan.cluster}",
        made_by=maker,
        is_sample=True,
    )
    state = _state(the_round, is_last=number == len(PLANS))
    now = None if state == DRAFT else timezone.now()
    entry = Entry.objects.create(
        application=application, round=the_round, state=state, submitted=now, submitted_by=maker if now else None
    )
    _consortium(entry, lead, [each for each in organisations if each != lead][:3], plan)
    for criterion in the_round.criteria.all():
        Statement.objects.create(entry=entry, criterion=criterion, text=STATEMENT)
    record(None, "start", application, {}, {"title": plan.title}, "sample")
    return entry


def _state(the_round: Round, is_last: bool) -> str:
    if the_round.state == PLANNED or (the_round.state == OPEN and is_last):
        return DRAFT
    return SUBMITTED if the_round.state in (OPEN, CHECKING) else ADMITTED


def _consortium(entry: Entry, lead: Any, others: Sequence[Any], plan: Plan) -> None:
    """What is asked for is split evenly."""
    everybody = [lead, *others]
    part = Decimal(plan.requested) / len(everybody)
    for organisation, role in zip(everybody, ROLES, strict=False):
        Partner.objects.create(
            entry=entry,
            organisation=organisation,
            is_lead=organisation == lead,
            role=role,
            requested=part.quantize(Decimal(1)),
            matching_private=(part * PRIVATE).quantize(Decimal(1)),
            matching_public=(part * PUBLIC).quantize(Decimal(1)),
        )


def _pin(entry: Entry, plan: Plan, standing: Standing | None) -> None:
    edition = opened(standing.atlas, standing.edition) if standing else None
    if standing is None or edition is None or not has_figures(edition, plan.region, plan.cluster):
        return
    EvidenceSheet.objects.create(
        entry=entry,
        atlas=standing.atlas,
        edition=standing.edition,
        checksum=checksum_of(edition),
        region=plan.region,
        cluster=plan.cluster,
    )
