"""The history only grows: what is recorded, what of it is hidden, and that the database refuses to rewrite it."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.commons.conftest import Cast

from clusteratlas_web.accounts.words import field, verb
from clusteratlas_web.foundation.history import history_of, record, state_of
from clusteratlas_web.foundation.history_shown import Change, shown
from clusteratlas_web.foundation.models import HistoryEntry


def test_only_what_differs_is_kept(cast: Cast) -> None:
    before = state_of(cast.ben)
    cast.ben.language = "zh-hans"
    entry = record(cast.gao, "change_settings", cast.ben, before, state_of(cast.ben), "asked by telephone")
    assert (entry.actor, entry.verb, entry.kind, entry.thing) == (
        cast.gao,
        "change_settings",
        "accounts.person",
        cast.ben.pk,
    )
    assert (entry.before, entry.after, entry.note) == (
        {"language": "en"},
        {"language": "zh-hans"},
        "asked by telephone",
    )


def test_of_private_fields_only_that_they_are_set_is_told(cast: Cast) -> None:
    before = state_of(cast.ben)
    cast.ben.email, cast.ben.name = "", "Benedict"
    entry = record(cast.ben, "change_settings", cast.ben, before, state_of(cast.ben))
    assert (before["email"], before["password"], entry.before, entry.after) == ("…", "…", {"email": "…"}, {"email": ""})
    assert "Ben" not in str(before.values())


def test_the_latest_stands_first_and_others_do_not_show(cast: Cast) -> None:
    record(cast.gao, "deactivate", cast.ana)
    record(None, "sign_up", cast.ben)
    record(cast.gao, "make_moderator", cast.ben, {"is_moderator": False}, {"is_moderator": True})
    entries = shown(history_of(cast.ben), verb, field)
    assert [(each.who, each.what, each.changes) for each in entries] == [
        ("Gao", "made moderator", [Change("moderator", "no", "yes")]),
        ("the platform", "signed up", []),
    ]


@pytest.mark.parametrize("rewrite", ["update", "delete", "save", "raw"])
def test_the_database_refuses_to_rewrite_it(cast: Cast, rewrite: str) -> None:
    entry = record(cast.gao, "deactivate", cast.ana, note="as it was")
    rows = HistoryEntry.objects.filter(pk=entry.pk)
    attempts = {
        "update": lambda: rows.update(note="as it never was"),
        "delete": rows.delete,
        "save": lambda: HistoryEntry(pk=entry.pk, kind="x", thing=1, verb="x").save(force_update=True),
        "raw": lambda: connection.cursor().execute("DELETE FROM foundation_historyentry"),
    }
    with pytest.raises(DatabaseError, match="the history only grows"), transaction.atomic():
        attempts[rewrite]()
    assert list(rows.values_list("note", flat=True)) == ["as it was"]


def test_who_wrote_history_cannot_be_deleted_beneath_it(cast: Cast) -> None:
    record(cast.carla, "sign_up", cast.carla)
    with pytest.raises(DatabaseError), transaction.atomic():
        cast.carla.delete()
    assert type(cast.carla).objects.filter(pk=cast.carla.pk).exists()
