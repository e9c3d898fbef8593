"""Who may what at the addresses of the search; tests.web.commons.matrix says how to read and write a row."""

from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import EVERYBODY, Row, Rows, Things


def things(cast: Cast) -> Things:
    """Nothing: what is found is tried elsewhere."""
    return {}


ROWS: Rows = {
    "search:page": Row(get=EVERYBODY),
    "search:suggestions": Row(get=EVERYBODY),
    "search:suggestions-json": Row(get=EVERYBODY),
    "search:glossary": Row(get=EVERYBODY),
}
