"""Tables to take away from the page of a number: what it is set beside, and what goes into it."""

from clusteratlas.editions import Edition
from clusteratlas.editions.explained import Explained, distribution_of
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.explained.words import label_of, of_what
from clusteratlas_web.explore.tables import TakenTable

DISTRIBUTION, INPUTS = "distribution", "inputs"
PARTS = (DISTRIBUTION, INPUTS)


def taken_part(edition: Edition, explained: Explained, part: str) -> TakenTable:
    """One of the two tables; raises UnknownChoice for another word."""
    if part not in PARTS:
        raise UnknownChoice("part", part, list(PARTS))
    columns, rows = _distribution(edition, explained) if part == DISTRIBUTION else _inputs(explained)
    title = f"{label_of(edition, explained.name)}, {of_what(edition, explained.row)}"
    key = "-".join(str(value) for _, value in explained.subject.key)
    stem = f"{explained.subject.column}-{key}-{part}".replace(":", "-").replace("=", "-")
    return TakenTable(title, stem, columns, rows, explained.subject.table)


def _distribution(edition: Edition, explained: Explained) -> tuple[list[str], list[dict[str, object]]]:
    """Under the names that the tables of the edition have."""
    found = distribution_of(edition, explained)
    if found is None:
        return [explained.subject.column], []
    return [found.of, found.column], [{found.of: row[found.of], found.column: row["value"]} for row in found.rows]


def _inputs(explained: Explained) -> tuple[list[str], list[dict[str, object]]]:
    """Under the letters of the formula; the numbers that go in one by one stand in every row."""
    working, parts = explained.working, explained.working.parts
    alone = {number.letter: number.value for number in working.numbers}
    if parts is None:
        return list(alone), [alone]
    keys = [parts.of, *(["other"] if parts.rows and "other" in parts.rows[0] else [])]
    columns = [*keys, *parts.letters, *alone]
    return columns, [{**{name: row.get(name) for name in (*keys, *parts.letters)}, **alone} for row in parts.rows]
