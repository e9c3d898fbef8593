"""An assessment from its beginning to a designation: filled in, proved, handed in, verified, closed; and renewed."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import assessment, evidence, expert, granted, level, scheme

TODAY = timezone.now().date()
GOOD = ("4", "0.2", "1")


@pytest.fixture
def known(cast: Cast) -> Any:
    """Valley Optics with staff and funding on record."""
    cast.valley.staff_fte, cast.valley.country = Decimal("3.5"), "DE"
    cast.valley.save()
    for year, public in ((2023, 70), (2024, 40)):
        cast.valley.funding.create(year=year, public=public, dues=100 - public, services=0, projects=0)
    return cast.valley


def test_what_is_known_is_filled_in_and_can_be_overridden_with_evidence(cast: Cast, known: Any) -> None:
    bronze = level(scheme(cast), "bronze", "baselines")
    ana = cast.client("ana")
    answer = ana.post("/designations/assessments/new/", {"organisation": known.pk, "level": bronze.pk})
    made = bronze.assessments.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/designations/assessments/{made.pk}/")
    rows = [(each.indicator.code, str(each.value), each.origin, each.found_in) for each in made.answers.all()]
    assert rows == [("staff", "3.5000", "registry", ""), ("public-share", "0.4000", "registry", "2024")]
    here = f"/designations/assessments/{made.pk}/"
    refused = ana.post(f"{here}steps/hand_in/", {"version": made.version}, follow=True)
    assert refused.redirect_chain == [(here, 302)]
    assert "Not everything that is needed is there: Indicator strategy" in refused.content.decode()
    sent = {"version": made.version, "value-staff": "3.5", "value-public-share": "30", "value-strategy": "1"}
    assert ana.post(f"{here}values/1/", sent).status_code == 302
    rows = [(each.indicator.code, str(each.value), each.origin, each.found) for each in made.answers.all()]
    assert rows == [
        ("staff", "3.5000", "registry", Decimal("3.5")),
        ("public-share", "0.3000", "own", Decimal("0.4")),  # typed in percent; what was found stays beside it
        ("strategy", "1.0000", "own", None),
    ]
    made.refresh_from_db()
    refused = ana.post(f"{here}steps/hand_in/", {"version": made.version}, follow=True).content.decode()
    assert "Indicator strategy (the strategy)" in refused
    file = SimpleUploadedFile("plan.txt", b"The plan", "text/plain")
    proof = {"file": file, "proves": "The plan of 2025", "codes": ["strategy"], "valid_until": TODAY.isoformat()}
    assert ana.post(f"{here}evidence/", proof).status_code == 302
    assert ana.post(f"{here}steps/hand_in/", {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.state == "handed-in"


def test_a_value_in_a_form_has_every_figure_of_what_was_found() -> None:
    from clusteratlas_web.designations.forms.values import exact

    typed = {value: exact(Decimal(value)) for value in ("20.8406", "27911.0000", "-5.2500", "0.0029")}
    assert typed == {"20.8406": "20.8406", "27911.0000": "27911", "-5.2500": "-5.25", "0.0029": "0.0029"}


def test_evidence_that_is_no_longer_valid_proves_nothing(cast: Cast) -> None:
    from clusteratlas_web.designations.actions import move_assessment
    from clusteratlas_web.designations.refusals import Incomplete

    made = assessment(level(scheme(cast), "bronze", "baselines"), cast.valley, values=GOOD)
    evidence(cast.valley, "strategy", until=TODAY - timedelta(days=1))
    with pytest.raises(Incomplete, match="Indicator strategy"):
        move_assessment(cast.ana, made, 1, "hand_in")
    kept = evidence(cast.valley, "strategy", until=TODAY)
    assert move_assessment(cast.ana, made, 1, "hand_in").state == "handed-in"
    assert kept.removed is None


def test_the_page_shows_gaps_number_first_and_its_total_can_be_recomputed(cast: Cast) -> None:
    label = scheme(cast)
    level(label, "bronze", "baselines")
    gold = level(label, "gold", "thresholds", least_total=Decimal("0.8"))
    made = assessment(gold, cast.valley, values=("1.5", "0.55", None))
    page = cast.client("ana").get(f"/designations/assessments/{made.pk}/").content.decode()
    rows = re.findall(r'<tr><td class="n b">([^<]+)</td><td class="beside">([^<]+)', page)
    assert rows == [
        ("no value", "Indicator strategy"),
        ("0.5 more", "Indicator staff"),
        ("5 points less", "Indicator public-share"),
    ]
    points = [Decimal(each) for each in re.findall(r'class="points">([\d.]+)<', page)]
    assert points == [Decimal("15"), Decimal("22.5"), Decimal("0")]
    assert re.findall(r'class="total">([\d.]+)</span> / (\d+)', page) == [(f"{sum(points):f}".rstrip("0"), "100")]


def test_the_next_level_is_held_against_the_same_values(cast: Cast) -> None:
    label = scheme(cast)
    bronze = level(label, "bronze", "answered")
    level(label, "silver", "baselines")
    made = assessment(bronze, cast.valley, values=("0.5", "0.4", "1"))
    page = cast.client("ana").get(f"/designations/assessments/{made.pk}/").content.decode()
    assert "Nothing: every indicator is met." in page
    assert "2 of 3 of its indicators are met by the same values." in page
    assert "0.5 more" in page


@pytest.mark.parametrize(("months", "refusal"), [(17, "held for 17 months"), (18, ""), (23, ""), (None, "in force")])
def test_silver_needs_bronze_for_eighteen_months(cast: Cast, months: int | None, refusal: str) -> None:
    from clusteratlas_web.designations.actions import move_assessment
    from clusteratlas_web.designations.dates import months_after
    from clusteratlas_web.foundation.refusals import Refusal

    label = scheme(cast)
    bronze = level(label)
    silver = level(
        label, "silver", "baselines", before=bronze, before_least_months=18, before_most_months=24, improvements_first=1
    )
    if months is not None:
        granted(bronze, cast.valley, months_after(TODAY, -months))
    granted(bronze, cast.valley, months_after(TODAY, -20), "revoked")
    made = assessment(silver, cast.valley, values=GOOD)
    evidence(cast.valley, "strategy")
    with pytest.raises(Refusal, match="1 improvements are to be audited"):
        move_assessment(cast.ana, made, 1, "hand_in")
    made.improvements.create(number=1, text="Better")
    if refusal:
        with pytest.raises(Refusal, match=refusal):
            move_assessment(cast.ana, made, 1, "hand_in")
    else:
        assert move_assessment(cast.ana, made, 1, "hand_in").state == "handed-in"


def test_gold_takes_two_experts_one_foreign_two_days_and_the_same_findings(cast: Cast) -> None:
    from clusteratlas_web.designations.actions import conclude_assessment
    from clusteratlas_web.designations.refusals import Incomplete

    gold = level(scheme(cast), "gold", "thresholds", experts=2, foreign_experts=1, visit_days=2)
    made = assessment(gold, cast.valley, "handed-in", GOOD)

    def trouble() -> str:
        with pytest.raises(Incomplete) as found:
            conclude_assessment(cast.finn, made, 1)
        return found.value.said

    assert trouble().startswith("These indicators are not verified yet: Indicator staff")
    first = expert(made, "Yan", values=GOOD, days=1)
    assert trouble().endswith("there are 1 and 0.")
    second = expert(made, "Xia", foreign=True, values=("4", "0.3", "1"), days=2)
    assert trouble() == "The experts found different values for: Indicator public-share"
    second.verifications.filter(indicator__code="public-share").update(value=Decimal("0.2"))
    assert trouble() == "It takes a visit of 2 days by each expert; recorded are 1."
    first.visits.create(begins=date(2025, 6, 5), ends=date(2025, 6, 5), report="Again")
    assert conclude_assessment(second.person, made, 1).state == "assessed"


def test_closing_grants_what_passed_with_the_figures_of_the_assessment(cast: Cast, known: Any) -> None:
    from clusteratlas_web.designations.actions import close_assessment
    from clusteratlas_web.designations.actions.judging import Closing
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.foundation.refusals import Refusal

    gold = level(scheme(cast), "gold", "thresholds", least_total=Decimal("0.8"))
    made = assessment(gold, cast.valley, "assessed", GOOD, pinned_atlas="us", pinned_edition="2019.1")
    closed = close_assessment(cast.finn, made, 1, Closing(on=TODAY))
    held = closed.granted
    assert (closed.state, closed.passed, held.holder, held.level, held.state) == (
        *("closed", True, cast.valley, gold),
        "granted",
    )
    assert (held.pinned_edition, held.country, held.granted_on) == ("2019.1", "DE", TODAY)
    weak = assessment(gold, cast.valley, "assessed", ("1", "0.2", "1"))
    with pytest.raises(Refusal, match="has reasons"):
        close_assessment(cast.finn, weak, 1, Closing())
    closed = close_assessment(cast.finn, weak, 1, Closing({"en": "Too few people"}))
    assert (closed.passed, closed.granted, cast.valley.designations.count()) == (False, None, 1)
    subjects = [each.partition(":")[0] for each in Letter.objects.order_by("pk").values_list("subject", flat=True)]
    assert subjects == [
        "Your organisation has a new designation",
        "Your assessment is closed",
        "Your assessment is closed",
    ]


def test_a_renewal_needs_its_improvements_audited(cast: Cast) -> None:
    from clusteratlas_web.designations.actions import audit_improvement, close_assessment, conclude_assessment
    from clusteratlas_web.designations.actions.judging import Closing

    bronze = level(scheme(cast), "bronze", "answered", experts=1, improvements_renewal=2)
    held = granted(bronze, cast.valley, TODAY - timedelta(days=600))
    ends = held.expires_on
    outcomes = {}
    for done in (1, 2):
        made = assessment(bronze, cast.valley, "handed-in", GOOD, renews=held)
        seat = expert(made, "Yan", values=GOOD)
        for number in (1, 2):
            each = made.improvements.create(number=number, text=f"Better {number}")
            audit_improvement(seat.person, each, 1, "done" if number <= done else "not-done", "Secret audit")
        made = conclude_assessment(seat.person, made, 1)
        closed = close_assessment(cast.finn, made, made.version, Closing({"en": "As audited"}))
        held.refresh_from_db()
        outcomes[done] = (closed.passed, held.expires_on > ends, closed.granted == held)
    assert outcomes == {1: (False, False, False), 2: (True, True, True)}


def test_a_pilot_that_passes_its_evaluation_is_confirmed_and_has_no_second_designation(cast: Cast) -> None:
    from clusteratlas_web.designations.actions import close_assessment, start_assessment
    from clusteratlas_web.designations.actions.assessing import Beginning
    from clusteratlas_web.designations.actions.judging import Closing
    from clusteratlas_web.foundation.refusals import Refusal

    parks = scheme(cast, "parks", kind="pilot")
    title = level(parks, "title", valid_months=None, review_months=None)
    pilot = level(parks, "pilot", "thresholds", valid_months=None, becomes=title)
    held = granted(pilot, cast.valley, TODAY - timedelta(days=500))
    with pytest.raises(Refusal, match="has this level already"):
        start_assessment(cast.ana, cast.valley, pilot, Beginning())
    begun = cast.client("ana").get(f"/designations/assessments/new/?renews={held.pk}").content.decode()
    assert f'<option value="{held.pk}" selected>' in begun
    made = assessment(pilot, cast.valley, "assessed", GOOD, renews=held)
    closed = close_assessment(cast.finn, made, 1, Closing())
    held.refresh_from_db()
    assert (closed.passed, closed.granted, held.state, held.level) == (True, held, "confirmed", title)
    assert cast.valley.designations.count() == 1


def test_the_pages_of_an_expert_and_an_officer_lead_to_a_designation(cast: Cast) -> None:
    from django.test import Client

    bronze = level(scheme(cast), "bronze", "answered", experts=1)
    made = assessment(bronze, cast.valley, "handed-in", GOOD)
    here = f"/designations/assessments/{made.pk}/"
    seat = expert(made, "Xia")
    xia, finn = Client(raise_request_exception=False), cast.client("finn")
    xia.force_login(seat.person)
    found = {"value-staff": "3", "value-public-share": "25", "value-strategy": "1", "note-staff": "Counted"}
    visit = {"begins": "2025-06-02", "ends": "2025-06-03", "report": "All there"}
    steps = [
        xia.post(f"{here}verify/1/", found),
        xia.post(f"{here}visits/", visit),
        xia.post(f"{here}judging/assess/", {"version": 1}),
        finn.post(f"{here}close/", {"version": 2, "grants": "on"}),
    ]
    assert [each.status_code for each in steps] == [302] * 4
    values = [(str(each.value), each.note) for each in seat.verifications.all()]
    assert values == [("3.0000", "Counted"), ("0.2500", ""), ("1.0000", "")]
    made.refresh_from_db()
    assert (made.state, made.passed, made.granted.holder) == ("closed", True, cast.valley)


def test_who_is_tied_is_no_expert(cast: Cast) -> None:
    from tests.web.commons.selection_things import applicant, person

    from clusteratlas_web.designations.actions import assign_expert
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.registry.models import Acting, Membership

    made = assessment(level(scheme(cast), "bronze", "answered"), cast.valley, "handed-in", GOOD)
    member = applicant("lens", "Lens Works")
    Membership.objects.create(organisation=cast.valley, member=member, kind="firm")
    for who, where in (("Xia", member), ("Yan", cast.valley)):
        Acting.objects.create(organisation=where, person=person(who), role="member")
        with pytest.raises(Refusal, match=f"{who} acts for the organisation"):
            assign_expert(cast.finn, made, f"{who.lower()}@example.org", "FR")
    with pytest.raises(Refusal, match="Nobody here has this"):
        assign_expert(cast.finn, made, "nobody@example.org", "FR")
    cast.valley.country = "DE"
    cast.valley.save()
    made.refresh_from_db()
    assigned = [assign_expert(cast.finn, made, "carla@example.org", code) for code in ("DE", "FR")]
    assert [each.is_foreign for each in assigned] == [False, True]


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"value-public-share": "101"}, "less than or equal to 100"),
        ({"value-public-share": "-1"}, "greater than or equal to 0"),
        ({"value-strategy": "2"}, "Select a valid choice"),
        ({"value-staff": "many"}, "Enter a number"),
    ],
)
def test_values_out_of_their_range_are_refused_at_their_field(cast: Cast, sent: dict[str, str], error: str) -> None:
    made = assessment(level(scheme(cast), "bronze", "answered"), cast.valley)
    answer = cast.client("ana").post(f"/designations/assessments/{made.pk}/values/1/", {"version": 1} | sent)
    assert (answer.status_code, error in answer.content.decode(), made.answers.count()) == (200, True, 0)


def test_two_managers_at_one_assessment(cast: Cast) -> None:
    made = assessment(level(scheme(cast), "bronze", "answered"), cast.valley)
    ana = cast.client("ana")
    sent = {"version": 1, "value-staff": "1"}
    answers = [ana.post(f"/designations/assessments/{made.pk}/values/1/", sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 200]
    assert "Somebody else changed this record" in answers[1].content.decode()


def test_the_service_log_of_twelve_months_counts(cast: Cast) -> None:
    from clusteratlas_web.designations.queries.prefill import find_values

    made = assessment(level(scheme(cast), "bronze", "answered"), cast.valley)
    day = date(2025, 6, 30)
    for on, hours in ((date(2024, 6, 30), 5), (date(2024, 7, 1), 7), (day, 11), (date(2025, 7, 1), 13)):
        cast.valley.service_log.create(day=on, service="training", hours=hours, firms_helped=2, introductions=1)
    found = find_values(made, day)
    assert {name: (str(each.value), each.found_in) for name, each in found.items() if each.origin == "services"} == {
        "services:hours": ("18.0000", "2024-06-30/2025-06-30"),
        "services:firms": ("4.0000", "2024-06-30/2025-06-30"),
        "services:introductions": ("2.0000", "2024-06-30/2025-06-30"),
    }
    assert datetime(2025, 6, 30, tzinfo=UTC).date() == found["services:hours"].as_of
