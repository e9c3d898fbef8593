"""Briefs of regions and clusters: their content as data, and where they lie as pages, documents and workbooks."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_noop as said

from clusteratlas.editions.queries import clusters, regions
from clusteratlas.reports.brief import DRAWN, Answer, Block, Facts, Picture, Section, Table
from clusteratlas_web.api.asked import Asked, edition_document
from clusteratlas_web.api.atlas.regions import of_reference
from clusteratlas_web.api.atlas.subjects import CHARTS
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR
from clusteratlas_web.api.problems import ProblemFound
from clusteratlas_web.api.schemas import EDITION, anything, by_key, document, every, perhaps, some
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.briefs import asked as asking
from clusteratlas_web.explore.briefs.contents import FORMATS

_ANSWER = document(
    "A question and its answer.",
    {
        "question": some("string", "What readers come with."),
        "sentence": some("string", "The answer."),
        "paragraphs": every({"type": "string"}, "The answer as the page sets it; a long one in several."),
    },
)
_HEADLINE = document(
    "A key figure.",
    {
        "id": some("string", "Its name.", "jobs"),
        "label": some("string", "What it is called."),
        "value": perhaps("number", "The figure; empty where nobody knows it."),
        "kind": some("string", "What it is counted in.", "count"),
        "note": some("string", "What it is held against."),
    },
)
_BLOCK = document(
    "A table, a picture or facts.",
    {
        "kind": some("string", "Which of them it is.", enum=["table", "picture", "facts"]),
        "id": some("string", "Its name."),
        "title": some("string", "The title of a table, what a picture shows."),
        "note": some("string", "How it is read."),
        "columns": every(anything("Key, label, kind and meaning of a column."), "The columns of a table."),
        "rows": every(anything("The values by the keys of columns."), "The rows of a table, all of them."),
        "facts": every({"type": "array", "items": {"type": "string"}}, "Labels with what they stand for."),
    },
    optional=("id", "title", "note", "columns", "rows", "facts"),
)
_SECTION = document(
    "A section.",
    {
        "id": some("string", "Its name."),
        "title": some("string", "Its title."),
        "lead": every({"type": "string"}, "The sentences it opens with."),
        "blocks": every(_BLOCK, "Its tables, pictures and facts, in their order."),
    },
)
_BRIEF = document(
    "A brief.",
    {
        "edition": EDITION,
        "code": some("string", "The region or the cluster.", "us-metro-48620"),
        "title": some("string", "What it is called."),
        "kicker": some("string", "What kind of brief it is."),
        "subtitle": some("string", "The line below its title."),
        "year": some("integer", "The year.", 2019),
        "rules": some("string", "The rule book that says what is strong."),
        "level": perhaps("string", "Of a cluster: the level of the regions."),
        "currency": some("string", "The currency of figures that are money; empty where there is none."),
        "warning": some("string", "What is to be known before it is read; empty where nothing is."),
        "answers": every(_ANSWER, "The questions that readers come with."),
        "headlines": every(_HEADLINE, "The key figures."),
        "sections": every(_SECTION, "The sections, in their order."),
        "files": by_key(
            by_key({"type": "string"}, "An address by form."), "Where it lies, by language: page, pdf, xlsx."
        ),
    },
)


@edition_document("/regions/{region}/brief", said("Brief of a region"), CHARTS, _BRIEF, YEAR, RULES)
def region_brief(asked: Asked) -> dict[str, Any]:
    """The brief of a region: answers, key figures and every table, in the language asked for; its files in both."""
    regions.region(asked.edition, asked["region"])
    if asked["region"] == asked.edition.manifest.country:
        raise ProblemFound(of_reference(asked["region"]))
    return _told(asking.asked_of_region(asked.request, asked.edition, asked["region"]))


@edition_document("/clusters/{cluster}/brief", said("Brief of a cluster"), CHARTS, _BRIEF, LEVEL, YEAR, RULES)
def cluster_brief(asked: Asked) -> dict[str, Any]:
    """The brief of a cluster over the regions of a level: answers, key figures and every table; its files."""
    clusters.cluster(asked.edition, asked["cluster"])
    return _told(asking.asked_of_cluster(asked.request, asked.edition, asked["cluster"]))


def _told(wanted: asking.Asked) -> dict[str, Any]:
    brief, choice = wanted.read(), wanted.choice
    naming = brief.naming
    return {
        "edition": naming.edition,
        "code": wanted.code,
        "title": naming.title,
        "kicker": naming.kicker,
        "subtitle": naming.subtitle,
        "year": naming.year,
        "rules": choice.rules,
        "level": choice.level,
        "currency": brief.currency,
        "warning": brief.warning,
        "answers": [_answer(each) for each in brief.answers],
        "headlines": [vars(each) for each in brief.headlines],
        "sections": [_section(each) for each in brief.sections],
        "files": {language: _files(wanted, language) for language, _ in settings.LANGUAGES},
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"question": answer.question, "sentence": answer.sentence, "paragraphs": list(answer.paragraphs)}


def _section(section: Section) -> dict[str, Any]:
    blocks = [_block(each) for each in section.blocks]
    return {"id": section.id, "title": section.title, "lead": list(section.lead), "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        note = "\n".join(filter(None, (block.caption, block.notice)))
        return {"kind": "picture", "id": block.id, "title": block.alt, "note": note}
    return _facts(block)


def _facts(facts: Facts) -> dict[str, Any]:
    return {"kind": "facts", "facts": [list(line) for line in facts.lines]}


def _table(table: Table) -> dict[str, Any]:
    """The table with the values behind what is drawn and written; what only stands for a drawing is left out."""
    columns = [column for column in table.columns if column.kind not in DRAWN]
    keys = list(dict.fromkeys(key for column in columns for key in (column.key, column.under) if key))
    told = [{name: getattr(column, name) for name in ("key", "label", "kind", "meaning")} for column in columns]
    rows = [_values(row, keys) for row in (*table.rows, *([table.foot] if table.foot else []))]
    return {
        "kind": "table",
        "id": table.id,
        "title": table.title,
        "note": table.note,
        "columns": told,
        "rows": rows,
    }


def _values(row: Mapping[str, Any], keys: list[str]) -> dict[str, Any]:
    return {key: row.get(key) for key in keys}


def _files(wanted: asking.Asked, language: str) -> dict[str, str]:
    with translation.override(language):
        page = wanted.to.page(f"{wanted.kind}-brief", **{wanted.kind: wanted.code})
        return {"page": with_query(page, **wanted.query)} | {name: wanted.file(name) for name in FORMATS}
