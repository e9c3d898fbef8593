"""Reviews: drafts, handing in, late ones, two tabs, amended applications, what others see, and which ones count."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast

QUEUE = "/calls/reviews/"


class World:
    """A round under review; Jun and Mia were assigned the application of Lake Labs, Chen has the chair."""

    def __init__(self, cast: Cast, **facts: Any) -> None:
        self.call = made.call(cast)
        self.round = made.stage(self.call, "reviewing", **facts)
        self.entry = made.entry(self.round, made.applicant("lake-labs", "Lake Labs"))
        self.jun, self.mia = (made.juror(self.call, name) for name in ("Jun", "Mia"))
        self.chen = made.juror(self.call, "Chen", "chair")
        self.mine, self.hers = (
            made.review(self.entry, seat, (), "assigned", comment="", read_version=None)
            for seat in (self.jun, self.mia)
        )
        self.criteria = list(self.round.criteria.all())
        self.way = "/calls/clusters-2026/rounds/1/applications/1/review/"

    def browser(self, seat: Any) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(seat.person)
        return client

    def sent(self, act: str, *values: Any, version: int = 1, **more: Any) -> dict[str, Any]:
        """What the form sends."""
        given = {f"value-{each.pk}": value for each, value in zip(self.criteria, values, strict=False)}
        return {"act": act, "version": version, "read": 1, "comment": "Well done"} | given | more

    def hand_in(self, seat: Any, *values: Any, version: int = 1) -> Any:
        return self.browser(seat).post(self.way, self.sent("submit", *values, version=version))

    def draft(self, *values: float, read: int = 1) -> Any:
        from decimal import Decimal

        from clusteratlas_web.selection.actions.reviews import Draft

        given = {each.pk: (Decimal(str(value)), "") for each, value in zip(self.criteria, values, strict=False)}
        return Draft(given, "Well done", "", read)


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def test_a_draft_may_lack_anything_and_handing_in_nothing(world: World) -> None:
    jun = world.browser(world.jun)
    assert jun.post(world.way, world.sent("save", 7.5, comment="")).status_code == 302
    world.mine.refresh_from_db()
    assert (world.mine.state, world.mine.version) == ("assigned", 2)
    assert [float(each.value) for each in world.mine.scores.all()] == [7.5]
    page = jun.get(world.way).content.decode()
    assert 'value="7.5"' in page
    refused = jun.post(world.way, world.sent("submit", 7.5, version=2, comment="")).content.decode()
    assert refused.count("This field is required.") == 2  # the other criterion, and the comment
    assert jun.post(world.way, world.sent("submit", 7.5, 10, version=2)).status_code == 302
    world.mine.refresh_from_db()
    assert (world.mine.state, world.mine.read_version, world.mine.comment) == ("submitted", 1, "Well done")


@pytest.mark.parametrize(("value", "is_stored"), [("1", True), ("10", True), ("0.99", False), ("10.01", False)])
@pytest.mark.parametrize("act", ["save", "submit"])
def test_a_value_lies_on_its_scale(world: World, act: str, value: str, is_stored: bool) -> None:
    answer = world.browser(world.jun).post(world.way, world.sent(act, value, 5))
    assert answer.status_code == (302 if is_stored else 200)
    if not is_stored:
        assert answer.content.decode().count("From 1 to 10.</p>") == 3  # two helps, one error
    assert world.mine.scores.count() == (2 if is_stored else 0)


def test_the_action_itself_refuses_what_a_form_would(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.reviews import submit_review
    from clusteratlas_web.selection.jury_refusals import OFF_SCALE, UNSCORED, Unfinished

    for values, sentence in (((5,), UNSCORED), ((5, 11), OFF_SCALE)):
        with pytest.raises(Unfinished) as refused:
            submit_review(world.jun.person, world.entry, 1, world.draft(*values))
        assert (refused.value.sentence, refused.value.facts) == (sentence, {"criteria": "Criterion 2"})


@pytest.mark.parametrize(
    ("now", "is_in_time"),
    [
        (datetime(2026, 3, 1, 15, 59, 59, 999999, tzinfo=UTC), True),  # 23:59:59 in Shanghai
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), False),  # midnight there, 11:00 in New York
    ],
)
def test_due_at_midnight_in_another_time_zone(
    world: World, monkeypatch: pytest.MonkeyPatch, now: datetime, is_in_time: bool
) -> None:
    from datetime import date, time

    from clusteratlas_web.selection.actions import reviews
    from clusteratlas_web.selection.deadlines import instant

    world.call.time_zone = "Asia/Shanghai"
    world.call.save()
    due = instant(date(2026, 3, 2), time(0, 0), "Asia/Shanghai")
    type(world.round).objects.filter(pk=world.round.pk).update(
        opens=due - timedelta(days=9), closes=due - timedelta(days=5), reviews_due=due
    )
    type(world.entry).objects.update(submitted=due - timedelta(days=6))
    monkeypatch.setattr(reviews.timezone, "now", lambda: now)
    answer = world.hand_in(world.jun, 5, 5)
    world.mine.refresh_from_db()
    assert (answer.status_code, world.mine.state) == ((302, "submitted") if is_in_time else (200, "assigned"))
    if not is_in_time:
        said = "Reviews were due on 2 March 2026, 00:00 (Shanghai; 1 March 2026, 16:00 UTC). Yours arrived on"
        assert said in answer.content.decode()


def test_more_time_only_from_the_manager_and_only_later(world: World, cast: Cast) -> None:
    past = timezone.now() - timedelta(hours=1)
    type(world.round).objects.update(closes=past - timedelta(hours=1), reviews_due=past)
    assert world.hand_in(world.jun, 5, 5).status_code == 200
    assert world.browser(world.jun).post(world.way, world.sent("save", 5)).status_code == 302  # a draft is never late
    way, later = "/calls/clusters-2026/rounds/1/reviews/extend/", timezone.now() + timedelta(days=2)
    for moment, status in ((past - timedelta(days=1), 200), (later, 302)):
        sent = {"day": moment.date(), "clock": f"{moment:%H:%M}", "version": 1}
        assert cast.client("finn").post(way, sent).status_code == status
    assert world.hand_in(world.jun, 5, 5, version=2).status_code == 302


def test_two_tabs_do_not_overwrite_each_other(world: World) -> None:
    jun = world.browser(world.jun)
    assert jun.post(world.way, world.sent("save", 3)).status_code == 302
    second = jun.post(world.way, world.sent("save", 9, comment="Of the other tab"))
    assert "Somebody else changed this record while you were editing it." in second.content.decode()
    assert "Of the other tab" in second.content.decode()  # what was typed is not lost
    assert [float(each.value) for each in world.mine.scores.all()] == [3]


def test_an_amended_application_is_looked_at_again(world: World, cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.reviews import reopen_reviews
    from clusteratlas_web.selection.queries.jury import counted_reviews

    assert world.hand_in(world.jun, 5, 5).status_code == 302
    assert len(counted_reviews(world.round)) == 2
    world.entry.version, world.entry.submitted = 4, timezone.now()
    world.entry.save()
    assert counted_reviews(world.round) == []
    assert "amended since you handed in" in world.browser(world.jun).get(QUEUE).content.decode()
    assert (reopen_reviews(world.entry, "Amended"), reopen_reviews(world.entry)) == (1, 0)
    world.mine.refresh_from_db()
    assert (world.mine.state, world.mine.scores.count()) == ("assigned", 2)
    letter = Letter.objects.get(address="jun@example.org")
    assert letter.subject == "Please look at an application again: Call clusters-2026"
    stale = world.hand_in(world.jun, 6, 6, version=3)
    assert "The application was amended while you were writing." in stale.content.decode()
    assert 'name="read" value="4"' in stale.content.decode()  # now it was written with the amended one in view
    sent = world.sent("submit", 6, 6, version=3, read=4)
    assert world.browser(world.jun).post(world.way, sent).status_code == 302
    assert [each.value for each in counted_reviews(world.round)] == [6, 6]


def test_a_review_of_an_earlier_version_can_be_handed_in_again_as_it_is(world: World) -> None:
    from clusteratlas_web.selection.queries.jury import counted_reviews

    world.hand_in(world.jun, 5, 5)
    world.entry.version, world.entry.submitted = 4, timezone.now()
    world.entry.save()
    sent = {"act": "reaffirm", "version": 2}
    assert world.browser(world.jun).post(world.way, sent).status_code == 302
    world.mine.refresh_from_db()
    assert (world.mine.read_version, len(counted_reviews(world.round))) == (4, 2)
    assert world.browser(world.jun).post(world.way, sent | {"version": 3}).status_code == 409  # nothing changed since


def test_an_entry_that_moved_without_being_amended_keeps_its_reviews(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.reviews import reopen_reviews
    from clusteratlas_web.selection.queries.jury import counted_reviews

    world.hand_in(world.jun, 5, 5)
    world.entry.version = 3  # excluded by mistake, and admitted again
    world.entry.save()
    assert (reopen_reviews(world.entry), len(counted_reviews(world.round))) == (0, 2)
    world.entry.version, world.entry.state = 4, "selected"  # the decisions were published
    world.entry.save()
    assert len(counted_reviews(world.round)) == 2


@pytest.mark.parametrize(
    "spoil",
    ["draft", "withdrawn", "juror left", "conflict", "acts for it", "unfinished", "entry excluded", "amended"],
)
def test_what_does_not_count(world: World, cast: Cast, spoil: str) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.queries.jury import counted_reviews

    good, bad = (made.review(world.entry, made.juror(world.call, name), (2, 2)) for name in ("Ned", "Pia"))
    assert {each.juror for each in counted_reviews(world.round)} == {good.juror_id, bad.juror_id}
    if spoil in ("draft", "withdrawn"):
        type(bad).objects.filter(pk=bad.pk).update(state="assigned" if spoil == "draft" else spoil)
    elif spoil == "juror left":
        type(bad.juror).objects.filter(pk=bad.juror_id).update(state="withdrawn")
    elif spoil == "conflict":
        made.conflict(bad.juror, world.entry, state="asked")
    elif spoil == "acts for it":
        lake = world.entry.application.organisation
        Acting.objects.create(organisation=lake, person=bad.juror.person, role="member")
        made.conflict(bad.juror, world.entry, state="dismissed")
    elif spoil == "unfinished":
        bad.scores.first().delete()
    elif spoil == "amended":
        type(bad).objects.filter(pk=bad.pk).update(read_version=0)
    elif spoil == "entry excluded":
        type(world.entry).objects.update(state="ineligible")
    expected = set() if spoil == "entry excluded" else {good.juror_id}
    assert {each.juror for each in counted_reviews(world.round)} == expected


def test_counting_costs_two_queries(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from clusteratlas_web.selection.queries.jury import counted_reviews

    for name in ("Ned", "Pia", "Quin"):
        made.review(world.entry, made.juror(world.call, name), (2, 2))
    with CaptureQueriesContext(connection) as spent:
        assert len(counted_reviews(world.round)) == 6
    assert len(spent) == 2


@pytest.mark.parametrize(
    ("sees", "state", "seen"),
    [
        # what Jun sees of Mia's review before and after handing in, what Chen (chair, no review) and Finn see
        ("never", "reviewing", (False, False, False, True)),
        ("after-own", "reviewing", (False, True, False, True)),
        ("always", "reviewing", (True, True, True, True)),
        ("never", "meeting", (False, False, True, True)),
        ("after-own", "meeting", (False, True, True, True)),
    ],
)
def test_who_sees_the_reviews_of_others(
    world: World, cast: Cast, sees: str, state: str, seen: tuple[bool, ...]
) -> None:
    from clusteratlas_web.selection.models import Review, Round

    Review.objects.filter(pk=world.hers.pk).update(
        state="submitted", submitted=timezone.now(), read_version=1, comment="Of Mia"
    )
    Round.objects.update(sees_reviews=sees, state=state)

    def sees_it(client: Client) -> bool:
        page = client.get(world.way)
        assert page.status_code == 200
        return "Of Mia" in page.content.decode()

    before = sees_it(world.browser(world.jun))
    Review.objects.filter(pk=world.mine.pk).update(state="submitted", submitted=timezone.now(), read_version=1)
    after = sees_it(world.browser(world.jun))
    assert (before, after, sees_it(world.browser(world.chen)), sees_it(cast.client("finn"))) == seen


def test_a_draft_of_another_juror_is_nobodys(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.models import Review, Round

    Round.objects.update(sees_reviews="always")
    Review.objects.filter(pk=world.hers.pk).update(comment="Of Mia")
    for client in (world.browser(world.jun), world.browser(world.chen), cast.client("finn")):
        assert "Of Mia" not in client.get(world.way).content.decode()


def test_where_all_read_all_a_review_needs_no_assignment(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.models import Review, Round

    Round.objects.update(reads="all")
    other = made.entry(world.round, made.applicant("mill", "Mill"))
    made.conflict(world.mia, other)
    way = world.way.replace("applications/1", "applications/2")
    assert world.browser(world.jun).post(way, world.sent("save", 4, version=0)).status_code == 302
    assert world.browser(world.jun).post(way, world.sent("save", 5, version=0)).status_code == 200  # another tab
    assert world.browser(world.mia).post(way, world.sent("save", 4, version=0)).status_code == 404
    assert Review.objects.filter(entry=other).values_list("juror", "state").get() == (world.jun.pk, "assigned")


TABLE = {
    ("assigned", "submit"): "submitted",
    ("submitted", "reopen"): "assigned",
    ("assigned", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("withdrawn", "assign"): "assigned",
}


def test_every_state_of_a_review_and_every_verb(world: World, cast: Cast) -> None:
    from django.db import transaction

    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions import assignment, reviews
    from clusteratlas_web.selection.states import REVIEW

    review = world.mine
    acts: dict[str, Any] = {
        "submit": lambda who: reviews.submit_review(who, world.entry, 1, world.draft(5, 5)),
        "reopen": lambda who: reviews.reopen_review(who, review, 1, ""),
        "withdraw": lambda who: reviews.take_off_review(who, review, 1),
        "assign": lambda who: assignment.assign_juror(who, world.entry, world.jun),
    }
    assert {each.verb for each in REVIEW.transitions} == set(acts)
    for state in REVIEW.states:
        for verb, do in acts.items():
            handed_in = timezone.now() if state == "submitted" else None
            type(review).objects.filter(pk=review.pk).update(state=state, submitted=handed_in, read_version=1)
            may = world.jun.person if verb == "submit" else cast.finn
            with pytest.raises((NotAllowed, Refusal)):
                do(cast.carla)
            if verb != "submit":
                with pytest.raises(NotAllowed):
                    do(world.jun.person)
            with transaction.atomic():
                if (state, verb) in TABLE:
                    assert do(may).state == TABLE[state, verb]
                else:
                    with pytest.raises(Refusal) as refused:
                        do(may)
                    said = (
                        "This juror has this application already." if verb == "assign" else f"“{REVIEW.label(state)}”"
                    )
                    assert said in refused.value.said
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", ["planned", "open", "checking", "meeting", "noticed", "final"])
def test_no_review_outside_its_time(world: World, cast: Cast, state: str) -> None:
    from clusteratlas_web.selection.actions.reviews import reopen_review, save_review, submit_review
    from clusteratlas_web.selection.jury_refusals import NotOpen
    from clusteratlas_web.selection.models import Review, Round

    Round.objects.update(state=state)
    world.entry.refresh_from_db()
    with pytest.raises(NotOpen):
        save_review(world.jun.person, world.entry, 1, world.draft(5))
    with pytest.raises(NotOpen):
        submit_review(world.jun.person, world.entry, 1, world.draft(5, 5))
    Review.objects.filter(pk=world.mine.pk).update(state="submitted", submitted=timezone.now())
    with pytest.raises(NotOpen):
        reopen_review(cast.finn, world.mine, 1, "")


def test_the_queue_shows_what_is_due_first_across_calls(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.models import Round

    now = timezone.now()
    Round.objects.filter(pk=world.round.pk).update(reviews_due=now + timedelta(days=9))
    other = made.call(cast, "other")
    soon = made.stage(other, "reviewing", reviews_due=now + timedelta(days=8))
    never = made.stage(made.call(cast, "third"), "reviewing")
    for each in (soon, never):
        entry = made.entry(each, made.applicant(each.call.slug, f"Of {each.call.slug}"))
        made.review(entry, made.juror(each.call, "Jun"), (), "assigned")
    made.review(made.entry(soon, made.applicant("done", "Done")), other.jurors.get(), (4, 4))
    page = world.browser(world.jun).get(QUEUE).content.decode()
    places = [page.index(name) for name in ("Of other", "Lake Labs", "Of third", "Done")]
    assert places == sorted(places)


def test_reminders_come_once_and_can_be_declined(world: World) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.review_reminders import remind_of_due_reviews
    from clusteratlas_web.selection.models import Round

    due = timezone.now() + timedelta(days=10)
    Round.objects.update(reviews_due=due)
    world.mia.person.unwanted = ["review-reminders"]
    world.mia.person.save()
    moments = [due - timedelta(days=each) for each in (5, 3.5, 3, 0.5, 0.4)]
    assert [remind_of_due_reviews(each) for each in (*moments, due)] == [0, 1, 0, 1, 0, 0]
    letters = Letter.objects.values_list("address", "subject")
    assert set(letters) == {("jun@example.org", "Reviews are due soon: Call clusters-2026")}
    assert "1 application to review" in Letter.objects.first().text  # type: ignore[union-attr]
