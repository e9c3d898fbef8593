"""What is recorded of jurors and of consortia, read at once for a whole call, as selection.grounds takes it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from clusteratlas_web.registry.models import Acting, InRegion, Membership, Organisation
from clusteratlas_web.selection.grounds import Applicant, Ties
from clusteratlas_web.selection.models import Application, Call, Juror, Partner, Tie

SHARED_FOR = timedelta(days=5 * 365 + 1)  # a shared project counts for five years


@dataclass
class _Around:
    """What is recorded of the organisations that jurors act for or work at."""

    member_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    has_members: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    regions: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    applications: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    consortia: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def applicants_of(call: Call) -> list[Applicant]:
    """The applications of a call, drafts too, with every organisation they ever had."""
    rows = list(Application.objects.filter(call=call).values_list("pk", "organisation", "region"))
    partners = _consortia(Partner.objects.filter(entry__application__in=[pk for pk, _, _ in rows]))
    return [Applicant(pk, frozenset({lead} | partners[pk]), region) for pk, lead, region in rows]


def ties_of(jurors: Iterable[Juror]) -> dict[int, Ties]:
    """What each juror is tied to, by the number of the seat."""
    seats = list(jurors)
    acts: dict[int, set[int]] = defaultdict(set)
    for person, organisation in Acting.objects.filter(person__in=[each.person_id for each in seats]).values_list(
        "person", "organisation"
    ):
        acts[person].add(organisation)
    declared: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for juror, organisation, kind in Tie.objects.filter(juror__in=seats).values_list("juror", "organisation", "kind"):
        declared[juror].add((organisation, kind))
    own = {each.pk: acts[each.person_id] | ({each.organisation_id} - {None}) for each in seats}
    around = _around({organisation for each in own.values() for organisation in each})
    return {each.pk: _ties(each, acts[each.person_id], own[each.pk], declared[each.pk], around) for each in seats}


def merged_into(numbers: Iterable[int]) -> dict[int, int]:
    """Where records were merged: the number of the one that stands, by the number of each that does not."""
    rows = Organisation.objects.filter(pk__in=set(numbers), merged_into__isnull=False)
    return {number: into for number, into in rows.values_list("pk", "merged_into") if into is not None}


def _ties(juror: Juror, acts: set[int], own: set[int], declared: set[tuple[int, str]], around: _Around) -> Ties:
    def joined(table: dict[int, set[Any]]) -> frozenset[Any]:
        return frozenset(each for organisation in own for each in table.get(organisation, ()))

    shared: dict[int, set[int]] = defaultdict(set)
    for application in joined(around.applications):
        for organisation in around.consortia[application] - own:
            shared[organisation].add(application)
    works_at = {juror.organisation_id} - {None}
    return Ties(
        acts_for=frozenset(acts),
        works_at=frozenset(works_at),
        member_of=joined(around.member_of),
        has_members=joined(around.has_members),
        projects={organisation: frozenset(found) for organisation, found in shared.items()},
        declared=frozenset(declared),
        regions=frozenset(around.regions.get(juror.organisation_id or 0, ())),
    )


def _around(organisations: set[int]) -> _Around:
    found = _Around()
    for body, member in (
        Membership.objects.filter(_current(timezone.now().date()))
        .filter(Q(organisation__in=organisations) | Q(member__in=organisations))
        .values_list("organisation", "member")
    ):
        found.member_of[member].add(body)
        found.has_members[body].add(member)
    for organisation, region in InRegion.objects.filter(organisation__in=organisations).values_list(
        "organisation", "region"
    ):
        found.regions[organisation].add(region)
    _add_projects(found, organisations)
    return found


def _add_projects(found: _Around, organisations: set[int]) -> None:
    """The applications of the last five years, to any call, in which these organisations stood."""
    recent = Application.objects.filter(entries__submitted__gte=timezone.now() - SHARED_FOR)
    theirs = recent.filter(Q(organisation__in=organisations) | Q(entries__partners__organisation__in=organisations))
    leads = dict(theirs.values_list("pk", "organisation"))
    found.consortia.update(_consortia(Partner.objects.filter(entry__application__in=leads)))
    for application, lead in leads.items():
        found.consortia[application].add(lead)
        for organisation in found.consortia[application] & organisations:
            found.applications[organisation].add(application)


def _consortia(partners: Any) -> dict[int, set[int]]:
    """The registered organisations of each application."""
    found: dict[int, set[int]] = defaultdict(set)
    registered = partners.filter(organisation__isnull=False)
    for application, organisation in registered.values_list("entry__application", "organisation").distinct():
        found[application].add(organisation)
    return found


def _current(today: date) -> Q:
    """Memberships that hold today; one whose days are not recorded does."""
    return (Q(since=None) | Q(since__lte=today)) & (Q(until=None) | Q(until__gte=today))
