"""What a request may say besides its address: each parameter with its type, its meaning and an example."""

from dataclasses import dataclass
from inspect import Parameter as Argument
from keyword import iskeyword
from typing import Any, Literal

from ninja import Path, Query

from clusteratlas.tables import MEASURES
from clusteratlas_web.api.formats import FORMATS

PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 100, 5000, 1_000_000
LONGEST = 200  # characters of a text that are read


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query; without a default it must be given. One that `repeats` may be given several times."""

    name: str
    kind: Any
    meaning: str
    example: Any = None
    default: Any = None
    limits: tuple[tuple[str, Any], ...] = ()
    must: bool = False
    repeats: bool = False

    @property
    def argument(self) -> Argument:
        """The parameter as an argument of a view; a word of Python's has an underscore behind it there."""
        named = f"{self.name}_" if iskeyword(self.name) else self.name
        asked = Query(... if self.must else self.default, alias=self.name, **_said(self))  # type: ignore[call-arg]
        return Argument(named, Argument.KEYWORD_ONLY, default=asked, annotation=self.kind)


def place(name: str) -> Argument:
    """A code of the address as an argument of a view."""
    meaning, example = _PLACES[name]
    said = Path(..., description=meaning, examples=[example], max_length=LONGEST)  # type: ignore[call-arg]
    return Argument(name, Argument.KEYWORD_ONLY, default=said, annotation=str)


def _said(parameter: Parameter) -> dict[str, Any]:
    examples = {} if parameter.example is None else {"examples": [parameter.example]}
    return {"description": parameter.meaning, **examples, **dict(parameter.limits)}


def text(name: str, meaning: str, example: str, **more: Any) -> Parameter:
    """A parameter of words or codes."""
    longest = more.pop("longest", LONGEST)
    kind = str if more.get("must") else str | None
    return Parameter(name, kind, meaning, example, limits=(("max_length", longest),), **more)


_PLACES = {
    "atlas": ("The name of an atlas, as /atlases lists them.", "us"),
    "edition": ("The name of an edition; `current` leads to the one that is current.", "2019.1"),
    "other": ("The name of another edition of the same atlas.", "2018.1"),
    "region": ("The code of a region.", "us-metro-48620"),
    "cluster": ("The code of a cluster.", "aerospace-vehicles-and-defense"),
    "industry": ("The code of an industry, or of an occupation.", "336411"),
    "definition": ("The name of a definition.", "us-benchmark"),
    "column": ("A column of the table.", "location_quotient"),
    "chart": ("The name of a chart of the page.", "portfolio"),
    "level": ("A level of regions of the atlas.", "metro"),
    "table": ("A table of the edition.", "portfolio"),
    "term": ("The key of a term: a word, a column, or `table.` and the name of a table.", "location_quotient"),
    "slug": ("The name that its address has.", "nrw-optics"),
    "number": ("Its number.", "1"),
}

YEAR = Parameter(
    "year", int | None, "The year of the figures; the latest if none is given.", 2019, limits=(("ge", 1), ("le", 9999))
)
LEVEL = text("level", "The level of the regions; the first of the atlas if none is given.", "metro")
RULES = text("rules", "The rule book that says what is strong; the edition's first if none is given.", "uscmp-2014")
STATE = text("state", "Only regions that lie in this state or country, by its code.", "CA")
WORDS = text("q", "Words or a code to look for.", "wichita")
WEIGHTS = text(
    "weights",
    "How much each part of an opportunity counts, `part:weight` separated by commas; only proportions matter.",
    "closeness:2,gap:1,pull:1,reward:1",
)
MEASURE = Parameter(
    "measure",
    Literal[tuple(MEASURES)],
    "What is added up.",
    "employment",
    "employment",  # type: ignore[valid-type]
)
LANGUAGE = Parameter("language", Literal["en", "zh-hans"], "The language of names and sentences.", "zh-hans", "en")
FORMAT = Parameter(
    "format",
    Literal[tuple(FORMATS)] | None,  # type: ignore[valid-type]
    "The format of the answer; goes before the header Accept. JSON if neither names one.",
    "csv",
)
PAGE = Parameter("page", int, "Which page of the rows.", 1, 1, (("ge", 1), ("le", LAST_PAGE)))
LIMIT = Parameter("limit", int, "How many rows a page has.", 100, PAGE_SIZE, (("ge", 1), ("le", LARGEST_PAGE)))


def one_of(name: str, words: tuple[str, ...], meaning: str, otherwise: str | None = None) -> Parameter:
    """A parameter that is one of some words."""
    kind: Any = Literal[words]
    return Parameter(name, kind if otherwise else kind | None, meaning, words[0], otherwise)
