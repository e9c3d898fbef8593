"""All tables of who may what; each brings what its rows need, and people besides the cast."""

from types import ModuleType

from django.test import Client
from tests.web.commons import (
    matrix,
    matrix_api,
    matrix_applications,
    matrix_calls,
    matrix_contributions,
    matrix_deciding,
    matrix_designations,
    matrix_jury,
    matrix_programmes,
    matrix_registry,
    matrix_search,
    matrix_stories,
)
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.matrix import Rows, Things

TABLES: tuple[ModuleType, ...] = (
    matrix,
    matrix_registry,
    matrix_contributions,
    matrix_programmes,
    matrix_calls,
    matrix_applications,
    matrix_jury,
    matrix_deciding,
    matrix_designations,
    matrix_search,
    matrix_stories,
    matrix_api,
)
ROWS: Rows = {name: row for table in TABLES for name, row in table.ROWS.items()}


def short_name(table: ModuleType) -> str:
    """What a table of rows is about."""
    return table.__name__.rpartition(".")[2]


def things_of(table: ModuleType, cast: Cast) -> Things:
    """What the rows of a table need besides the cast, stored."""
    things: Things = table.things(cast)
    return things


def client_of(role: str, cast: Cast, things: Things) -> Client:
    """A browser for somebody of the cast, or of the people that the things brought along."""
    if role in NAMES:
        return cast.client(role)
    made = Client(raise_request_exception=False)
    made.force_login(things[role])
    return made
