"""What calls awarded, once it was published: by organisation, region, cluster, programme, or call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from clusteratlas_web.selection.models import Call, Entry, Partner, Round
from clusteratlas_web.selection.states import CANCELLED, FINAL, NOTICED, SELECTED


@dataclass(frozen=True)
class Award:
    """An application that won: whose it is, what for, how much, since when; not final while the notice runs."""

    call: Call
    number: int
    title: str
    organisation: Any
    region: str
    cluster: str
    amount: Decimal | None
    published: datetime | None
    notice_ends: datetime | None
    is_final: bool
    is_sample: bool


def awards() -> QuerySet[Entry]:
    """The selected entries of last rounds whose decisions are published, the latest first."""
    last = Round.objects.filter(call=OuterRef("round__call")).order_by("-number").values("number")[:1]
    found = Entry.objects.filter(
        state=SELECTED,
        decision__outcome=SELECTED,
        round__state__in=(NOTICED, FINAL),
        round__number=Subquery(last),
    ).exclude(round__call__state=CANCELLED)
    whole = found.select_related("application__call__department", "application__organisation", "round", "decision")
    rows = whole.prefetch_related("application__organisation__names", "application__call__department__names")
    return rows.order_by("-round__noticed", "application__call", "application__number")


def read_awards(entries: Iterable[Entry]) -> list[Award]:
    """Awards as pages show them."""
    return [_award(each) for each in entries]


def awards_of_call(call: Call) -> list[Award]:
    """What a call awarded."""
    return read_awards(awards().filter(application__call=call))


def awards_of_organisation(organisation: Any) -> list[Award]:
    """What an organisation won, as lead or as partner."""
    partner = Partner.objects.filter(entry=OuterRef("pk"), organisation=organisation)
    return read_awards(awards().filter(Q(application__organisation=organisation) | Exists(partner)))


def awards_of_region(codes: Iterable[str]) -> list[Award]:
    """What was won in a region or in the regions within it, given by their codes."""
    return read_awards(awards().filter(application__region__in=list(codes)))


def awards_of_cluster(key: str) -> list[Award]:
    """What was won for a cluster, given by its key."""
    return read_awards(awards().filter(application__cluster=key))


def awards_of_programme(programme: Any) -> list[Award]:
    """What the calls of a programme awarded."""
    return read_awards(awards().filter(application__call__programme=programme))


def _award(entry: Entry) -> Award:
    application = entry.application
    return Award(
        call=application.call,
        number=application.number,
        title=application.title,
        organisation=application.organisation,
        region=application.region,
        cluster=application.cluster,
        amount=entry.decision.amount,
        published=entry.round.noticed,
        notice_ends=entry.round.notice_ends,
        is_final=entry.round.state == FINAL,
        is_sample=application.is_sample,
    )
