"""A call lives as its table says: made, published, opened and closed by clock or hand, extended, cancelled."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import department
from tests.web.commons.selection_things import applicant, call, entry, jury, person, stage

DAY = timedelta(days=1)


def draft(cast: Cast, key: str = "grant", **facts: Any) -> Any:
    """A draft of the ministry from a shipped template, opening in ten days."""
    from clusteratlas_web.selection.actions.calls import create_call
    from clusteratlas_web.selection.deadlines import instant
    from clusteratlas_web.selection.plans import OPENS, timetable
    from clusteratlas_web.selection.queries.plans import shipped

    first, zone = (timezone.now() + 10 * DAY).date(), "Europe/Berlin"
    dates = timetable(shipped()[key], instant(first, OPENS, zone), first, zone)
    return create_call(cast.finn, cast.ministry, shipped()[key], dates, {"time_zone": zone, "template": key} | facts)


def letters(template: str) -> set[str]:
    """Who has a letter whose key begins so."""
    from clusteratlas_web.foundation.models import Letter

    return set(Letter.objects.filter(key__startswith=template).values_list("address", flat=True))


def refusal(act: Any, *given: Any) -> str:
    """What a refusal says."""
    from clusteratlas_web.foundation.refusals import Refusal

    with pytest.raises(Refusal) as refused:
        act(*given)
    return refused.value.said


def test_a_draft_from_a_template_lacks_nothing_and_is_published(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import publish_call, withdraw_call
    from clusteratlas_web.selection.queries.readiness import hindrances

    made = draft(cast, "leading-edge-competition")
    assert hindrances(made, timezone.now()) == []
    assert publish_call(cast.finn, made).state == "published"
    assert withdraw_call(cast.finn, made).state == "draft"


def test_what_is_missing_is_named_and_keeps_a_call_from_being_published(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import publish_call
    from clusteratlas_web.selection.queries.readiness import hindrances

    bare = call(cast, "bare", "draft", names={})
    assert [each.said for each in hindrances(bare, timezone.now())] == [
        "It has no name.",
        "It does not say what it is about.",
        "It has no round.",
    ]
    stage(bare, "planned", criteria=0, opens=None, closes=timezone.now() - DAY)
    assert [each.said for each in hindrances(bare, timezone.now())][2:] == [
        "Round 1 does not say when it opens.",
        "The deadline of round 1 is past.",
        "Round 1 has no criterion.",
        "Round 1 does not say what is handed in.",
    ]
    assert refusal(publish_call, cast.finn, bare) == "It has no name."


def test_only_officers_of_the_department_make_and_lead_a_call(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import cancel_call, create_call, publish_call
    from clusteratlas_web.selection.plans import Plan

    other = department("ministry-of-science", "Ministry of Science", "Sven")
    assert refusal(create_call, cast.finn, other, Plan(kind="grant"), [], {}) == (
        "A call is made for a department that you are an officer of."
    )
    made = draft(cast)
    says = "Only an officer of the department that runs this call may do this."
    assert {refusal(publish_call, who, made) for who in (cast.ana, cast.carla, other.officer)} == {says}
    assert refusal(cancel_call, other.officer, made, made.version, "Because") == says


def test_terms_are_settled_once_a_round_has_opened_and_texts_are_not(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import edit_call
    from clusteratlas_web.selection.actions.rounds import add_criterion, edit_round, remove_round

    made = call(cast, about={"en": "Old"})
    first, second = stage(made), stage(made, "planned", 2, opens=None, closes=None)
    settled = "A round of this call has opened. What it offers and to whom is settled; texts can still be changed."
    opened = "This round has opened. What it asks for and judges by is settled; a deadline can be extended."
    assert refusal(edit_call, cast.finn, made, 1, {"notice_days": 9}) == settled
    assert edit_call(cast.finn, made, 1, {"about": {"en": "New"}, "notice_days": 5}).about == {"en": "New"}
    assert refusal(edit_round, cast.finn, first, 1, {"places": 9}) == opened
    assert refusal(add_criterion, cast.finn, first, {"names": {"en": "More"}, "weight": 1}) == opened
    assert edit_round(cast.finn, first, 1, {"least_reviews": 2}).least_reviews == 2
    assert add_criterion(cast.finn, second, {"names": {"en": "More"}, "weight": 1}).number == 3
    assert refusal(remove_round, cast.finn, first, 2) == opened
    remove_round(cast.finn, second, 1)
    assert made.rounds.count() == 1


def test_of_two_people_who_edit_at_once_the_slower_is_refused(cast: Cast) -> None:
    from clusteratlas_web.foundation.editing import MEANWHILE
    from clusteratlas_web.selection.actions.calls import edit_call

    made = draft(cast)
    edit_call(cast.finn, made, 1, {"notice_days": 6})
    assert refusal(edit_call, cast.gao, made, 1, {"notice_days": 7}) == MEANWHILE


def test_another_clock_keeps_what_the_dates_read_and_refuses_a_trap(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import edit_call

    made = call(cast, "clock", "draft", time_zone="Asia/Shanghai")
    noon, trap = datetime(2027, 3, 1, 4, tzinfo=UTC), datetime(2027, 3, 27, 18, 30, tzinfo=UTC)  # 02:30 on the 28th
    the_round = stage(made, "planned", opens=noon, closes=datetime(2027, 3, 20, 9, tzinfo=UTC))
    assert edit_call(cast.finn, made, 1, {"time_zone": "Europe/Berlin"}).time_zone == "Europe/Berlin"
    the_round.refresh_from_db()
    assert the_round.opens == datetime(2027, 3, 1, 11, tzinfo=UTC)
    edit_call(cast.finn, made, 2, {"time_zone": "Asia/Shanghai"})
    made.rounds.update(closes=trap)
    assert refusal(edit_call, cast.finn, made, 3, {"time_zone": "Europe/Berlin"}) == (
        "On the clock of Berlin there is no single 2027-03-28 02:30. Change this date first."
    )


def test_rounds_turn_by_the_clock_once_and_in_their_turn(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.opening import turn_rounds

    now = timezone.now()
    made = call(cast)
    first = stage(made, "planned", opens=now, closes=now + DAY)
    second = stage(made, "planned", 2, opens=now, closes=now + 9 * DAY)
    hidden = stage(call(cast, "hidden", "draft"), "planned", opens=now, closes=now + DAY)

    def states() -> list[str]:
        for each in (first, second, hidden):
            each.refresh_from_db()
        return [first.state, second.state, hidden.state]

    assert (turn_rounds(now - timedelta(seconds=1)), states()) == (0, ["planned", "planned", "planned"])
    assert (turn_rounds(now), states()) == (1, ["open", "planned", "planned"])
    assert (turn_rounds(now), turn_rounds(now + DAY), states()) == (0, 1, ["checking", "planned", "planned"])
    assert letters("round-turned") == {"finn@example.org"}
    type(first).objects.filter(pk=first.pk).update(state="final")
    assert (turn_rounds(now + DAY), states()) == (1, ["final", "open", "planned"])


def test_a_deadline_is_only_moved_later_and_everybody_with_a_draft_is_told(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.opening import extend_deadline

    made = call(cast, time_zone="Europe/Berlin")
    closes = timezone.now() + DAY
    the_round = stage(made, closes=closes, reviews_due=closes + 30 * DAY)
    entry(the_round, cast.valley, "draft")
    lost = applicant("lost", "Lost")
    entry(the_round, lost, "withdrawn")
    extend = [extend_deadline, cast.finn, the_round, 1]
    assert refusal(*extend, closes, "Why") == "A deadline is only ever moved to a later instant."
    assert refusal(*extend, closes + DAY, " ") == "Say why. Everybody who is told of it reads the reason."
    says = "The reviews of this round are due before that. Move that date first."
    assert refusal(*extend, closes + 40 * DAY, "Why") == says
    assert extend_deadline(cast.finn, the_round, 1, closes + 2 * DAY, "Storm").closes == closes + 2 * DAY
    assert letters("call-extended") == {"ana@example.org", "ben@example.org"}
    letter = Letter.objects.filter(key__startswith="call-extended").first()
    assert letter is not None
    assert ("Storm" in letter.text, "(Berlin; " in letter.text, "Secret" in letter.text) == (True, True, False)
    assert "Storm" in cast.client("visitor").get(f"/calls/{made.slug}/").content.decode()


def test_opening_and_closing_by_hand_move_the_dates_and_need_a_reason(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.opening import close_round, open_round, reopen_round

    made, now = call(cast), timezone.now()
    first = stage(made, "planned", opens=now + DAY, closes=now + 5 * DAY)
    second = stage(made, "planned", 2, opens=now + 20 * DAY, closes=now + 30 * DAY)
    assert refusal(open_round, cast.finn, second, 1, "Why") == (
        "A round opens when the decisions of the round before it are final."
    )
    opened = open_round(cast.finn, first, 1, "Asked for")
    assert (opened.state, opened.opens < now + timedelta(minutes=5)) == ("open", True)
    entry(first, cast.valley, "draft")
    closed = close_round(cast.finn, first, 2, "Error in the text")
    assert (closed.state, closed.closes < now + timedelta(minutes=5)) == ("checking", True)
    assert letters("call-closed") == {"ana@example.org", "ben@example.org"}
    assert refusal(reopen_round, cast.finn, first, 3, now, "Corrected") == "The new deadline is past already."
    assert reopen_round(cast.finn, first, 3, now + 3 * DAY, "Corrected").state == "open"
    assert letters("call-reopened") == {"ana@example.org", "ben@example.org"}


def test_a_cancelled_call_tells_applicants_and_jurors_and_is_not_changed_any_more(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import OVER, cancel_call, edit_call, withdraw_call
    from clusteratlas_web.selection.actions.opening import turn_rounds

    made = call(cast)
    the_round = stage(made)
    entry(the_round, cast.valley, "submitted")
    jury(made)
    assert refusal(withdraw_call, cast.finn, made) == (
        "Somebody has begun an application. A call is then cancelled, not taken back."
    )
    assert refusal(cancel_call, cast.finn, made, 1, "") == "Say why. Everybody who is told of it reads the reason."
    cancel_call(cast.finn, made, 1, "No money")
    told = {"ana@example.org", "ben@example.org", *(person(name).email for name in ("Jun", "Kai", "Chen"))}
    assert letters("call-cancelled") == told
    made.refresh_from_db()
    assert refusal(edit_call, cast.finn, made, made.version, {"about": {"en": "New"}}) == OVER
    assert turn_rounds(timezone.now() + 30 * DAY) == 0
    assert "No money" in cast.client("visitor").get(f"/calls/{made.slug}/").content.decode()


def test_a_call_is_concluded_when_its_last_round_is_final(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import conclude_call

    made = call(cast)
    the_round = stage(made, "noticed")
    assert refusal(conclude_call, cast.finn, made) == (
        "A call is concluded when the decisions of its last round are final."
    )
    type(the_round).objects.update(state="final")
    assert conclude_call(cast.finn, made).state == "concluded"


def test_criteria_change_their_places_and_what_is_in_use_stays(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.rounds import IN_USE, change_criterion, remove_criterion
    from clusteratlas_web.selection.models import Statement

    the_round = stage(call(cast, "order", "draft"), "planned", criteria=3)
    last = the_round.criteria.get(number=3)
    change_criterion(cast.finn, last, 1, {"names": {"en": "First now"}}, 1)
    assert [each.names["en"] for each in the_round.criteria.all()] == ["First now", "Criterion 1", "Criterion 2"]
    found = entry(the_round, cast.valley, "draft")
    Statement.objects.create(entry=found, criterion=last, text="We")
    last.refresh_from_db()
    assert refusal(remove_criterion, cast.finn, last, last.version) == IN_USE


def test_the_officer_makes_a_call_in_the_browser(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Call

    client = cast.client("finn")
    sent = {
        "names_en": "Seeds",
        "names_zh": "种子",
        "department": cast.ministry.pk,
        "time_zone": "Europe/Berlin",
        "opens_day": "2027-03-28",
        "opens_clock": "02:30",
    }
    page = client.post("/calls/new/?template=seed-round", sent).content.decode()
    assert "the clock of Berlin goes forward and never reads 02:30" in page
    answer = client.post("/calls/new/?template=seed-round", sent | {"opens_clock": "09:00"})
    assert answer.headers["Location"] == "/calls/seeds/edit/"
    made = Call.objects.get(slug="seeds")
    the_round = made.rounds.get()
    assert (made.for_kinds, the_round.opens, the_round.closes) == (
        ("firm",),
        datetime(2027, 3, 28, 7, tzinfo=UTC),
        datetime(2027, 5, 12, 15, tzinfo=UTC),
    )
    facts = {"kind": "equity", "time_zone": "Europe/Berlin", "notice_days": "7", "version": "1", "names_en": "Seeds"}
    facts |= {"for_clusters": ["us/a", "us/b"], "least_matching": "12.5", "most_amount": "9"}
    assert "An amount needs its currency." in client.post("/calls/seeds/edit/facts/", facts).content.decode()
    assert client.post("/calls/seeds/edit/facts/", facts | {"currency": "EUR"}).status_code == 302
    made.refresh_from_db()
    assert (made.for_clusters, str(made.least_matching), made.for_kinds) == (("us/a", "us/b"), "0.125", ())
    kind = "/calls/seeds/edit/rounds/1/conditions/new/?kind="
    assert client.post(f"{kind}least-partners", {"value": "2"}).headers["Location"] == "/calls/seeds/edit/"
    assert client.post(f"{kind}private-matching", {"value": "40"}).status_code == 302
    page = client.post(f"{kind}declared", {"says_en": ""}).content.decode()
    assert "It needs words in one language at least." in page
    assert [(each.kind, each.value) for each in the_round.conditions.all()][-2:] == [
        ("least-partners", 2),
        ("private-matching", 0.4),
    ]
    assert date(2027, 5, 12).isoformat() in client.get("/calls/seeds/edit/rounds/1/").content.decode()


def test_the_sample_calls_are_made_once_and_say_that_they_are_samples(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Call
    from clusteratlas_web.selection.queries.calls import in_order
    from clusteratlas_web.selection.sample_calls import make_calls

    made = make_calls({"officer": cast.finn})
    assert make_calls({"officer": cast.finn}) == made
    assert make_calls({"officer": cast.carla}) == []
    found = in_order(Call.objects.all(), timezone.now()).values_list("template", "stage", "is_sample")
    assert list(found) == [("leading-edge-competition", "open", True), ("cluster-excellence-bronze", "coming", True)]
