"""The history says states and choices in the reader's language, of things, of their pieces, and of roles."""

from typing import Any

import pytest
from django.utils import translation
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import programme, question

from clusteratlas_web.accounts.actions.oneself import change_settings
from clusteratlas_web.foundation.history import history_of, record
from clusteratlas_web.foundation.history_shown import Change, shown
from clusteratlas_web.foundation.models import HistoryEntry
from clusteratlas_web.programmes.actions import add_piece, move_programme, take_question
from clusteratlas_web.programmes.models import Place
from clusteratlas_web.registry.actions.life import change_state


def changes(page: Any, name: str = "entries") -> list[tuple[str, str, str]]:
    """What a page tells that was changed, the latest first; of one entry by the name of the field.

    PostgreSQL keeps the keys of JSON in an order of its own.
    """
    entries = [sorted((each.field, each.before, each.after) for each in entry.changes) for entry in page.context[name]]
    return [each for entry in entries for each in entry]


def test_states_roles_and_lists_of_an_organisation(cast: Cast) -> None:
    change_state(cast.gao, cast.valley, "suspend", "why")
    record(cast.gao, "change-role", cast.valley, {"role": "member"}, {"role": "manager"})
    told = {"activities": ["networking", "own words"], "declared": {"firm": 3}, "kind": "firm"}
    record(cast.gao, "import", cast.valley, {"kind": "chamber"}, told)
    page = cast.client("ana").get("/organisations/valley-optics/history/")
    assert changes(page) == [
        ("Activities", "", "Networking, own words"),
        ("Kind", "Chamber or association", "Firm"),
        ("Members by kind", "", "Firm: 3"),
        ("Role", "Member", "Manager"),
        ("Status", "verified", "suspended"),
    ]
    chinese = cast.client("ana").get("/zh-hans/organisations/valley-optics/history/")
    assert changes(chinese)[-1][1:] == ("已核验", "暂停")


def test_states_and_pieces_of_a_programme_each_by_its_own_words(cast: Cast) -> None:
    made = programme("one", cast.ministry, country="DE")
    move_programme(cast.finn, made, "start")
    add_piece(cast.finn, made, Place, {"kind": "cluster", "code": "us/aerospace"})
    record(cast.finn, "add budget", made, {}, {"state": "planned", "region": "us-metro-1"})
    record(cast.finn, "add instrument", made, {}, {"for_kinds": ["firm", "chamber"], "dimension": "finance"})
    told = changes(cast.client("finn").get("/programmes/one/history/"))
    assert told == [
        ("Dimension of the ecosystem", "", "Access to finance"),
        ("Kinds of organisation", "", "Firm, Chamber or association"),
        ("Region", "", "us-metro-1"),
        ("Status", "", "planned"),
        ("Code", "", "us/aerospace"),
        ("Kind", "", "Cluster"),
        ("Status", "published", "running"),
    ]


def test_a_question_and_ones_settings(cast: Cast) -> None:
    asked = question(cast)
    take_question(cast.finn, asked, asked.version)
    page = cast.client("ana").get(f"/programmes/questions/{asked.pk}/")
    assert changes(page, "history") == [("Status", "asked", "taken up")]
    change_settings(cast.ana, cast.ana, "Ana", "zh-hans", ["open-for-you"])
    told = changes(cast.client("ana").get("/account/"), "history")
    assert told == [
        ("language", "English", "中文"),
        ("letters declined", "", "Once a week, what is newly open for my organisation"),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_has_no_word_is_told_as_it_is(cast: Cast, language: str) -> None:
    record(None, "x", cast.valley, {"state": "no such state", "slug": "draft"}, {"state": None, "slug": "closed"})
    HistoryEntry.objects.create(verb="x", kind="gone.thing", thing=1, before={"state": "draft"}, after={})
    with translation.override(language):
        (of_valley,) = shown(history_of(cast.valley), str, str)
        (of_nothing,) = shown(HistoryEntry.objects.filter(kind="gone.thing"), str, str)
    told = sorted(of_valley.changes, key=lambda change: change.field)
    assert told == [Change("slug", "draft", "closed"), Change("state", "no such state", "")]
    assert of_nothing.changes == [Change("state", "draft", "")]
