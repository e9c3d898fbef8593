"""Who was found not eligible appeals in time; somebody who did not find it answers; upheld it takes part again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, conflict, decision, juror, stage

CALL = "/calls/clusters-2026/"
APPEAL = f"{CALL}rounds/1/appeals/1/"
ANSWER = f"{APPEAL}answer/"
CHECK = f"{CALL}rounds/1/applications/1/check/"


@pytest.fixture
def excluded(cast: Cast) -> Any:
    """Valley Optics in a round that is checked, on the clock of Berlin, found not eligible by Finn; three days."""
    from clusteratlas_web.selection.actions.checking import exclude_entry

    the_round = stage(call(cast, time_zone="Europe/Berlin"), "checking", appeal_days=3)
    held = ready(the_round, cast.valley, "submitted")
    return exclude_entry(cast.finn, held, held.version, "No letter of the bank")


def lodge(cast: Cast, entry: Any, at: Any = None) -> Any:
    from clusteratlas_web.selection.actions.appeals import lodge_appeal

    return lodge_appeal(cast.ana, entry, "The letter is on page 9", at or entry.excluded)


def moved(entry: Any, state: str) -> Any:
    entry.round.state = state
    entry.round.save()
    return entry


def subjects(name: str) -> list[str]:
    from clusteratlas_web.foundation.models import Letter

    rows = Letter.objects.filter(address=f"{name}@example.org").order_by("pk")
    return [each.subject.partition(":")[0] for each in rows]


def test_the_window_is_whole_days_of_the_round_on_the_clock_of_the_call(cast: Cast, excluded: Any) -> None:
    from zoneinfo import ZoneInfo

    berlin = ZoneInfo("Europe/Berlin")
    day = excluded.excluded.astimezone(berlin).date() + timedelta(days=4)  # the day itself, and three whole ones
    assert excluded.appeal_until == datetime(day.year, day.month, day.day, tzinfo=berlin).astimezone(UTC)
    assert excluded.excluded_by == cast.finn
    page = cast.client("ana").get(f"{CALL}applications/1/").content.decode()
    assert (f'href="{APPEAL}"' in page, excluded.appeal_until.isoformat() in page) == (True, True)


def test_an_appeal_is_in_time_until_the_last_instant_and_late_with_both(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.selection.actions.appeals import lodge_appeal
    from clusteratlas_web.selection.deciding_refusals import NoReason, NotDecided, TooLate

    ends = excluded.appeal_until
    with pytest.raises(NotAllowed):
        lodge_appeal(cast.ben, excluded, "A member", ends - timedelta(days=1))
    with pytest.raises(NoReason):
        lodge_appeal(cast.ana, excluded, " ", ends - timedelta(days=1))
    for late in (ends, ends + timedelta(seconds=1)):
        with pytest.raises(TooLate) as refused:
            lodge(cast, excluded, late)
        assert refused.value.said.startswith("Appeals were possible until ")
        assert refused.value.said.count("Berlin") == 2
    made = lodge(cast, excluded, ends - timedelta(microseconds=1))
    assert (made.state, made.against, made.found) == ("lodged", "finding", excluded.excluded)
    with pytest.raises(NotDecided):
        lodge(cast, excluded)


def test_a_late_appeal_through_the_page_is_refused_and_nothing_is_stored(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.selection.models import Appeal

    excluded.excluded -= timedelta(days=9)
    excluded.appeal_until = excluded.excluded + timedelta(days=1)
    excluded.save()
    page = cast.client("ana").get(APPEAL).content.decode()
    assert ("The time for appeals is over." in page, "Lodge the appeal" in page) == (True, False)
    refused = cast.client("ana").post(APPEAL, {"grounds": "Late"}).content.decode()
    assert ("Appeals were possible until" in refused, Appeal.objects.count()) == (True, 0)


@pytest.mark.parametrize("state", ["submitted", "admitted", "returned"])
def test_without_a_finding_there_is_nothing_to_appeal_against(cast: Cast, state: str) -> None:
    from clusteratlas_web.foundation.states import WrongState

    held = ready(stage(call(cast), "checking"), cast.valley, state)
    assert cast.client("ana").get(APPEAL).status_code == 404
    with pytest.raises(WrongState):
        lodge(cast, held, datetime.now(UTC))


def test_who_found_it_does_not_answer_nor_who_checked_it_as_not_met(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.appeals import dismiss_appeal, uphold_against_finding
    from clusteratlas_web.selection.deciding_refusals import DecidedYourself
    from clusteratlas_web.selection.models import Check, Condition

    appeal = lodge(cast, excluded)
    Acting.objects.create(organisation=cast.ministry, person=cast.carla, role="officer")
    condition = Condition.objects.create(round=excluded.round, number=1, kind="declared", says={"en": "A letter"})
    Check.objects.create(entry=excluded, condition=condition, is_met=False, by=cast.carla)
    for person in (cast.finn, cast.carla):
        for act in (dismiss_appeal, uphold_against_finding):
            with pytest.raises(DecidedYourself):
                act(person, appeal, 1, "No")
    page = cast.client("finn").get(ANSWER).content.decode()
    assert ("You made this finding" in page, "Answer the appeal" in page) == (True, False)


@pytest.mark.parametrize(
    ("state", "then"), [("checking", "submitted"), ("open", "submitted"), ("reviewing", "admitted")]
)
def test_upheld_it_takes_part_again_as_far_as_the_round_has_come(
    cast: Cast, excluded: Any, state: str, then: str
) -> None:
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.foundation.models import Letter

    lodge(cast, moved(excluded, state))
    sent = {"verdict": "uphold", "answer": "It is on page 9", "version": 1}
    assert cast.client("gao").post(ANSWER, sent)["Location"] == f"{CALL}rounds/1/appeals/"
    excluded.refresh_from_db()
    assert (excluded.state, excluded.asked_for) == (then, "")
    assert history_of(excluded)[0].verb == ("admit" if then == "admitted" else "check_again")
    letter = Letter.objects.get(address="ana@example.org", subject__startswith="Your appeal is upheld")
    told = "The jury reads it next." if then == "admitted" else "Your application is checked again."
    assert ("It is on page 9" in letter.text, told in letter.text) == (True, True)
    own = cast.client("ana").get(APPEAL).content.decode()
    assert ("Your application takes part again." in own, "It is on page 9" in own) == (True, True)


def test_when_the_jury_meets_the_reviews_are_resumed_first(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.selection.actions.appeals import dismiss_appeal, uphold_against_finding
    from clusteratlas_web.selection.deciding_refusals import NotTaken

    appeal = lodge(cast, moved(excluded, "meeting"))
    with pytest.raises(NotTaken) as refused:
        uphold_against_finding(cast.gao, appeal, 1, "Yes")
    assert "Resume the reviews first" in refused.value.said
    appeal.refresh_from_db()
    assert (appeal.state, appeal.answer) == ("lodged", "")
    for state in ("noticed", "final"):
        moved(excluded, state)
        with pytest.raises(NotTaken):
            dismiss_appeal(cast.gao, appeal, 1, "No")


def test_dismissed_the_finding_is_final(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.checking import admit_entry

    lodge(cast, excluded)
    with pytest.raises(Refusal) as waits:
        admit_entry(cast.finn, excluded, excluded.version, "I was wrong")
    assert "settled by the answer to the appeal" in waits.value.said
    cast.client("gao").post(ANSWER, {"verdict": "dismiss", "answer": "It names another bank", "version": 1})
    excluded.refresh_from_db()
    assert (excluded.state, subjects("ana")[-1]) == ("ineligible", "Your appeal is dismissed")
    with pytest.raises(Refusal) as final:
        admit_entry(cast.gao, excluded, excluded.version, "After all")
    assert final.value.said == "An appeal against this finding was dismissed: it is final."
    page = cast.client("ana").get(APPEAL).content.decode()
    assert ("It names another bank" in page, "Lodge the appeal" in page) == (True, False)


def test_after_an_upheld_appeal_only_somebody_else_finds_anew_and_that_can_be_appealed(
    cast: Cast, excluded: Any
) -> None:
    from clusteratlas_web.selection.actions.appeals import uphold_against_finding
    from clusteratlas_web.selection.actions.checking import exclude_entry
    from clusteratlas_web.selection.deciding_refusals import DecidedYourself
    from clusteratlas_web.selection.models import Appeal

    uphold_against_finding(cast.gao, lodge(cast, excluded), 1, "Yes")
    excluded.refresh_from_db()
    with pytest.raises(DecidedYourself):
        exclude_entry(cast.finn, excluded, excluded.version, "All the same")
    again = exclude_entry(cast.gao, excluded, excluded.version, "No budget")
    assert lodge(cast, again).found == again.excluded
    assert Appeal.objects.filter(entry=again).count() == 2
    page = cast.client("ana").get(APPEAL).content.decode()
    assert ("No budget" in page, "Earlier appeal" in page) == (True, True)


def test_nothing_is_published_while_a_finding_can_be_or_is_appealed(cast: Cast, excluded: Any) -> None:
    from clusteratlas_web.selection.queries.decisions import hindrances

    def said() -> str:
        return " ".join(each.said for each in hindrances(excluded.round))

    moved(excluded, "meeting")
    assert "applicants can appeal against being found not eligible: 1." in said()
    appeal = lodge(cast, excluded)
    assert "These appeals against being found not eligible are not answered yet: 1." in said()
    appeal.state = "withdrawn"
    appeal.save()
    assert "appeal" not in said()


def test_letters_tell_the_window_in_both_languages(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.checking import exclude_entry

    cast.ana.language = "zh-hans"
    cast.ana.save()
    held = ready(stage(call(cast, time_zone="Asia/Shanghai"), "checking"), cast.valley, "submitted")
    held = exclude_entry(cast.finn, held, held.version, "No letter")
    letter = Letter.objects.get(address="ana@example.org")
    until = held.appeal_until.astimezone(UTC)
    window = f"（上海；UTC {until.year}年{until.month}月{until.day}日 {until:%H:%M}）"
    assert (letter.language, window in letter.text, "No letter" in letter.text) == ("zh-hans", True, True)
    lodge(cast, held)
    assert subjects("finn") == ["An appeal against being found not eligible"]
    told = Letter.objects.get(address="finn@example.org")
    assert ("page 9" in told.text + told.html, ANSWER in told.text) == (False, True)


def test_a_decision_that_stands_behind_a_finding_is_not_told(cast: Cast, excluded: Any) -> None:
    decision(excluded, cast.finn, "not-selected", reasons={"en": "Secret of the jury"})
    excluded.round.noticed = excluded.excluded
    excluded.round.save()
    for state in ("meeting", "noticed", "final"):
        moved(excluded, state)
        page = cast.client("ana").get(APPEAL).content.decode()
        assert ("No letter of the bank" in page, "Secret of the jury" in page) == (True, False)


def test_grounds_are_read_by_whom_nothing_keeps_out_and_by_no_juror(cast: Cast, excluded: Any) -> None:
    from tests.web.commons.deciding_things import browser

    from clusteratlas_web.registry.models import Acting

    lodge(cast, excluded)
    kept_out, chair = juror(excluded.call, "Kai"), juror(excluded.call, "Chen", "chair")
    conflict(kept_out, excluded)
    Acting.objects.create(organisation=cast.ministry, person=kept_out.person, role="officer")
    desk = f"{CALL}rounds/1/appeals/"
    for client in (browser(kept_out.person), browser(chair.person), cast.client("carla")):
        answers = [client.get(each) for each in (desk, ANSWER, APPEAL, CHECK)]
        assert not any("page 9" in each.content.decode() for each in answers)
        assert {each.status_code for each in answers[1:]} == {404}
    page = cast.client("finn").get(desk).content.decode()
    assert ("not eligible or not complete" in page, ANSWER in page) == (True, True)
    assert "page 9" not in cast.client("finn").get(f"{CALL}rounds/1/checking/").content.decode()


def test_the_database_keeps_a_finding_and_its_appeals_together(cast: Cast, excluded: Any) -> None:
    from django.db import IntegrityError, transaction

    from clusteratlas_web.selection.models import Appeal, Entry

    told = {"entry": excluded, "grounds": "G", "lodged_by": cast.ana, "lodged": excluded.excluded}
    Appeal.objects.create(against="finding", found=excluded.excluded, **told)
    for wrong in (
        lambda: Appeal.objects.create(against="finding", found=excluded.excluded, **told),
        lambda: Appeal.objects.create(against="finding", **told),
        lambda: Appeal.objects.create(against="decision", found=excluded.excluded, **told),
        lambda: Entry.objects.filter(pk=excluded.pk).update(appeal_until=excluded.excluded),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_every_shipped_round_says_how_long_one_can_appeal() -> None:
    from importlib.resources import files

    from clusteratlas_web.selection.queries.plans import SHIPPED, shipped

    folder = files("clusteratlas_web.selection") / "shipped"
    for key in SHIPPED:
        text = (folder / f"{key}.toml").read_text(encoding="utf-8")
        assert text.count("appeal_days = 5") == text.count("[[rounds]]") == len(shipped()[key].rounds)


def test_the_days_are_edited_while_a_round_is_planned_and_settled_then(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.rounds import edit_round

    the_round = stage(call(cast), "planned")
    held = edit_round(cast.finn, the_round, the_round.version, {"appeal_days": 14})
    assert held.appeal_days == 14
    assert "can appeal for 14 days" in cast.client("visitor").get(CALL).content.decode()
    moved_round = type(the_round).objects.filter(pk=held.pk)
    moved_round.update(state="open")
    with pytest.raises(Refusal):
        edit_round(cast.finn, moved_round.get(), held.version, {"appeal_days": 1})


def test_another_applicant_finds_nothing_under_the_number(cast: Cast, excluded: Any) -> None:
    ready(excluded.round, applicant("lens-works", "Lens Works"), "submitted")
    assert cast.client("ana").get(f"{CALL}rounds/1/appeals/2/").status_code == 404
