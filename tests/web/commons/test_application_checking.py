"""The officers' desk: checks, admission, exclusion, amendments asked, handed in again, and after scoring."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, entry, jury, review, stage

DESK = "/calls/clusters-2026/rounds/1/checking/"
CHECK = "/calls/clusters-2026/rounds/1/applications/1/check/"


def letters_to(name: str) -> list[str]:
    from clusteratlas_web.foundation.models import Letter

    return list(Letter.objects.filter(address=f"{name}@example.org").order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def checked(cast: Cast) -> Any:
    """A submitted application in a round that is being checked, with a condition nobody but an officer can check."""
    from clusteratlas_web.selection.models import Condition

    the_round = stage(call(cast), state="checking")
    Condition.objects.create(round=the_round, number=1, kind="letter of the bank", says={"en": "Letter of the bank"})
    return ready(the_round, cast.valley, "submitted")


def test_admission_waits_for_every_check(cast: Cast, checked: Any) -> None:
    from clusteratlas_web.selection.actions.checking import Found, ReasonNeeded, admit_entry, check_conditions

    with pytest.raises(ReasonNeeded) as refused:
        admit_entry(cast.finn, checked, checked.version)
    assert refused.value.said == (
        "This is not settled. An officer checks this: it cannot be checked by the platform. "
        "Check each of them, or say in a note why the application is admitted."
    )
    condition = checked.round.conditions.get()
    check_conditions(cast.finn, checked, {condition: Found(True, "Seen")})
    checked.refresh_from_db()
    assert (checked.version, checked.checks.get().by) == (1, cast.finn)
    assert admit_entry(cast.finn, checked, checked.version).state == "admitted"
    assert letters_to("ana") == ["Your application is admitted: Call clusters-2026"]


def test_a_note_admits_and_only_those_who_run_the_call_read_it(cast: Cast, checked: Any) -> None:
    from clusteratlas_web.selection.actions.checking import admit_entry

    admit_entry(cast.finn, checked, checked.version, "Secret note of the ministry")
    assert "Secret note of the ministry" in cast.client("finn").get(CHECK).content.decode()
    own = cast.client("ana").get("/calls/clusters-2026/applications/1/")
    assert (own.status_code, "Secret note" in own.content.decode()) == (200, False)


def test_an_officer_who_differs_from_the_platform_says_why(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.checking import Found, ReasonNeeded, check_conditions
    from clusteratlas_web.selection.models import Condition

    the_round = stage(call(cast), state="checking")
    condition = Condition.objects.create(round=the_round, number=1, kind="least-partners", value=3)
    held = ready(the_round, cast.valley, "submitted")
    with pytest.raises(ReasonNeeded):
        check_conditions(cast.finn, held, {condition: Found(True)})
    check_conditions(cast.finn, held, {condition: Found(True, "Two more have signed")})
    assert held.checks.get().note == "Two more have signed"


def test_the_page_checks_and_excludes_with_reasons(cast: Cast, checked: Any) -> None:
    finn = cast.client("finn")
    assert finn.post(CHECK, {"do": "check", "says_1": "no", "note_1": "None came"}).status_code == 302
    assert checked.checks.get().is_met is False
    empty = {"do": "exclude", "exclude-version": 1, "exclude-reasons": " "}
    assert finn.post(CHECK, empty).status_code == 200
    sent = empty | {"exclude-reasons": "No letter of the bank"}
    assert finn.post(CHECK, sent).status_code == 302
    checked.refresh_from_db()
    assert (checked.state, checked.asked_for) == ("ineligible", "No letter of the bank")
    assert "No letter of the bank" in cast.client("ana").get("/calls/clusters-2026/applications/1/").content.decode()


def test_while_the_round_is_open_nothing_is_admitted(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.checking import admit_entry, exclude_entry

    held = ready(stage(call(cast)), cast.valley, "submitted")
    for act in (lambda: admit_entry(cast.finn, held, 1), lambda: exclude_entry(cast.finn, held, 1, "No")):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.said.startswith("The round is open")


def test_an_amendment_is_asked_and_comes_after_the_close(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.applications import edit_plan
    from clusteratlas_web.selection.actions.checking import return_entry
    from clusteratlas_web.selection.actions.deadlines import TooLate
    from clusteratlas_web.selection.actions.handing_in import submit_entry, take_back_entry

    now = timezone.now()
    the_round = stage(call(cast), state="checking", opens=now - timedelta(days=9), closes=now - timedelta(days=1))
    held = ready(the_round, cast.valley, "submitted")
    until = now + timedelta(days=3)
    held = return_entry(cast.finn, held, held.version, "Name the site", until)
    assert (held.state, held.amend_until, held.asked_for) == ("returned", until, "Name the site")
    assert "Name the site" in cast.client("ana").get("/calls/clusters-2026/applications/1/").content.decode()
    held = edit_plan(cast.ben, held, held.version, {"title": "With its site"}, now)
    with pytest.raises(TooLate) as late:
        submit_entry(cast.ana, held, held.version, until)
    assert late.value.said.startswith("The amendment could be handed in until")
    held = submit_entry(cast.ana, held, held.version, until - timedelta(seconds=1))
    assert (held.state, held.amend_until, held.asked_for) == ("submitted", None, "Name the site")
    assert letters_to("finn") == ["An amended application has arrived: Call clusters-2026"]
    with pytest.raises(TooLate):
        take_back_entry(cast.ana, held, held.version, now)


def test_amended_after_scoring_goes_back_to_its_jurors(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.checking import admit_entry, return_entry
    from clusteratlas_web.selection.actions.handing_in import submit_entry

    the_round = stage(call(cast), state="reviewing")
    seats = jury(the_round.call)
    held = ready(the_round, cast.valley, "admitted")
    jun = review(held, seats["jun"], (7, 8))
    kai = review(held, seats["kai"], state="assigned", comment="")
    held = return_entry(cast.finn, held, held.version, "Name the site", timezone.now() + timedelta(days=3))
    held = submit_entry(cast.ana, held, held.version, timezone.now())
    jun.refresh_from_db()
    assert jun.state == "submitted"  # until an officer has seen the amendment
    held = admit_entry(cast.finn, held, held.version)
    for each in (jun, kai):
        each.refresh_from_db()
    assert (jun.state, kai.state, [f"{each.value:.0f}" for each in jun.scores.all()]) == (
        "assigned",
        "assigned",
        ["7", "8"],
    )
    letter = Letter.objects.get(address="jun@example.org")
    told = letter.subject + letter.text + letter.html
    assert [name in told for name in ("Kai", "Valley", "Secret", "Ana")] == [False, False, False, False]
    assert letters_to("kai") == []


def test_while_the_jury_meets_an_amended_application_waits(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.checking import admit_entry

    the_round = stage(call(cast), state="meeting")
    seats = jury(the_round.call)
    held = ready(the_round, cast.valley, "submitted")
    review(held, seats["jun"], (7, 8), submitted=held.submitted - timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        admit_entry(cast.finn, held, held.version)
    assert "Resume the reviews first." in refused.value.said


def test_an_officer_of_the_consortium_sees_nothing_of_it(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    the_round = stage(call(cast), state="checking")
    Acting.objects.create(organisation=cast.valley, person=cast.finn, role="member")
    ready(the_round, cast.valley, "submitted")
    ready(the_round, applicant("lens-works", "Lens Works"), "submitted")
    finn = cast.client("finn")
    page = finn.get(DESK).content.decode()
    table = finn.get("/calls/clusters-2026/rounds/1/applications.csv").content.decode()
    assert [("valley" in text, "lens-works" in text) for text in (page, table)] == [(False, True), (False, True)]
    assert (finn.get(CHECK).status_code, finn.post(CHECK, {"do": "check"}).status_code) == (404, 404)
    assert '<div class="tile"><dt>To check</dt><dd>1</dd>' in page


def test_drafts_stand_on_no_desk(cast: Cast) -> None:
    the_round = stage(call(cast))
    entry(the_round, cast.valley, "draft")
    for address in (DESK, "/calls/clusters-2026/rounds/1/applications.csv"):
        assert "Secret plan" not in cast.client("finn").get(address).content.decode()
    assert cast.client("finn").get(CHECK).status_code == 404


def test_the_desk_takes_as_many_queries_for_three_as_for_one(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Condition

    finn = cast.client("finn")
    the_round = stage(call(cast, for_regions=("us-metro-48620",)), state="checking")
    Condition.objects.create(round=the_round, number=1, kind="listing-rule")
    ready(the_round, cast.valley, "submitted")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert finn.get(DESK).status_code == 200
        return len(seen)

    one = queries()
    for number in (2, 3):
        ready(the_round, applicant(f"firm-{number}", f"Firm {number}"), "submitted")
    assert (one, queries()) == (18, 18)
