"""The weekly letter of what is newly open for an organisation, to everybody who acts for it and wants it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.letter_kinds import is_declined
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.programmes.models import Instrument, Telling
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.programmes.queries.opening import Opening, Openings, openings_for
from clusteratlas_web.programmes.reasons import reasons
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.states import CLOSED, SUSPENDED
from clusteratlas_web.registry.words import AGENCY

TEMPLATE = "open-for-you"
MOST = 10  # instruments that a letter names; the page shows all


def tell_what_opened(today: date) -> int:
    """Writes the letters of this week that are not written yet; returns how many. Departments offer and get none."""
    week = today - timedelta(days=today.weekday())
    told = Organisation.objects.filter(acting__person__is_active=True, merged_into=None).exclude(kind=AGENCY)
    every = told.exclude(state__in=(CLOSED, SUSPENDED)).prefetch_related("names").distinct()
    return sum(_tell(each, week, today) for each in every.order_by("pk").iterator(500))


@transaction.atomic
def _tell(organisation: Organisation, week: date, today: date) -> int:
    people = _who_waits(organisation, week)
    if not people:
        return 0
    found = openings_for(organisation, today)
    _remember(organisation, week, found)
    of_week = set(organisation.tellings.filter(week=week).values_list("instrument", flat=True))
    new = [number for number in found.fitting if number in of_week]
    openings = found.read(new[:MOST])
    return sum(_write(person, organisation, week, openings, len(new)) for person in people) if new else 0


def _who_waits(organisation: Organisation, week: date) -> list[Person]:
    """Who acts for it, wants the letter, and has none of this week."""
    people = [each.person for each in organisation.acting.select_related("person").filter(person__is_active=True)]
    wanting = {_key(organisation, week, each): each for each in people if not is_declined(TEMPLATE, each.unwanted)}
    there = set(Letter.objects.filter(key__in=wanting).values_list("key", flat=True))
    return [person for key, person in wanting.items() if key not in there]


def _remember(organisation: Organisation, week: date, found: Openings) -> None:
    """Notes what is new this week, once a week: what opens later in it is new in the next."""
    told = Telling.objects.filter(organisation=organisation)
    if told.filter(week=week).exists():
        return
    before = set(told.values_list("instrument", "opens"))
    fitting = Instrument.objects.filter(pk__in=found.fitting).values_list("pk", "opens")
    now = [pair for pair in fitting if pair not in before]
    rows = [Telling(organisation=organisation, instrument_id=number, opens=day, week=week) for number, day in now]
    Telling.objects.bulk_create(rows, ignore_conflicts=True)


def _write(person: Person, organisation: Organisation, week: date, openings: list[Opening], count: int) -> bool:
    with translation.override(person.language):
        facts = {"name": organisation_name(organisation), "openings": [_told(each) for each in openings]}
    key = _key(organisation, week, person).rpartition(":")[0]
    return bool(
        write_to(person, TEMPLATE, key, count=count, more=count - len(openings), slug=organisation.slug, **facts)
    )


def _key(organisation: Organisation, week: date, person: Person) -> str:
    """The key that write_to makes of the occasion and the person."""
    return f"{TEMPLATE}:{organisation.pk}:{week}:{person.pk}"


def _told(opening: Opening) -> dict[str, Any]:
    held: Instrument = opening.instrument
    return {
        "name": held.name,
        "programme": held.of.programme.name,
        "department": organisation_name(held.of.organisation),
        "closes": held.closes,
        "reasons": reasons(opening.fit),
    }
