"""Hostile input at every address: markup in every text that people write, links that run, forms that others made."""

from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import Things
from tests.web.commons.matrix_tables import TABLES, client_of, short_name, things_of

from clusteratlas_web.registry.actions.indexing import index_everything

MARKUP = '"><script>alert(1)</script>'
RUNS = "javascript:alert(1)//"
APPS = ("accounts", "foundation", "registry", "contributions", "programmes", "selection", "designations", "stories")
# Words of the software that happen to be text, and not what anybody wrote.
CODES = {"kind", "path", "sha256", "media_type", "key", "state", "language", "currency", "country", "verb", "password"}
CODES |= {"slug", "code", "region", "cluster", "industry", "classification", "atlas", "level", "type", "word", "gram"}
CODES |= {"time_zone", "template", "grants", "edition", "checksum", "address"}
LANGUAGES = {"en", "zh-hans"}
UNCHANGEABLE = {"foundation.HistoryEntry", "designations.Standing"}  # the database refuses


def is_written(field: Any) -> bool:
    """Whether people write what stands in the field."""
    wide = isinstance(field, models.TextField) or (isinstance(field, models.CharField) and field.max_length >= 40)
    plain = not isinstance(field, models.SlugField | models.EmailField | models.URLField)
    return wide and plain and not field.choices and not field.unique and field.name not in CODES


def filled_models() -> list[type[models.Model]]:
    """The tables of the commons that hold a row which can be changed."""
    every = (model for app in APPS for model in apps.get_app_config(app).get_models())
    return [each for each in every if each._meta.label not in UNCHANGEABLE and each._base_manager.exists()]


def poison() -> int:
    """Puts markup into every text of every row; returns into how many fields."""
    count = 0
    for model in filled_models():
        for field in filter(is_written, model._meta.concrete_fields):
            model._base_manager.update(**{field.name: MARKUP[: field.max_length]})
            count += 1
        count += sum(poison_languages(row) for row in model._base_manager.all())
    return count


def poison_languages(row: models.Model) -> int:
    """The same for the texts by language of a row."""
    found = {
        field.name: dict.fromkeys(value, MARKUP)
        for field in row._meta.concrete_fields
        if isinstance(value := getattr(row, field.attname), dict) and value and set(value) <= LANGUAGES
    }
    if found:
        type(row)._base_manager.filter(pk=row.pk).update(**found)
    return len(found)


def poisoned(table: ModuleType, cast: Cast) -> Things:
    """What the rows of a table need besides the cast, every text of it hostile."""
    from clusteratlas_web.foundation.history import record

    things = things_of(table, cast)
    assert poison() >= 8  # what the cast alone has
    record(cast.ana, "edit", cast.valley, {"about": ""}, {"about": MARKUP}, MARKUP)
    index_everything()
    return things


@pytest.mark.parametrize("table", TABLES, ids=short_name)
def test_no_page_shows_what_people_wrote_as_markup(table: ModuleType, cast: Cast) -> None:
    things, shown = poisoned(table, cast), 0
    clients: dict[str, Client] = {}
    for name, row in sorted(table.ROWS.items()):
        for role in sorted(row.get - {"ben", "carla"}):
            if name.startswith("account_logout"):
                continue
            address = reverse(name.partition("#")[0], kwargs=row.given(cast, things))
            clients[role] = clients.get(role) or client_of(role, cast, things)
            answer = clients[role].get(address)
            if answer.streaming:
                b"".join(answer)  # read to its end a file is closed
                continue
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            text = answer.content.decode()
            assert "<script>alert" not in text, (name, role)
            shown += "&lt;script&gt;alert" in text
    # What was written is there, as text; the API hands it out as data, which no browser runs.
    assert shown >= 3 or short_name(table) == "matrix_api"


@pytest.mark.parametrize("table", TABLES, ids=short_name)
def test_no_address_is_kept_that_a_browser_would_run(table: ModuleType, cast: Cast) -> None:
    things_of(table, cast)
    links = [(model, field) for model in filled_models() for field in model._meta.concrete_fields]
    links = [(model, field) for model, field in links if isinstance(field, models.URLField)]
    assert "organisation" in {model._meta.model_name for model, _ in links}
    for model, field in links:
        for hostile in (RUNS, "data:text/html,<script>alert(1)</script>", " https://a.example"):
            with pytest.raises(IntegrityError), transaction.atomic():
                model._base_manager.update(**{field.name: hostile})
        one = model._base_manager.filter(pk=model._base_manager.values_list("pk", flat=True)[:1][0])
        assert one.update(**{field.name: "https://a.example/"}) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("organisations/?region=", "organisations/?cluster=", "organisations/?q=", "search/?q="),
        *("programmes/?department=", "programmes/?region=", "calls/?department=", "calls/?country="),
        *("designations/?level=", "designations/?country=", "designations/?scheme="),
    ],
)
def test_a_character_that_no_database_keeps_finds_nothing(address: str, stored: None) -> None:
    for text in ("%00", "a%00b"):
        assert Client().get(f"/{address}{text}").status_code == 200


@pytest.mark.parametrize("table", TABLES, ids=short_name)
def test_a_form_that_others_made_stores_nothing(table: ModuleType, cast: Cast) -> None:
    things, tried = things_of(table, cast), 0
    for name, row in sorted(table.ROWS.items()):
        for role in sorted(row.post - {"visitor"})[:1]:
            client = client_of(role, cast, things)
            client.handler.enforce_csrf_checks = True
            address = reverse(name.partition("#")[0], kwargs=row.given(cast, things))
            before = counts()
            answer = client.post(address, row.sent(cast, things))
            assert answer.status_code == 403, name
            assert counts() == before, name
            tried += 1
    written = [row for row in table.ROWS.values() if row.post - {"visitor"}]
    assert tried == len(written)
    assert tried >= 3 or not written  # a table of what is only read has none


def counts() -> dict[str, int]:
    """How many rows every table of the commons has."""
    every = (model for app in APPS for model in apps.get_app_config(app).get_models())
    return {model._meta.label: model._base_manager.count() for model in every}
