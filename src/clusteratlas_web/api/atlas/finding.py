"""Search in an edition, and the glossary."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.editions.search import find
from clusteratlas.glossary import Term, terms, unit_name
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, current_document, current_rows, edition_rows
from clusteratlas_web.api.atlas.subjects import FINDING
from clusteratlas_web.api.columns import TEXT, Column, own_shape
from clusteratlas_web.api.parameters import WORDS
from clusteratlas_web.api.problems import ProblemFound, not_there
from clusteratlas_web.api.schemas import document, some
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming

_MOST = 1000
_KINDS = ("region", "cluster", "subcluster", "industry")
_FOUND = own_shape(
    "Found",
    (
        Column("entity", TEXT, "What it is.", words=_KINDS, is_key=True),
        Column("code", TEXT, "Its code; of a subcluster, that of the cluster before it.", is_key=True),
        Column("name", TEXT, "Its name in the language asked for.", is_key=True),
        Column("page", TEXT, "The address of its page.", is_key=True),
    ),
)
_Q = replace(WORDS, must=True, kind=str)


@edition_rows("/search", said("Search"), FINDING, _FOUND, _Q)
def search(asked: Asked) -> Rows:
    """Regions, clusters, subclusters and industries whose names or codes have the words, the likeliest first."""
    names = naming(asked.edition)
    return Rows(_FOUND, [_found(row["entity"], row["code"], names) for row in find(asked.edition, asked["q"], _MOST)])


def _found(entity: str, code: str, names: Naming) -> dict[str, str]:
    to = addresses(names.edition)
    told = {
        "region": lambda: (names.region(code), to.region(code)),
        "cluster": lambda: (names.cluster(code), to.cluster(code)),
        "subcluster": lambda: (
            names.subcluster(*code.split("/")),
            f"{to.cluster(code.split('/', maxsplit=1)[0])}#subclusters",
        ),
        "industry": lambda: (names.industry(code), to.industry(code)),
    }
    name, page = told[entity]()
    return {"entity": entity, "code": code, "name": str(name), "page": page}


_TERMS = own_shape(
    "Term",
    (
        Column("term", TEXT, "Its key.", is_key=True),
        Column("part", TEXT, "A word, a column, or a table.", words=("word", "column", "table"), is_key=True),
        Column("label", TEXT, "What pages call it, in the language asked for.", is_key=True),
        Column("meaning", TEXT, "What it means, in one sentence.", is_key=True),
        Column("unit", TEXT, "The name of its unit; empty where it has none.", is_key=True),
        Column("formula", TEXT, "How it is computed; empty where it is not.", is_key=True),
        Column("citation", TEXT, "Where it comes from; empty where that needs no saying.", is_key=True),
    ),
)


@current_rows("/glossary", said("Glossary"), FINDING, _TERMS, WORDS)
def glossary(asked: Asked) -> Rows:
    """Every word, column and table with its meaning, formula and unit; with `q` those that have the words."""
    wanted = (asked["q"] or "").casefold().split()
    rows = [_term(term, asked.language) for _, term in sorted(terms().items())]
    return Rows(_TERMS, [row for row in rows if all(word in _text(row) for word in wanted)])


_TERM = document("A term.", {column.name: some("string", column.meaning) for column in _TERMS.columns})


@current_document("/glossary/{term}", said("A term"), FINDING, _TERM)
def term(asked: Asked) -> dict[str, Any]:
    """One term of the glossary."""
    known = terms()
    if asked["term"] not in known:
        raise ProblemFound(not_there(gettext("There is no term “%(code)s”"), asked["term"], sorted(known)))
    return _term(known[asked["term"]], asked.language)


def _term(term: Term, language: str) -> dict[str, str]:
    return {
        "term": term.key,
        "part": term.part,
        "label": term.label(language),
        "meaning": term.meaning(language),
        "unit": unit_name(term.unit, language) if term.unit else "",
        "formula": term.formula,
        "citation": term.citation,
    }


def _text(row: dict[str, str]) -> str:
    return f"{row['term']} {row['label']} {row['meaning']}".casefold()
