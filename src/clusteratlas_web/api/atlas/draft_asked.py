"""How a draft of a definition is asked for: the parameters that its address has too, and what they say."""

from typing import Any

from clusteratlas.classifications import nearest_code
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.api.asked import Asked
from clusteratlas_web.api.columns import TEXT, Column
from clusteratlas_web.api.parameters import LEVEL, YEAR, Parameter, text
from clusteratlas_web.explore.definitions.asked import read_draft
from clusteratlas_web.explore.definitions.drafted import shown_of
from clusteratlas_web.explore.definitions.limits import (
    LONGEST_ABOUT,
    LONGEST_TEXT,
    MOST_DISSOLVED,
    MOST_MOVES,
    MOST_NEW,
    MOST_RENAMED,
)
from clusteratlas_web.explore.definitions.shaped import Shown


def _several(name: str, most: int, meaning: str, example: str) -> Parameter:
    """One that may be given several times; that one more than the most is too many, the draft itself says."""
    kind: Any = list[str]
    return Parameter(name, kind, meaning, [example], [], (("max_length", most + 1),), repeats=True)


def _in_both(longest: int) -> int:
    """The letters of a text in two languages, with what stands between."""
    return 2 * longest + len(" | ")


DRAFT = (
    text("from", "The definition that is drafted anew; the edition's own if none is given.", "us-benchmark"),
    text("version", "Its version; a draft of another version than the one that is here is refused.", "1.0"),
    text("name", "What the draft is called: small letters, digits and single hyphens.", "my-clusters"),
    text(
        "title", "Its title in English and in Chinese, with | between.", "My clusters|我的集群",
        longest=_in_both(LONGEST_TEXT),
    ),
    text(
        "about", "A sentence that says what it is for, in English and in Chinese, with | between; one may be empty.",
        "What if cars stood alone?|", longest=_in_both(LONGEST_ABOUT),
    ),
    _several(
        "new", MOST_NEW, "A new cluster: its code, its kind, its names in English and in Chinese, with | between.",
        "chips|traded|Chips|芯片",
    ),
    _several(
        "move", MOST_MOVES, "An industry, the cluster it goes to, and why, with blanks between.",
        "336411 automotive makes parts of cars",
    ),
    _several(
        "dissolve", MOST_DISSOLVED,
        "A cluster that is dissolved, the cluster its industries go to or - for none, and why, with blanks between.",
        "footwear apparel too small",
    ),
    _several(
        "rename", MOST_RENAMED, "A cluster and its new names in English and in Chinese, with | between.",
        "automotive|Cars|汽车",
    ),
)  # fmt: skip
SEEN = (*DRAFT, LEVEL, YEAR)
CLUSTER = Column("cluster", TEXT, "The code of the cluster.", is_key=True)
TITLE = Column("title", TEXT, "What the draft calls the cluster, in the language asked for.")


def shown_draft(asked: Asked) -> Shown:
    """The draft as its page shows it; raises DraftRefused, UnknownChoice."""
    return shown_of(asked.request, asked.edition, read_draft(asked.request.GET, asked.edition))


def check_open(shown: Shown, code: str) -> str:
    """The same cluster; raises NoSuchEntry for one that the draft does not have."""
    if code not in shown.draft.targets:
        near = nearest_code(code[:80], shown.draft.targets)
        raise NoSuchEntry("cluster", code, shown.edition.manifest.identity, near)
    return code
