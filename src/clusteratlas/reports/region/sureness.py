"""How sure the figures of a region are: what is published, derived and estimated, and what that could change."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import DERIVED, ESTIMATED, PUBLISHED, UNKNOWN
from clusteratlas.editions.queries.bounds import cells_by_flag
from clusteratlas.reports.brief import CODE, Block, Column, Section, Table
from clusteratlas.reports.listing import shown_in_words
from clusteratlas.reports.region.answers import known_in_words, robust_in_words
from clusteratlas.reports.region.subject import RegionSubject

SECTION, TABLE, RANGES = "sure", "quality", "ranges"
SHOWN = 8
_FLAGS = (PUBLISHED, DERIVED, ESTIMATED, UNKNOWN)


def read_sureness(subject: RegionSubject) -> Section:
    """The section: the grade, the cells by how they came about, and the clusters with the widest ranges."""
    spoken = subject.spoken
    cells = cells_by_flag(subject.edition, subject.code, subject.year)
    ranged = [row for row in subject.clusters if row["employment_low"] is not None]
    lead = spoken.sentences(known_in_words(subject), robust_in_words(subject))
    said = (lead, spoken.say("grades"), *([] if ranged else [spoken.say("no_ranges")]))
    tables: tuple[Block, ...] = (_quality(subject, cells), *((_ranges(subject, ranged),) if ranged else ()))
    return Section(SECTION, spoken.say("sure_title"), said, tables)


def _quality(subject: RegionSubject, cells: dict[str, Row]) -> Table:
    say = subject.spoken.say
    known = {flag: row for flag, row in cells.items() if flag != UNKNOWN}
    total = sum(row["employment"] for row in known.values())
    rows = [
        {
            "how": say(f"cells_{flag}"),
            "cells": cells[flag]["cells"],
            "employment": known[flag]["employment"] if flag in known else None,
            "share": known[flag]["employment"] / total if flag in known and total else None,
        }
        for flag in _FLAGS
        if flag in cells
    ]
    columns = (
        Column("how", say("col_how"), bold=True),
        Column("cells", say("col_cells"), "count"),
        Column("employment", say("col_jobs"), "count"),
        Column("share", say("col_share"), "share", bold=True),
    )
    return Table(TABLE, columns, rows)


def _ranges(subject: RegionSubject, ranged: list[Row]) -> Table:
    """The widest first; those that could change class above all."""
    spoken = subject.spoken
    rows = [row | {"ends": (row["employment_low"], row["employment_high"])} for row in ranged]
    rows = [row | {"effect": _effect(subject, row)} for row in sorted(rows, key=_order)]
    columns = (
        Column("cluster", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_cluster")),
        Column("employment_low", spoken.say("col_low"), "count", on_paper=False),
        Column("employment", spoken.say("col_jobs"), "count", bold=True),
        Column("employment_high", spoken.say("col_high"), "count", on_paper=False),
        Column("ends", spoken.say("col_range"), "range", spoken.say("meaning_range")),
        Column("effect", spoken.say("col_effect")),
    )
    jobs = sum(bool(row["employment"]) for row in subject.clusters)
    notes = (shown_in_words(spoken, SHOWN, len(rows)), spoken.say("ranges_note"))
    title = spoken.say("ranges_title")
    counted = spoken.say("ranges_counted", count=len(rows), of=max(jobs, len(rows)))
    return Table(RANGES, columns, rows, title=title, shown=SHOWN, note=spoken.sentences(counted, *notes))


def _order(row: Row) -> tuple[bool, bool, int, str]:
    """Those that have a class first, of these those whose range has no end, then the widest."""
    return not row["is_ranked"], row["employment_high"] is not None, -_width(row), row["cluster"]


def _width(row: Row) -> int:
    high = row["employment_high"]
    return int(row["employment"] if high is None else high - row["employment_low"])


def _effect(subject: RegionSubject, row: Row) -> str:
    """What the low and the high end do to its class under the edition's first rule book."""
    say, strong = subject.spoken.say, row["strong"]
    if not subject.is_first or strong is None:
        return say("effect_none") if strong is None else ""
    if row["strong_low"] != strong or row["strong_high"] != strong:
        return say("effect_changes")
    if not strong:
        return say("effect_not")
    return say("effect_both") if row["robust"] else say("effect_less")
