"""A jury decides: quorum, places, reasons, two at once; the decisions are published, noticed and become final."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting, browser, ruling
from tests.web.commons.selection_things import conflict, stage


def _refused(kind: type[Exception], act: Any, *given: Any) -> str:
    with pytest.raises(kind) as refused:
        act(*given)
    return str(refused.value.said)  # type: ignore[attr-defined]


def _decide_all(cast: Cast, made: Meeting) -> None:
    from clusteratlas_web.selection.actions.decisions import decide

    for name in made.entries:
        outcome = "selected" if name == "alpha" else "not-selected"
        decide(cast.finn, made.entries[name], ruling(outcome, f"Reasons of {name}"))


def _published(cast: Cast, made: Meeting) -> Any:
    from clusteratlas_web.selection.actions.publication import publish_decisions

    made.sit()
    _decide_all(cast, made)
    return publish_decisions(cast.finn, made.round, made.round.version)


def test_a_meeting_needs_its_quorum_and_clear_jurors_on_each_application(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.deciding_refusals import NoQuorum
    from clusteratlas_web.selection.models import JuryMeeting

    made = Meeting(cast, quorum=Decimal("0.667"))
    alpha, beta = made.entries["alpha"], made.entries["beta"]
    assert _refused(NoQuorum, decide, cast.finn, alpha, ruling()).startswith("No meeting of the jury is recorded.")
    made.sit("jun", "kai")
    assert _refused(NoQuorum, decide, cast.finn, alpha, ruling()) == (
        "2 jurors are present. The meeting needs 3 of 3 to decide."
    )
    made.round.quorum = Decimal("0.5")
    made.round.save()
    conflict(made.seats["kai"], beta)
    decide(cast.finn, alpha, ruling())
    JuryMeeting.objects.get().present.set([made.seats["kai"], made.seats["jun"]])
    decide(cast.finn, beta, ruling("not-selected"))  # Jun is one of two who are clear of it
    made.round.quorum = Decimal("0.6")
    made.round.save()
    assert _refused(NoQuorum, decide, cast.finn, beta, ruling("not-selected"), 1) == (
        "1 jurors are present whom nothing keeps out of application 2. "
        "Of the 2 jurors without a conflict of interest with it, 2 are needed."
    )
    JuryMeeting.objects.update(held=timezone.now() + timedelta(hours=1))
    assert _refused(NoQuorum, decide, cast.finn, alpha, ruling(), 1).startswith("The meeting begins on ")


def test_only_jurors_who_accepted_are_present(cast: Cast) -> None:
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions.meetings import Sitting, edit_meeting, hold_meeting
    from clusteratlas_web.selection.deciding_refusals import NoQuorum

    made = Meeting(cast)
    made.seats["kai"].state = "declined"
    made.seats["kai"].save()
    now = timezone.now()
    everybody, accepted = list(made.seats.values()), [made.seats["chen"], made.seats["jun"]]
    assert _refused(NoQuorum, hold_meeting, cast.finn, made.round, Sitting(now, "", everybody, "")) == (
        "Only jurors of this call who accepted their seat can be present."
    )
    held = hold_meeting(made.person("chen"), made.round, Sitting(now, "Bonn", accepted, ""))
    edit_meeting(cast.finn, held, 1, Sitting(now, "Berlin", accepted[:1], "Said"))
    assert list(held.present.all()) == accepted[:1]
    made.round.state = "noticed"
    made.round.save()
    assert "it is “public notice”" in _refused(
        WrongState, edit_meeting, cast.finn, held, 2, Sitting(now, "", accepted, "")
    )


def test_a_decision_has_reasons_and_an_amount_that_can_be_granted(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.deciding_refusals import BadAmount, NoReason

    made = Meeting(cast)
    made.sit()
    alpha = made.entries["alpha"]
    assert _refused(NoReason, decide, cast.finn, alpha, ruling(reasons=" ")) == (
        "A decision has its reasons, in at least one language."
    )
    says = [
        _refused(BadAmount, decide, cast.finn, alpha, given)
        for given in (
            ruling(amount=Decimal(1001)),
            ruling(amount=Decimal(0)),
            ruling("not-selected", amount=Decimal(5), against_ranking="Because"),
        )
    ]
    assert says == [
        "One award is at most 1,000 EUR.",
        "An award is more than nothing.",
        "Only a selected application gets an amount.",
    ]
    made_one = decide(made.person("chen"), alpha, ruling(amount=Decimal(1000)))
    assert (made_one.amount, made_one.decided_by, made_one.version) == (1000, made.person("chen"), 1)


def test_against_the_ranking_needs_a_reason_and_below_a_threshold_too(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.deciding_refusals import NoReason

    made = Meeting(cast, places=3)
    made.round.criteria.update(threshold=4)  # Gamma fails it
    made.sit()
    assert _refused(NoReason, decide, cast.finn, made.entries["gamma"], ruling()) == (
        "This decision on application 3 differs from what the ranking proposes (no award). Say why, separately."
    )
    assert _refused(NoReason, decide, cast.finn, made.entries["alpha"], ruling("not-selected")).startswith(
        "This decision on application 1 differs from what the ranking proposes (award)."
    )
    decided = decide(cast.finn, made.entries["gamma"], ruling(against_ranking="The only one in the north"))
    assert (decided.outcome, decided.against_ranking) == ("selected", "The only one in the north")


def test_places_are_not_exceeded(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.deciding_refusals import NoPlace

    made = Meeting(cast)
    made.sit()
    decide(cast.finn, made.entries["alpha"], ruling())
    decide(cast.finn, made.entries["alpha"], ruling(reasons="Better said"), 1)  # its own place is not in its way
    against = ruling(against_ranking="Because")
    assert _refused(NoPlace, decide, cast.finn, made.entries["beta"], against).startswith("All 1 places are taken.")
    decide(cast.finn, made.entries["alpha"], ruling("not-selected", against_ranking="Because"), 2)
    assert decide(cast.finn, made.entries["beta"], against).outcome == "selected"


def test_two_people_deciding_at_once_do_not_undo_each_other(cast: Cast) -> None:
    from clusteratlas_web.foundation.editing import Changed
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.selection.actions.decisions import decide

    made = Meeting(cast)
    made.sit()
    alpha, chen = made.entries["alpha"], browser(made.person("chen"))
    finn = cast.client("finn")
    address = made.address("decisions/1/")
    sent = {"outcome": "selected", "reasons_en": "First", "version": 0}
    assert finn.get(address).status_code == chen.get(address).status_code == 200
    assert finn.post(address, sent)["Location"] == made.address("decisions/")
    second = chen.post(address, sent | {"reasons_en": "Second"})
    assert (second.status_code, "Somebody else changed this record" in second.content.decode()) == (200, True)
    alpha.refresh_from_db()
    assert (alpha.decision.reasons, alpha.decision.version) == ({"en": "First"}, 1)
    with pytest.raises(Changed):
        decide(cast.finn, made.entries["beta"], ruling("not-selected"), 1)  # there is none to change
    decide(made.person("chen"), alpha, ruling(reasons="Third"), 1)
    verbs = [(each.verb, str(each.actor)) for each in history_of(alpha.decision)]
    assert verbs == [("decide again", "Chen"), ("decide", "Finn")]


def test_who_decides(cast: Cast) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions.decisions import decide

    made = Meeting(cast)
    made.sit()
    alpha = made.entries["alpha"]
    for person in (made.person("jun"), cast.ana):
        with pytest.raises(NotAllowed):
            decide(person, alpha, ruling())
    conflict(made.seats["chen"], alpha)
    with pytest.raises(NotAllowed):
        decide(made.person("chen"), alpha, ruling())
    assert decide(cast.gao, alpha, ruling()).decided_by == cast.gao
    made.entries["beta"].state = "returned"
    made.entries["beta"].save()
    assert "it is “returned for amendment”" in _refused(
        WrongState, decide, cast.finn, made.entries["beta"], ruling("not-selected")
    ).replace("Application 2 is", "it is")


def test_publication_names_everything_that_is_missing(cast: Cast) -> None:
    from tests.web.commons.selection_things import applicant, entry

    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.actions.publication import publish_decisions
    from clusteratlas_web.selection.deciding_refusals import NotReady
    from clusteratlas_web.selection.queries.decisions import hindrances

    made = Meeting(cast)
    made.sit()
    decide(cast.finn, made.entries["alpha"], ruling())
    entry(made.round, applicant("late", "Late"), "returned", number=9)
    said = "These applications are neither admitted nor excluded yet: 9."
    assert _refused(NotReady, publish_decisions, cast.finn, made.round, made.round.version) == said
    made.round.meetings.get().present.set([made.seats["jun"]])
    assert [each.said for each in hindrances(made.round)] == [
        said,
        "There is no decision yet on: 2, 3.",
        "1 jurors are present. The meeting needs 2 of 3 to decide.",
    ]
    page = cast.client("finn").get(made.address("decisions/")).content.decode()
    assert ("There is no decision yet on: 2, 3." in page, "Publish the decisions" in page) == (True, False)
    made.entries["alpha"].refresh_from_db()
    assert made.entries["alpha"].state == "admitted"


def test_publication_moves_states_begins_the_notice_and_writes_to_each_applicant_of_its_own(cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.deadlines import end_of_notice

    made = Meeting(cast)
    for person, name in ((cast.ana, "alpha"), (cast.carla, "beta")):
        Acting.objects.create(organisation=made.entries[name].application.organisation, person=person, role="manager")
    assert cast.client("visitor").get(made.address("notice/")).status_code == 404
    held = _published(cast, made)
    assert held.notice_ends == end_of_notice(held.noticed, 5, "Europe/Berlin")
    states = {name: (each.refresh_from_db(), each.state)[1] for name, each in made.entries.items()}
    assert states == {"alpha": "selected", "beta": "not-selected", "gamma": "not-selected"}
    letters = {each.address: each.text for each in Letter.objects.filter(subject__startswith="There is a decision")}
    assert sorted(letters) == ["ana@example.org", "carla@example.org"]
    assert [
        (word in letters["ana@example.org"], word in letters["carla@example.org"])
        for word in ("Reasons of alpha", "Reasons of beta", "is selected.", "is not selected.", "You can appeal")
    ] == [(True, False), (False, True), (True, False), (False, True), (True, True)]
    notice = cast.client("visitor").get(made.address("notice/")).content.decode()
    assert [word in notice for word in ("Plan Alpha", "Reasons of alpha", "Plan Beta", "Reasons of beta")] == [
        True,
        True,
        False,
        False,
    ]
    assert [each.verb for each in history_of(held)] == ["notice"]
    own = cast.client("carla").get(made.address("appeals/2/")).content.decode()
    assert ("Reasons of beta" in own, "Reasons of alpha" in own) == (True, False)
    assert cast.client("carla").get(made.address("appeals/1/")).status_code == 404


@pytest.mark.parametrize(
    ("published", "zone", "days", "ends"),
    [
        ("2026-03-27T10:00", "Europe/Berlin", 5, "2026-04-01T22:00"),  # clocks go forward on the 29th
        ("2026-10-23T10:00", "Europe/Berlin", 5, "2026-10-28T23:00"),  # and back on the 25th
        ("2026-06-01T23:30", "Asia/Shanghai", 5, "2026-06-07T16:00"),  # the 2nd there
        ("2026-06-01T03:30", "America/Los_Angeles", 5, "2026-06-06T07:00"),  # the 31st of May there
        ("2026-06-01T12:00", "UTC", 0, "2026-06-02T00:00"),
    ],
)
def test_the_notice_ends_at_midnight_on_the_clock_of_the_call(published: str, zone: str, days: int, ends: str) -> None:
    from clusteratlas_web.selection.deadlines import end_of_notice

    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    assert end_of_notice(at, days, zone) == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_decisions_become_final_after_the_notice_and_begin_the_next_round(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.publication import finish_round
    from clusteratlas_web.selection.awards import FUNCTIONS
    from clusteratlas_web.selection.deciding_refusals import NotReady

    told: list[Any] = []
    FUNCTIONS.append(lambda decision, person: told.append((decision.application.title, person)))
    made = Meeting(cast)
    following = stage(made.call, "planned", number=2)
    held = _published(cast, made)
    early = held.notice_ends - timedelta(seconds=1)
    try:
        assert _refused(NotReady, finish_round, cast.finn, held, held.version, early).startswith(
            "The public notice runs until "
        )
        finish_round(cast.finn, held, held.version, held.notice_ends)
    finally:
        FUNCTIONS.pop()
    held.refresh_from_db()
    assert held.state == "final"
    assert [each.application.title for each in following.entries.all()] == ["Plan Alpha"]
    assert told == []  # an award is of the last round


def test_awards_of_the_last_round_are_told_in_the_transaction(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.publication import finish_round
    from clusteratlas_web.selection.awards import FUNCTIONS, on_award

    told: list[Any] = []

    @on_award
    def tell(decision: Any, person: Any) -> None:
        told.append((decision.application.title, person))
        if len(told) == 1:
            raise RuntimeError("no such scheme")

    assert on_award(tell) is tell
    made = Meeting(cast)
    held = _published(cast, made)
    try:
        with pytest.raises(RuntimeError):
            finish_round(cast.finn, held, held.version, held.notice_ends)
        held.refresh_from_db()
        assert held.state == "noticed"
        finish_round(cast.finn, held, held.version, held.notice_ends)
    finally:
        FUNCTIONS.remove(tell)
    assert told == [("Plan Alpha", cast.finn)] * 2


@pytest.mark.parametrize("state", ["planned", "open", "checking", "reviewing", "meeting", "noticed", "final"])
def test_the_steps_of_a_round_from_every_state(cast: Cast, state: str) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.actions.meetings import Sitting, hold_meeting
    from clusteratlas_web.selection.actions.publication import finish_round, publish_decisions

    made = Meeting(cast, state=state, values={"alpha": {"chen": (9, 9)}})
    made.sit()
    now = timezone.now()
    held = []
    for verb, act in {
        "hold": lambda: hold_meeting(cast.finn, made.round, Sitting(now, "", list(made.seats.values()), "")),
        "decide": lambda: decide(cast.finn, made.entries["alpha"], ruling()),
        "notice": lambda: publish_decisions(cast.finn, made.round, made.round.version),
        "finish": lambda: finish_round(cast.finn, made.round, _version(made)),
    }.items():
        try:
            act()
            held.append(verb)
        except WrongState:
            continue
        except Refusal:
            held.append(f"{verb} later")
    expected = {"meeting": ["hold", "decide", "notice", "finish later"], "noticed": ["finish"]}
    assert held == expected.get(state, [])


def _version(made: Meeting) -> int:
    made.round.refresh_from_db()
    return int(made.round.version)
