"""A sample jury for a sample call: invented jurors who know what its applications are about, with conflicts."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.history import record
from clusteratlas_web.selection.actions.conflicts import declare_conflict, declare_doubt, find_conflicts
from clusteratlas_web.selection.models import Application, Call, Juror
from clusteratlas_web.selection.states import ACCEPTED
from clusteratlas_web.selection.words import CHAIR, DEPUTY
from clusteratlas_web.selection.words import JUROR as PLAIN

DOMAIN = "sample.example"  # reserved, so that no letter can reach anybody
FIELDS = (
    "regional economics, cluster policy",
    "advanced manufacturing, robotics",
    "venture finance, start-ups",
    "vocational training, talent",
    "energy systems, storage",
    "medical devices, regulation",
    "logistics, ports",
    "semiconductors, photonics",
    "materials, lightweight construction",
    "software, data platforms",
    "agriculture, food processing",
    "water technology, environment",
    "intellectual property, standards",
    "small firms, associations",
    "international trade",
)
COUNTRIES = ("US", "DE", "CN", "JP", "US")


@transaction.atomic
def make_jury(call: Call, people: Mapping[str, Any], size: int = len(FIELDS)) -> list[Juror]:
    """Seats for sample jurors, marked so by their names; doing it twice makes nothing twice.

    `people` are sign-ins by part: `chair` and `juror` take these seats, and the rest are invented. Conflicts are found;
    one juror declares one, another asks about one.
    """
    standing = list(call.jurors.order_by("pk"))
    if standing:
        return standing
    clusters = sorted(set(call.applications.exclude(cluster="").values_list("cluster", flat=True)))
    given = [people[part] for part in ("chair", "juror") if part in people]
    rest = [_person(number) for number in range(len(given) + 1, size + 1)]
    seats = [_seat(call, person, number, clusters) for number, person in enumerate([*given, *rest])]
    find_conflicts(call)
    _declare(call, seats)
    return seats


def _person(number: int) -> Person:
    address = f"juror-{number}@{DOMAIN}"
    found = Person.objects.filter(email=address).first()
    return found or Person.objects.create_user(address, None, name=f"Juror {number} (sample)")


def _seat(call: Call, person: Any, number: int, clusters: list[str]) -> Juror:
    """The first has the chair, the third is deputy: the second is a sign-in of the demo, and a plain juror."""
    known = [clusters[(number + step) % len(clusters)] for step in (0, 4)] if clusters else []
    seat = Juror.objects.create(
        call=call,
        person=person,
        seat={0: CHAIR, 2: DEPUTY}.get(number, PLAIN),
        state=ACCEPTED,
        country=COUNTRIES[number % len(COUNTRIES)],
        clusters=tuple(dict.fromkeys(known)),
        fields=FIELDS[number % len(FIELDS)],
        answered=timezone.now(),
    )
    record(None, "invite", seat, {}, {"state": seat.state, "seat": seat.seat}, "sample")
    return seat


def _declare(call: Call, seats: list[Juror]) -> None:
    """Two of the invented jurors tell of ties to applications that nothing keeps them out of yet."""
    handed_in = Application.objects.filter(call=call, entries__submitted__isnull=False).distinct().order_by("number")
    told = zip(seats[-2:], handed_in[:2], (declare_conflict, declare_doubt), REASONS, strict=False)
    for seat, application, act, reason in told:
        if not seat.conflicts.filter(application=application).exists():
            act(seat.person, seat, application, reason)


REASONS = ("I advise the applicant (sample).", "I worked with the applicant until 2016 (sample).")
