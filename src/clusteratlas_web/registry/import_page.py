"""What the page of an import shows: its columns, its rows by what they wait for, the choices of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.places import cluster_name, region_name
from clusteratlas_web.registry.duplicates import NEAR_NAME, SAME_HOST, SAME_NAME
from clusteratlas_web.registry.importing.columns import HEADINGS
from clusteratlas_web.registry.importing.rows import said_problem
from clusteratlas_web.registry.models import ImportBatch, ImportRow, Organisation
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries.names import names_of
from clusteratlas_web.registry.words import KINDS, MERGE, NEW, SKIP

ROWS = 50
WAITING, WRONG, READY, EVERY = "waiting", "wrong", "ready", "every"


@dataclass(frozen=True)
class Option:
    """What may become of a row."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    number: int
    name: str
    kind: str
    country: str
    places: list[str]
    problems: list[tuple[int, str]]
    likely: list[tuple[str, str, str]]  # name, reason, address
    options: list[Option]
    became: str


def import_contents(batch: ImportBatch, query: QueryDict) -> dict[str, Any]:
    """Everything the page shows."""
    counts = {name: rows_of(batch, name).count() for name in (WAITING, WRONG, READY, EVERY)}
    wanted = query.get("show", "")
    if wanted not in counts:
        wanted = WAITING if counts[WAITING] else WRONG if counts[WRONG] else EVERY
    held = rows_of(batch, wanted)
    pages = lay_pages(counts[wanted], ROWS, query)
    return {
        "batch": batch,
        "columns": [(title, gettext(HEADINGS[field]) if field else "") for title, field in batch.columns.items()],
        "tabs": [
            Link(f"{label} {counts[name]}", f"?show={name}", current=name == wanted) for name, label in _tabs().items()
        ],
        "counts": counts,
        "pages": pages,
        "rows": _shown(list(held.select_related("made")[pages.start : pages.stop]), batch),
        "may_store": batch.stored is None and not counts[WAITING] and not counts[WRONG],
        "may_undo": batch.stored is not None and batch.undone is None,
    }


def rows_of(batch: ImportBatch, wanted: str) -> QuerySet[ImportRow]:
    """The rows that wait for a decision, that have errors, that are ready, or all."""
    rows = batch.rows.all()
    wrong = ~Q(errors=[]) & ~Q(decision=SKIP)
    if wanted == WRONG:
        return rows.filter(wrong)
    if wanted == WAITING:
        return rows.filter(decision="", errors=[])
    return rows.filter(~Q(decision="")).exclude(wrong) if wanted == READY else rows


def _tabs() -> dict[str, str]:
    return {
        WAITING: gettext("Possible duplicates"),
        WRONG: gettext("With errors"),
        READY: gettext("Decided"),
        EVERY: gettext("All rows"),
    }


def _shown(rows: list[ImportRow], batch: ImportBatch) -> list[Shown]:
    numbers = {each["record"] for row in rows for each in row.likely if "record" in each}
    numbers |= {row.made_id for row in rows if row.made_id}
    records = {each.pk: each for each in Organisation.objects.filter(pk__in=numbers)}
    names = names_of(records.values())
    lines = {each["row"] for row in rows for each in row.likely if "row" in each}
    earlier = {each.number: _name(each) for each in batch.rows.filter(number__in=lines)}
    return [_row(row, records, {pk: str(name) for pk, name in names.items()}, earlier) for row in rows]


def _row(row: ImportRow, records: dict[int, Organisation], names: dict[int, str], earlier: dict[int, str]) -> Shown:
    likely, options = [], [Option(NEW, gettext("Keep as new"), row.decision == NEW)] if not row.errors else []
    options.append(Option(SKIP, gettext("Skip"), row.decision == SKIP))
    for each in row.likely:
        number, line = each.get("record"), each.get("row")
        if number in records:
            name, address = names[number], reverse("registry:organisation", args=(records[number].slug,))
            value, chosen = f"merge-record:{number}", row.into_id == number
        elif line in earlier:
            name, address = gettext("line %(line)s: %(name)s") % {"line": line, "name": earlier[line]}, ""
            value, chosen = f"merge-row:{line}", row.into_row == line
        else:
            continue
        likely.append((name, _reason(each), address))
        if not row.errors:
            label = gettext("Merge into %(name)s") % {"name": name}
            options.append(Option(value, label, row.decision == MERGE and chosen))
    facts = row.values
    return Shown(
        row.number,
        _name(row),
        label_of(KINDS, facts.get("kind", "")),
        facts.get("country", ""),
        list(_places(facts)),
        [(each["line"], said_problem(each)) for each in row.errors],
        likely,
        options,
        reverse("registry:organisation", args=(row.made.slug,)) if row.made else "",
    )


def _name(row: ImportRow) -> str:
    return next(iter(row.values.get("names", {}).values()), "")


def _places(facts: dict[str, Any]) -> Iterable[str]:
    yield from (str(region_name(code)) for code in facts.get("regions", ()))
    yield from (str(cluster_name(*key.split("/", 1))) for key in facts.get("clusters", ()))


def _reason(likely: dict[str, Any]) -> str:
    words = {SAME_NAME: gettext("same name"), SAME_HOST: gettext("same web host"), NEAR_NAME: gettext("similar name")}
    return words[likely["reason"]]
