"""What the change of the cluster is made of: the nation's growth, its industry's, and its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.changes import added_up, yearly_changes
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.foundation.numbers import count, signed_difference, span

COLUMNS = (
    "year",
    "region",
    "cluster",
    "employment_before",
    "employment",
    "cluster_before",
    "cluster_after",
    "total_before",
    "total_after",
    "employment_change",
    "national_effect",
    "mix_effect",
    "competitive_effect",
    "expected_change",
)
_PARTS, _WHOLE = ("national_effect", "mix_effect", "competitive_effect"), "employment_change"


@dataclass(frozen=True)
class Part:
    """One part of a change: what it is called, what it says, and its figure in each span; the change is the last."""

    name: str
    meaning: str
    figures: list[str]
    is_whole: bool = False


@dataclass(frozen=True)
class Span:
    """The years that are added up, each compared with the one before."""

    rows: list[Row]

    @property
    def years(self) -> str:
        """From the year that the first is compared with to the last: 2013–2019."""
        return span(str(self.rows[0]["year"] - 1), str(self.rows[-1]["year"]))


@dataclass(frozen=True)
class Change:
    """The change since the year before and since the first year, part by part, and the numbers it comes from."""

    spans: list[Span]
    parts: list[Part]
    steps: list[str]
    rows: list[Row]
    notes: list[str]


def change_rows(subject: RegionalCluster) -> list[Row]:
    """The table to take away: each year up to the page's with its effects and the jobs they come from."""
    keys = {"region": subject.region["region"], "cluster": subject.cluster["cluster"]}
    found = yearly_changes(subject.edition, keys["region"], keys["cluster"])
    return [row | keys for row in found if row["year"] <= subject.year]


def make_change(subject: RegionalCluster) -> Change | None:
    """The section; None for a local cluster, in the edition's first year, and where nothing can be compared."""
    rows = [] if subject.local else change_rows(subject)
    spans = [each for each in _spans(subject, rows) if each.rows]
    if not spans:
        return None
    sums = [added_up(each.rows) for each in spans]
    return Change(spans, _parts(sums), _steps(spans[0].rows[-1]), rows, _notes(subject, rows))


def _spans(subject: RegionalCluster, rows: Sequence[Row]) -> list[Span]:
    latest = [row for row in rows if row["year"] == subject.year]
    return [Span(latest), Span(list(rows))] if rows != latest else [Span(latest)]


def _parts(sums: Sequence[Row]) -> list[Part]:
    words = {
        "national_effect": (
            gettext("National effect"),
            gettext("what it would have gained at the growth of all clusters"),
        ),
        "mix_effect": (gettext("Mix effect"), gettext("what its industry gained beyond that in the nation")),
        "competitive_effect": (gettext("Competitive effect"), gettext("its own: what it gained beyond its industry")),
        "employment_change": (gettext("Change of jobs"), gettext("the three together")),
        "expected_change": (gettext("Expected change"), gettext("the first two: had it grown as its industry did")),
    }
    return [
        Part(*words[name], [_effect(each[name]) for each in sums], name == _WHOLE)
        for name in (*_PARTS, _WHOLE, "expected_change")
    ]


def _effect(value: float) -> str:
    return signed_difference(value, 1)


def _steps(row: Row) -> list[str]:
    """The effects of the latest year that can be compared, with the numbers put in; nothing if it began with none."""
    if not row["employment_before"]:
        return []
    before, after = count(row["employment_before"]), count(row["employment"])
    nation, industry = (
        f"({count(row[f'{name}_after'])} / {count(row[f'{name}_before'])} − 1)" for name in ("total", "cluster")
    )
    effects = {name: _effect(row[name]) for name in _PARTS}
    return [
        f"{before} × {nation} = {effects['national_effect']}",
        f"{before} × {industry} − {before} × {nation} = {effects['mix_effect']}",
        f"{after} − {before} − {before} × {industry} = {effects['competitive_effect']}",
    ]


def _notes(subject: RegionalCluster, rows: Sequence[Row]) -> list[str]:
    """What to know of the longer span: years that could not be compared, and vintages that change within it."""
    return [*_left_out(subject, rows), *_vintages(subject, rows)]


def _left_out(subject: RegionalCluster, rows: Sequence[Row]) -> list[str]:
    years = [year for year in subject.edition.years if year <= subject.year][1:]
    if len(rows) == len(years):
        return []
    sentence = ngettext(
        "Of the %(all)s years after the first one can be compared with the year before; the others are left out.",
        "Of the %(all)s years after the first %(known)s can be compared with the year before; the others are left out.",
        len(rows),
    )
    return [sentence % {"all": len(years), "known": len(rows)}]


def _vintages(subject: RegionalCluster, rows: Sequence[Row]) -> list[str]:
    manifest = subject.edition.manifest
    years = [year for year in manifest.years if rows[0]["year"] - 1 <= year <= rows[-1]["year"]]
    spoken = list(dict.fromkeys(manifest.vintage(year) for year in years))
    if len(spoken) == 1:
        return []
    sentence = gettext(
        "The figures speak several vintages of %(classification)s: %(vintages)s. "
        "What is gained or lost where they change counts as change."
    )
    named = pgettext("between names", ", ").join(spoken)
    return [sentence % {"classification": manifest.classification, "vintages": named}]
