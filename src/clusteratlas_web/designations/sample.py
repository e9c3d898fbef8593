"""A small believable label for the demo, all of it marked as sample: holders, assessments, one that expired."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.designations import shipped
from clusteratlas_web.designations.actions.assessing import Beginning, start_assessment
from clusteratlas_web.designations.actions.drafting import publish_edition
from clusteratlas_web.designations.actions.granting import Grant, add_standing, granted
from clusteratlas_web.designations.dates import months_after
from clusteratlas_web.designations.models import Assessment, Designation, Expert, Hearing, Level, Scheme, Term
from clusteratlas_web.designations.queries.drafts import plan_of
from clusteratlas_web.designations.seed import seed_designations
from clusteratlas_web.designations.states import EXPIRED, HANDED_IN, PROBATION, WATCHED
from clusteratlas_web.designations.storing import store_levels
from clusteratlas_web.designations.words import JOBS, MET, OWN
from clusteratlas_web.registry.models import Organisation

SLUG = "sample-excellence"
DEPARTMENT = "sample-department-of-regional-economy"
ALLIANCE, MATERIALS = "sample-plains-aerospace-alliance", "sample-miami-valley-materials"
CHAMBER = "sample-summit-chamber"
OWN_VALUES = {  # what the alliance entered itself so far
    "members-in-region": "0.72",
    "governing-body": "1",
    "firms-in-body": "0.45",
    "strategy": "1",
    "strategy-age": "4",
    "audited-accounts": "1",
    "joint-projects": "4",
    "satisfaction": "3.8",
    "events": "6",
}


@transaction.atomic
def make_sample(people: Mapping[str, Any]) -> Scheme:
    """Stores the sample label with its holders and assessments; running it twice stores nothing twice.

    `people` are the sign-ins of the demo by role: the manager assesses the aerospace alliance, the outsider is an
    expert. Organisations that the demo does not have are left out.
    """
    seed_designations()
    standing = Scheme.objects.filter(slug=SLUG).first()
    if standing is not None:
        return standing
    scheme = _scheme()
    levels = {each.code: each for each in scheme.levels.all()}
    there = {each.slug: each for each in Organisation.objects.filter(is_sample=True)}
    today = timezone.now().date()
    if ALLIANCE in there:
        _holder_with_terms(levels["bronze"], there[ALLIANCE], today)
        _draft(levels["silver"], there[ALLIANCE], people.get("manager"))
    if MATERIALS in there:
        _on_probation(levels["bronze"], there[MATERIALS], today)
    if CHAMBER in there:
        _renewal(_expired(levels["bronze"], there[CHAMBER], today), people.get("outsider"))
    return scheme


def _scheme() -> Scheme:
    """The excellence label once more, granted by the department of the demo."""
    table = shipped.read_scheme("cluster-excellence")
    scheme = Scheme.objects.create(
        slug=SLUG,
        kind=table["kind"],
        names={"en": "Regional cluster label (sample)", "zh-hans": "区域集群标识（示例）"},
        about={"en": "An invented label that shows what a page can hold.", "zh-hans": "虚构的标识，用于展示页面内容。"},
        country="US",
        time_zone="America/Chicago",
        is_sample=True,
    )
    department = Organisation.objects.filter(slug=DEPARTMENT).first()
    if department is not None:
        scheme.grantors.create(department=department)
    store_levels(scheme, table["levels"])
    publish_edition(None, scheme, plan_of(scheme))
    return scheme


def _grant(level: Level, holder: Organisation, on: date) -> Designation:
    region = holder.regions.first()
    cluster = holder.clusters.first()
    facts = {
        "country": holder.country,
        "region": region.region if region else "",
        "cluster": cluster.key if cluster else "",
        "department": Organisation.objects.filter(slug=DEPARTMENT).first(),
        "is_sample": True,
    }
    return granted(None, level, Grant(holder, {}, on, facts=facts))


def _move(
    made: Designation, verb: str, state: str, on: date, reasons: dict[str, str], deadline: date | None = None
) -> None:
    made.state = state
    made.save()
    add_standing(None, made, verb, on, reasons, deadline)


def _holder_with_terms(level: Level, holder: Organisation, today: date) -> None:
    """Granted nineteen months ago: silver may come."""
    since = months_after(today, -19)
    made = _grant(level, holder, since)
    for number, (en, zh, facts) in enumerate(_TERMS, start=1):
        Term.objects.create(designation=made, number=number, names={"en": en, "zh-hans": zh}, **facts)
    first = made.terms.get(number=1)
    first.outcome, first.assessed_on, first.value = MET, months_after(since, 12), Decimal(48)
    first.save()


_TERMS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Members in the organisation", "组织成员", {"target": 45, "unit": "members", "baseline": 41}),
    ("Jobs of the cluster in the region", "集群在该地区的岗位数", {"measure": JOBS, "target": 28_000}),
)


def _draft(level: Level, organisation: Organisation, person: Any) -> None:
    """A draft with gaps: what is known is filled in, some values are the organisation's own, some are missing."""
    if person is None or not person.acting.filter(organisation=organisation).exists():
        return
    region, cluster = organisation.regions.first(), organisation.clusters.first()
    begins = Beginning(region.region if region else "", cluster.key if cluster else "")
    made = start_assessment(person, organisation, level, begins)
    made.is_sample = True
    made.save()
    for indicator in made.set.indicators.filter(code__in=OWN_VALUES):
        made.answers.create(indicator=indicator, value=Decimal(OWN_VALUES[indicator.code]), origin=OWN)
    made.improvements.create(number=1, text="A yearly survey of members, with its answers published")


def _on_probation(level: Level, holder: Organisation, today: date) -> None:
    """Watched, then on probation with a hearing to come."""
    made = _grant(level, holder, months_after(today, -14))
    watched = {"en": "Staff fell below half a position.", "zh-hans": "工作人员降至不足半个岗位。"}
    _move(made, "watch", WATCHED, months_after(today, -3), watched)
    reasons = {"en": "Members have not met for a year.", "zh-hans": "成员一年未召开会议。"}
    _move(made, "put_on_probation", PROBATION, today - timedelta(days=12), reasons, months_after(today, 3))
    moment = datetime.combine(today + timedelta(days=20), time(10), ZoneInfo(level.scheme.time_zone))
    Hearing.objects.create(designation=made, set_for=moment, place="Room 204")


def _expired(level: Level, holder: Organisation, today: date) -> Designation:
    """Over for two months: it can still be renewed."""
    made = _grant(level, holder, months_after(today, -26))
    if made.expires_on is not None:
        _move(made, "expire", EXPIRED, made.expires_on + timedelta(days=1), {})
    return made


def _renewal(made: Designation, expert: Any) -> None:
    """Its renewal is handed in and waits for the expert."""
    the_set = made.level.sets.get(is_current=True)
    assessment = Assessment.objects.create(
        level=made.level,
        set=the_set,
        organisation=made.holder,
        renews=made,
        state=HANDED_IN,
        handed_in=timezone.now() - timedelta(days=4),
        is_sample=True,
    )
    for indicator in the_set.indicators.all():
        assessment.answers.create(indicator=indicator, value=indicator.baseline, origin=OWN)
    for number, text in enumerate(_IMPROVED, start=1):
        assessment.improvements.create(number=number, text=text)
    if expert is not None and not expert.acting.filter(organisation=made.holder).exists():
        Expert.objects.create(assessment=assessment, person=expert, country="US")


_IMPROVED = (
    "A fund for joint tests of moulds",
    "Accounts are audited by an outsider",
    "A working group on recycled plastics with eleven members",
)
