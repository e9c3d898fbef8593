"""A small believable commons of programmes for the demo: what is invented is marked as sample."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.places import places
from clusteratlas_web.programmes.duedates import due_date
from clusteratlas_web.programmes.models import (
    BudgetLine,
    Decision,
    Indicator,
    Instrument,
    Meeting,
    Member,
    Part,
    Phase,
    Place,
    Programme,
    Promise,
    Question,
    Role,
    Target,
)
from clusteratlas_web.programmes.routing import CHOSEN
from clusteratlas_web.programmes.seed import seed_policy_facts
from clusteratlas_web.programmes.states import ANSWERED, ASKED, OPEN_TO_ALL, RUNNING
from clusteratlas_web.programmes.words import CLUSTER, COMMITTED, LEAD, PARTNER, PLANNED, REGION, SPENT
from clusteratlas_web.registry.models import Acting, Organisation
from clusteratlas_web.registry.words import AGENCY, OFFICER

SLUG = "sample-energy-clusters"
REGIONS = ("us-metro-48620", "us-metro-31080", "us-metro-45940")
CLUSTERS = ("us/aerospace-vehicles-and-defense", "us/environmental-services")


@transaction.atomic
def make_sample(people: Mapping[str, Any]) -> Programme:
    """Stores the sample programme and its questions, and samples in the seeded twenty-year plan.

    `people` are the sign-ins of the demo by role: `officer` becomes an officer of the lead, `asker` asks for the first
    organisation they act for. Without them there are no questions. Running it twice stores nothing twice.
    """
    seed_policy_facts()
    standing = Programme.objects.filter(slug=SLUG).first()
    if standing is not None:
        return standing
    programme = _programme()
    _money(programme)
    _council(programme)
    _promise(programme)
    _places(programme)
    _targets_of_the_plan()
    _questions(programme, people)
    return programme


def _programme() -> Programme:
    year = timezone.now().year
    programme = Programme.objects.create(
        slug=SLUG,
        state=RUNNING,
        country="US",
        level="national",
        type="competition",
        since=year - 2,
        until=year + 17,
        about="An invented programme that shows what a page can hold.",
        is_sample=True,
    )
    programme.names.create(language="en", text="Clean energy clusters (sample)")
    programme.names.create(language="zh-hans", text="清洁能源集群计划（示例）")
    record(None, "create", programme, {}, {"state": RUNNING}, "sample")
    for slug, part, offers in _OFFERS:
        made = Part.objects.create(programme=programme, organisation=_department(slug), part=part, is_sample=True)
        for offer in offers:
            _offer(made, *offer)
    for number, (begins, ends, names, aim) in enumerate(_PHASES, start=1):
        phase = Phase.objects.create(
            programme=programme,
            number=number,
            names=names,
            aim=aim,
            begins=date(year + begins, 1, 1),
            ends=date(year + ends, 12, 31),
            is_sample=True,
        )
        Target.objects.create(
            phase=phase,
            indicator="Firms in joint projects",
            value=100 * number,
            baseline=10,
            latest=64 if number == 1 else None,
            latest_on=date(year - 1, 12, 31) if number == 1 else None,
            due=date(year + ends, 12, 31),
            is_sample=True,
        )
    return programme


_OFFERS: tuple[tuple[str, str, tuple[tuple[Any, ...], ...]], ...] = (
    (
        "us-department-of-energy",
        LEAD,
        (
            (
                "Pilot plants of clean energy",
                "清洁能源中试",
                "knowledge",
                ("firm", "institute"),
                (),
                REGIONS[:1],
                (),
                60,
            ),
            (
                "Bridge finance for demonstrators",
                "示范项目过桥融资",
                "finance",
                ("firm",),
                ("10-49", "50-249"),
                (),
                (),
                25,
            ),
        ),
    ),
    (
        "us-small-business-administration",
        PARTNER,
        (
            ("Mentors for small firms", "小企业导师", "entrepreneurial", ("firm",), ("1-9", "10-49"), (), (), None),
            (
                "Grants to cluster organisations",
                "集群组织资助",
                "collaboration",
                ("cluster-organisation",),
                (),
                (),
                (),
                40,
            ),
        ),
    ),
    (
        "us-department-of-commerce",
        PARTNER,
        (("Trade missions", "贸易考察团", "demand", (), (), (), CLUSTERS[:1], 90),),
    ),
)
_PHASES = (
    (-2, 2, {"en": "Launch", "zh-hans": "启动期"}, {"en": "Networks", "zh-hans": "形成网络"}),
    (3, 7, {"en": "Growth", "zh-hans": "成长期"}, {"en": "Products and industrialisation", "zh-hans": "产品与产业化"}),
    (
        8,
        17,
        {"en": "Development", "zh-hans": "发展期"},
        {"en": "Clusters that sustain themselves", "zh-hans": "集群自立发展"},
    ),
)


def _offer(
    part: Part,
    name: str,
    name_zh: str,
    dimension: str,
    kinds: tuple[str, ...],
    sizes: tuple[str, ...],
    regions: tuple[str, ...],
    clusters: tuple[str, ...],
    days: int | None,
) -> None:
    today = timezone.now().date()
    names = {"en": name, "zh-hans": name_zh}
    role = Role.objects.create(of=part, names=names, dimension=dimension, is_sample=True)
    Instrument.objects.create(
        of=part,
        role=role,
        names=names,
        dimension=dimension,
        for_kinds=kinds,
        for_sizes=sizes,
        for_regions=_known(regions, places().regions),
        for_clusters=_known(clusters, places().clusters),
        opens=today - timedelta(days=30),
        closes=today + timedelta(days=days) if days else None,
        is_sample=True,
    )


def _known(codes: tuple[str, ...], known: Mapping[str, Any]) -> tuple[str, ...]:
    """Those codes that the editions here have; all where there are no editions."""
    return tuple(code for code in codes if code in known or not known)


def _department(slug: str) -> Any:
    return Organisation.objects.get(slug=slug, kind=AGENCY)


def _money(programme: Programme) -> None:
    year = timezone.now().year
    amounts = (
        ("us-department-of-energy", 24),
        ("us-small-business-administration", 6),
        ("us-department-of-commerce", 4),
    )
    for slug, millions in amounts:
        for back, state, share in (
            (2, PLANNED, 100),
            (2, SPENT, 96),
            (1, PLANNED, 110),
            (1, SPENT, 88),
            (0, PLANNED, 120),
            (0, COMMITTED, 70),
        ):
            BudgetLine.objects.create(
                programme=programme,
                department=_department(slug),
                year=year - back,
                amount=Decimal(millions * share * 10_000),
                currency="USD",
                state=state,
                region=(_known(REGIONS[:1], places().regions) or ("",))[0] if back == 0 else "",
                is_sample=True,
            )


def _council(programme: Programme) -> None:
    today = timezone.now().date()
    for slug, chairs in (("us-department-of-energy", True), ("us-small-business-administration", False)):
        Member.objects.create(programme=programme, organisation=_department(slug), is_chair=chairs, is_sample=True)
    Member.objects.create(programme=programme, name="Speaker of the cluster organisations", is_sample=True)
    meeting = Meeting.objects.create(
        programme=programme, held=today - timedelta(days=70), subject="Second year of the launch phase", is_sample=True
    )
    for number, text in enumerate(
        ("One form for all three departments.", "Mentors are paid from one budget line."), start=1
    ):
        Decision.objects.create(meeting=meeting, number=number, text=text, is_sample=True)
    Meeting.objects.create(
        programme=programme, held=today + timedelta(days=40), subject="Targets of the growth phase", is_sample=True
    )


def _promise(programme: Programme) -> None:
    Promise.objects.create(
        programme=programme,
        effect="Employment in the supported clusters grows 2 points faster than in the comparison regions.",
        comparison=_known(REGIONS[1:], places().regions),
        method="Difference in differences with matched regions.",
        registered=timezone.now(),
        is_sample=True,
    )
    names = {"en": "Employment in the supported clusters", "zh-hans": "所支持集群的就业"}
    Indicator.objects.create(programme=programme, names=names, unit="jobs", is_sample=True)


def _places(programme: Programme) -> None:
    for kind, codes in ((REGION, _known(REGIONS, places().regions)), (CLUSTER, _known(CLUSTERS, places().clusters))):
        for code in codes:
            Place.objects.create(programme=programme, kind=kind, code=code, is_sample=True)


def _targets_of_the_plan() -> None:
    """Invented targets in the real phases of the twenty-year plan."""
    for phase in Phase.objects.filter(programme__code="JP-ICP", targets__isnull=True):
        values = {1: (200, 205, date(2005, 10, 1)), 2: (400, 380, None), 3: (18, 11, None)}
        wanted, latest, reached = values[phase.number]
        Target.objects.create(
            phase=phase,
            indicator="Projects of industry and universities" if phase.number < 3 else "Clusters without public money",
            value=wanted,
            baseline=0,
            latest=latest,
            latest_on=phase.ends,
            reached=reached,
            due=phase.ends,
            is_sample=True,
        )


def _questions(programme: Programme, people: Mapping[str, Any]) -> None:
    asker, officer = people.get("asker"), people.get("officer")
    acting = asker.acting.exclude(organisation__kind=AGENCY).first() if asker else None
    if acting is None:
        return
    if officer is not None:
        lead = _department("us-department-of-energy")
        Acting.objects.get_or_create(organisation=lead, person=officer, defaults={"role": OFFICER})
    for department, subject, text, back, took, answer, state in _QUESTIONS:
        asked = timezone.now() - timedelta(days=back)
        answered = (
            datetime.combine(_after(asked.date(), took), time(12), tzinfo=asked.tzinfo) if took is not None else None
        )
        question = Question.objects.create(
            organisation=acting.organisation,
            asker=asker,
            programme=programme,
            department=_department(department),
            reason=CHOSEN,
            subject=subject,
            text=text,
            state=state,
            asked=asked,
            due=due_date(asked.date(), 10),
            taken_by=officer if took is not None else None,
            answer=answer,
            answered=answered,
            consents=state == OPEN_TO_ALL,
            published=answered if state == OPEN_TO_ALL else None,
            is_sample=True,
        )
        record(None, "ask", question, {}, {"state": state}, "sample")


def _after(day: date, working_days: int) -> date:
    return due_date(day, working_days)


_QUESTIONS: tuple[tuple[Any, ...], ...] = (
    (
        *(
            "us-small-business-administration",
            "May two firms share one mentor?",
            "We are two firms of six people each.",
        ),
        *(60, 5, "Yes. Name both firms in the form.", OPEN_TO_ALL),
    ),
    (
        *("us-department-of-energy", "Does a leased site count as our own?", "Our pilot plant stands on leased land."),
        *(70, 16, "It does, when the lease runs five years longer than the project.", OPEN_TO_ALL),
    ),
    (
        *("us-department-of-energy", "Which costs of staff are covered?", "We mean the two years of the pilot."),
        *(20, 3, "Staff who work on the pilot, by their time sheets.", ANSWERED),
    ),
    ("us-department-of-energy", "May we apply again?", "Our first application was late.", 25, None, "", ASKED),
)
