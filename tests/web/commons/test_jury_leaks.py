"""Nothing of an application reaches whom a conflict keeps out: lists, counts, tables, letters, history, exports.

The strongest of these tests compares: every page that a conflicted person can open is, letter by letter, the page
there would be if the application did not exist.
"""

import io
import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast

CALL = "/calls/clusters-2026/"
SECRETS = ("Valley", "valley", "Secret reason", "Of the second", "Secret plan of v")
PAGES = (
    "/calls/reviews/",
    f"{CALL}jury/",
    f"{CALL}jury/mine/",
    f"{CALL}conflicts/",
    f"{CALL}rounds/1/assignment/",
    f"{CALL}rounds/1/assignment/?how=anew",
    f"{CALL}rounds/1/assignment/1/",
    f"{CALL}rounds/1/applications/1/review/",
    f"{CALL}jury.csv",
    f"{CALL}jury.xlsx",
    f"{CALL}conflicts.csv",
    f"{CALL}conflicts.xlsx",
    f"{CALL}rounds/1/assignment.csv",
    f"{CALL}rounds/1/assignment.xlsx",
    "/account/data/export/",
)


class World:
    """Application 1 of Lake Labs, 2 of Valley Optics. Out of 2: juror Kai, the chair, and Fay, an officer who is Ana's
    colleague. Jun is clear of both, as is Finn."""

    def __init__(self, cast: Cast, **facts: Any) -> None:
        from clusteratlas_web.registry.models import Acting

        self.call = made.call(cast)
        self.round = made.stage(self.call, "reviewing", **{"sees_reviews": "always"} | facts)
        self.first = made.entry(self.round, made.applicant("lake-labs", "Lake Labs"))
        self.second = made.entry(self.round, cast.valley)
        self.seats = made.jury(self.call)
        self.fay = made.person("Fay")
        Acting.objects.create(organisation=cast.ministry, person=self.fay, role="officer")
        Acting.objects.create(organisation=cast.valley, person=self.fay, role="member")
        made.conflict(self.seats["kai"], self.second)
        made.conflict(self.seats["chen"], self.second, state="asked", kind="project")
        made.conflict(self.seats["jun"], self.second, state="dismissed", reason="Secret reason of Jun")
        made.review(self.first, self.seats["kai"], (3, 3), comment="Of the first")
        made.review(self.second, self.seats["kai"], (5, 5), comment="Of the second")
        made.review(self.second, self.seats["jun"], (6, 6), comment="Of the second")

    def people(self) -> dict[str, Any]:
        return {name: seat.person for name, seat in self.seats.items()} | {"fay": self.fay}

    def browser(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.people()[name])
        return client

    def forget_the_second(self) -> None:
        """As if it had never been."""
        from clusteratlas_web.selection.models import Application, Review

        Review.objects.filter(entry=self.second).delete()
        Application.objects.filter(pk=self.second.application_id).delete()


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def text_of(answer: Any) -> str:
    """What a reader can read of an answer, tokens of forms and instants of tables left out."""
    if "spreadsheet" in answer.headers.get("Content-Type", ""):
        from openpyxl import load_workbook

        return "\n".join(str(row) for row in load_workbook(io.BytesIO(answer.content)).active.values)
    found = b"".join(answer) if answer.streaming else answer.content
    return re.sub(r'(csrfmiddlewaretoken" value=|"exported": )"[^"]*"', "", found.decode())


@pytest.mark.parametrize("name", ["kai", "chen", "fay"])
def test_every_page_is_as_if_the_application_did_not_exist(world: World, name: str) -> None:
    client = world.browser(name)

    def read() -> dict[str, tuple[int, str]]:
        answers = {page: client.get(page) for page in PAGES}
        return {page: (answer.status_code, text_of(answer)) for page, answer in answers.items()}

    now = read()
    with transaction.atomic():
        if name == "kai":
            own = world.second.reviews.get(juror=world.seats["kai"])
            assert text_of(client.get(PAGES[-1])).count("Of the second") == 1  # one's own words are one's own data
            own.delete()
            now = read()
        world.forget_the_second()
        then = read()
        transaction.set_rollback(True)
    assert [page for page, (status, _) in now.items() if status == 200] != []
    for page in PAGES:
        assert now[page] == then[page], page
        assert not [secret for secret in SECRETS if secret in now[page][1] and page != PAGES[-1]], page


def test_who_is_clear_sees_it_so_that_the_test_above_says_something(world: World, cast: Cast) -> None:
    finn = cast.client("finn")
    jury = text_of(finn.get(f"{CALL}jury/"))
    assert "3 <small>of 3</small>" in jury
    assert "Secret reason" in text_of(finn.get(f"{CALL}conflicts.csv"))
    assert "1 <small>of 1</small>" in text_of(world.browser("chen").get(f"{CALL}jury/"))
    assert "Secret plan of valley-optics" in text_of(finn.get(f"{CALL}rounds/1/assignment/"))
    assert "Secret plan of valley-optics" in text_of(world.browser("jun").get("/calls/reviews/"))
    assert "Of the second" in text_of(finn.get(f"{CALL}rounds/1/applications/2/review/"))


@pytest.mark.parametrize("name", ["kai", "chen", "fay"])
def test_every_address_of_it_is_not_found(world: World, name: str) -> None:
    client, conflict = world.browser(name), world.second.application.conflicts.first()
    review = world.second.reviews.get(juror=world.seats["jun"])
    for way in ("applications/2/review/", "applications/2/conflict/", "assignment/2/"):
        assert client.get(f"{CALL}rounds/1/{way}").status_code == 404
        assert client.post(f"{CALL}rounds/1/{way}", {"act": "save", "version": 1, "read": 1}).status_code == 404
    for way in (
        f"conflicts/{conflict.pk}/dismiss/",
        f"conflicts/{conflict.pk}/uphold/",
        f"rounds/1/applications/2/reviews/{review.pk}/withdraw/",
        f"rounds/1/applications/2/reviews/{review.pk}/reopen/",
    ):
        assert client.post(f"{CALL}{way}", {"version": 1, "answer": "x"}).status_code == 404
    review.refresh_from_db()
    assert review.state == "submitted"


def test_an_application_one_may_not_know_of_is_refused_as_one_that_there_is_not(world: World) -> None:
    sent = {"juror": world.seats["jun"].pk, "kind": "project", "reason": "x"}
    answers = [world.browser("chen").post(f"{CALL}conflicts/", sent | {"application": n}) for n in (2, 3)]
    pages = [re.sub(r'(name="application" value=)"."', "", text_of(answer)) for answer in answers]
    assert "There is no application of this number." in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
def test_letters_hold_nothing_of_it(world: World, cast: Cast, verb: str) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.conflicts import find_conflicts

    find_conflicts(world.call)
    for conflict in world.second.application.conflicts.exclude(state="dismissed"):
        cast.client("finn").post(f"{CALL}conflicts/{conflict.pk}/{verb}/", {"version": 1, "answer": "Secret reason"})
    letters = list(Letter.objects.all())
    assert letters != []
    for letter in letters:
        said = letter.subject + letter.text + letter.html
        assert not [secret for secret in SECRETS if secret in said]


def test_the_history_of_it_is_nobodys_who_is_kept_out(world: World) -> None:
    from clusteratlas_web.foundation.history import record

    for conflict in world.second.application.conflicts.all():
        record(None, "find", conflict, {}, {"reason": "Secret reason"})
    for name in ("kai", "chen", "fay"):
        for page in PAGES[:-1]:
            assert "Secret reason" not in text_of(world.browser(name).get(page))


def test_names_are_hidden_from_the_jury_where_the_round_says_so(cast: Cast) -> None:
    world = World(cast, shows_applicants=False)
    made.conflict(
        world.seats["kai"], world.first, state="asked", reason="works at: Lake Labs", answer="Lake Labs it is"
    )
    from clusteratlas_web.selection.actions.reviews import withdraw_reviews

    withdraw_reviews(None, list(world.first.reviews.select_related("juror__person", "juror__call")), "x")
    made.review(world.first, world.seats["jun"], (), "assigned", comment="")
    needles = ("Lake", "lake-labs", "Secret plan")
    for name in ("jun", "chen"):
        for page in PAGES[:-1]:
            said = text_of(world.browser(name).get(page))
            assert not [each for each in needles if each in said], (name, page)
    assert "Application 1" in text_of(world.browser("jun").get("/calls/reviews/"))
    conflicts = text_of(world.browser("chen").get(f"{CALL}conflicts/"))
    assert "Application 1" in conflicts
    assert "membership or employment" in conflicts
    assert "works at: Lake Labs" in text_of(cast.client("finn").get(f"{CALL}conflicts/"))
    from clusteratlas_web.foundation.models import Letter

    for letter in Letter.objects.all():
        assert not [each for each in needles if each in letter.text + letter.html + letter.subject]
