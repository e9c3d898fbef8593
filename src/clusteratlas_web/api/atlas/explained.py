"""Where a number comes from: its formula, what goes into it, and its place among all numbers it is set beside."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.editions.explained import KEYS, Distribution, Explained, Number, distribution_of, in_symbols
from clusteratlas.editions.export import chosen
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas.subjects import WHOLE
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.parameters import RULES, YEAR, Parameter, text
from clusteratlas_web.api.problems import ProblemFound, bad_value
from clusteratlas_web.api.schemas import EDITION, anything, by_key, document, every, perhaps, some
from clusteratlas_web.explore.explained.asked import asked_number
from clusteratlas_web.explore.explained.figures import term_of, unit_words
from clusteratlas_web.explore.explained.taken import DISTRIBUTION, INPUTS, taken_part
from clusteratlas_web.explore.explained.words import label_of, of_what

_KEY: tuple[Parameter, ...] = (
    text("region", "The region that the number is of.", "us-metro-48620"),
    text("cluster", "The cluster.", "plastics"),
    text("subcluster", "The subcluster, of one.", "plastic-materials-and-resins"),
    text("industry", "The industry.", "336411"),
    text("other", "The other cluster, of relatedness.", "automotive"),
    text("peer", "The peer, of likeness.", "us-metro-31080"),
    text("level", "The level, of what is of a whole level.", "metro"),
    text("condition", "The condition of a threshold.", "quotient"),
    RULES,
    YEAR,
)
_ROW = Shape("PartOfNumber", (), is_open=True)
_INPUT = document(
    "A number that goes in.",
    {
        "letter": some("string", "The letter it has in the formula.", "e_rc"),
        "column": some("string", "Table and column it is of.", "portfolio.employment"),
        "label": some("string", "What it is called."),
        "of": some("string", "What it is of."),
        "value": perhaps("number", "The number; empty where nobody knows it."),
    },
)
_NUMBER = document(
    "A number and where it comes from.",
    {
        "edition": EDITION,
        "table": some("string", "The table it stands in.", "portfolio"),
        "column": some("string", "The column.", "location_quotient"),
        "key": anything("The row it stands in."),
        "label": some("string", "What it is called."),
        "of": some("string", "What it is of."),
        "meaning": some("string", "What it means."),
        "unit": some("string", "What it is counted in; empty where it has no unit."),
        "value": some(["number", "string", "boolean"], "The number."),
        "low": perhaps("number", "The least it can be, where it is an estimate."),
        "high": perhaps("number", "The most it can be."),
        "kind": some("string", "How it comes about.", enum=["formula", "published", "rule", "procedure"]),
        "procedure": some("string", "The name of what made it; empty where it is no procedure."),
        "formula": some("string", "The formula; empty where it has none."),
        "symbols": some("string", "The formula in the symbols of the literature."),
        "computed": some(["number", "boolean", "null"], "What the formula gives."),
        "agrees": some("boolean", "Whether that is the number."),
        "inputs": every(_INPUT, "The numbers that go in one by one."),
        "parts": perhaps("string", "What the numbers are of that go in as rows; the part inputs has them."),
        "letters": by_key({"type": "string"}, "The table and column of each letter of these rows."),
        "standing": {
            "type": ["object", "null"],
            "description": "Its place among the numbers it is set beside; the part distribution has them.",
            "properties": {
                "of": some("string", "What they are of: regions, clusters, industries."),
                "count": some("integer", "How many they are."),
                "rank": perhaps("integer", "Its place from the highest down."),
                "deciles": by_key({"type": "number"}, "Their tenths, by hundredths."),
            },
            "required": ["of", "count", "rank", "deciles"],
            "additionalProperties": False,
        },
    },
)
_HERE = "/explained/{table}/{column}"


@edition_document(_HERE, said("Where a number comes from"), WHOLE, _NUMBER, *_KEY)
def explained(asked: Asked) -> dict[str, Any]:
    """One number: its formula, the numbers that go into it, what they give, and its place among all others."""
    found = _read(asked)
    working, parts = found.working, found.working.parts
    return {
        "edition": asked.edition.manifest.identity,
        "table": found.subject.table,
        "column": found.subject.column,
        "key": dict(found.subject.key),
        **_words(asked, found),
        "value": found.value,
        **{end: found.row.get(f"{found.subject.column}_{end}") for end in ("low", "high")},
        "kind": working.kind or ("procedure" if working.procedure else "formula"),
        "procedure": working.procedure,
        "formula": working.formula,
        "symbols": in_symbols(working.formula) if working.formula else "",
        "computed": working.computed(),
        "agrees": found.agrees,
        "inputs": [_input(asked, number) for number in working.numbers],
        "parts": parts.of if parts else None,
        "letters": dict(parts.letters) if parts else {},
        "standing": _standing(distribution_of(asked.edition, found)),
    }


def _words(asked: Asked, found: Explained) -> dict[str, str]:
    term = term_of(found.name)
    return {
        "label": label_of(asked.edition, found.name),
        "of": of_what(asked.edition, found.row),
        "meaning": term.meaning(asked.language) if term else "",
        "unit": unit_words(found.name),
    }


def _input(asked: Asked, number: Number) -> dict[str, Any]:
    named = {"label": label_of(asked.edition, number.name), "of": of_what(asked.edition, number.row)}
    return {"letter": number.letter, "column": number.name, "value": number.value} | named


def _standing(found: Distribution | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    deciles = {str(part): value for part, value in found.deciles}
    return {"of": found.of, "count": len(found.rows), "rank": found.rank, "deciles": deciles}


def _read(asked: Asked) -> Explained:
    """The number asked for; raises ProblemFound for a part of a key that its table does not have."""
    meant = KEYS.get(asked["table"])
    for parameter in _KEY if meant else ():
        value = asked.request.GET.get(parameter.name, "")
        if value and parameter.name not in (meant or ()):
            raise ProblemFound(bad_value(parameter.name, value, gettext("It does not tell rows of this table apart.")))
    return asked_number(asked.request, asked.edition, asked["table"], asked["column"])


def _part(asked: Asked, part: str) -> Rows:
    taken = taken_part(asked.edition, _read(asked), part)
    return Rows(_ROW, chosen(taken.rows, taken.columns))


@edition_rows(f"{_HERE}/inputs", said("What goes into a number"), WHOLE, _ROW, *_KEY)
def inputs(asked: Asked) -> Rows:
    """The numbers that go into a number, under the letters of its formula; the row's own numbers stand in every row."""
    return _part(asked, INPUTS)


@edition_rows(f"{_HERE}/distribution", said("What a number is set beside"), WHOLE, _ROW, *_KEY)
def distribution(asked: Asked) -> Rows:
    """The same number of all regions of the level (or clusters, or industries), the highest first."""
    return _part(asked, DISTRIBUTION)
