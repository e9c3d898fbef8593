"""The measures and classes that a map can show of a cluster, of a part of one, of an industry, of whole regions."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.mapped import CLUSTER, INDUSTRY, REGIONS, SUBCLUSTER
from clusteratlas.glossary import Term, column_term
from clusteratlas_web.explore.wording import LOCAL

CLASS, SURENESS, GRADE = "class", "strong", "grade"
NAMED = (CLASS, SURENESS, GRADE)  # what has classes with names instead of figures
GROWTH = ("employment_growth", "traded_growth")
_OF_CANDIDATES = ("score", "closeness")
_STRUCTURE = (
    *("diversity", "herfindahl", "krugman_specialisation", "related_variety", "unrelated_variety"),
    *("economic_complexity", "complexity_outlook"),
)
_TABLES = {
    **dict.fromkeys(_STRUCTURE, "structure"),
    **dict.fromkeys(("coverage", "known_share", GRADE), "quality"),
}
_STORED = {CLUSTER: "portfolio", SUBCLUSTER: "portfolio", INDUSTRY: "activity", REGIONS: "summary"}


@dataclass(frozen=True)
class MapMeasure:
    """A measure: its name in addresses, which is a column of `table`, and its unit."""

    name: str
    table: str
    unit: str

    @property
    def is_named(self) -> bool:
        """Whether it has classes with names instead of figures."""
        return self.name in NAMED

    @property
    def of_candidates(self) -> bool:
        """Whether only what may become strong has it."""
        return self.table == "opportunities"

    @property
    def label(self) -> str:
        """What it is called."""
        return own_names().get((self.table, self.name)) or self._term.label(get_language() or "en")

    @property
    def meaning(self) -> str:
        """What it is, in a sentence."""
        return {
            CLASS: gettext("The highest class of the rule book that the cluster reaches in each region."),
            SURENESS: gettext("Where the cluster is strong, and whether withheld figures could change that."),
        }.get(self.name) or self._term.meaning(get_language() or "en")

    @property
    def explained(self) -> str:
        """The column that explains its figures; nothing where they are made here."""
        return "" if self.is_named or (self.table == "activity" and self.name not in _CELLS) else self.column

    @property
    def column(self) -> str:
        """Table and column."""
        return f"{self.table}.{self.name}"

    @property
    def _term(self) -> Term:
        return column_term(self.name, self.table)


_CELLS = ("employment", "establishments", "wages", "revenue", "profit", "exports")


def own_names() -> dict[tuple[str, str], str]:
    """Measures that a map calls otherwise than the glossary does."""
    names = {
        "location_quotient": gettext("Location quotient"),
        "employment": gettext("Jobs"),
        "employment_share": gettext("Share of jobs"),
        "employment_growth": gettext("Growth of jobs"),
        SURENESS: gettext("Strong, and how surely"),
        CLASS: gettext("Class"),
    }
    return {(table, name): label for table in ("portfolio", "activity") for name, label in names.items()}


def measures_of(edition: Edition, table: str, kind: str) -> list[MapMeasure]:
    """The measures of a subject, the one a map begins with first; `kind` is that of its cluster."""
    names = _of_regions(edition) if table == REGIONS else _regional(edition, table, kind)
    return [_measure(name, table) for name in names]


def amount_measure(name: str, table: str) -> MapMeasure:
    """An amount of the edition as a measure of a subject in one of the four tables."""
    return _measure(name, table)


def _measure(name: str, table: str) -> MapMeasure:
    holding = "opportunities" if name in _OF_CANDIDATES else _STORED[table]
    if table == REGIONS:
        holding = _TABLES.get(name, holding)
    unit = "" if name in NAMED else column_term(name, holding).unit
    return MapMeasure(name, holding, unit)


def _amounts(edition: Edition) -> list[str]:
    """The measures of the edition, and those that are money per job."""
    names = [name for name in columns_of(edition.manifest.measures) if name in edition.manifest.measures]
    return [*names, *(per_head(name) for name in names if has_per_head(name))]


def _regional(edition: Edition, table: str, kind: str) -> list[str]:
    classes = [CLASS, SURENESS] if table == CLUSTER and kind != LOCAL else []
    over_all = ["employment_share_all"] if table != INDUSTRY and LOCAL in kinds_of_clusters(edition) else []
    percentiles = ["percentile_location_quotient", "percentile_employment"] if table != INDUSTRY else []
    candidates = _OF_CANDIDATES if classes and edition.manifest.rows.get("opportunities") else ()
    shares = ["employment_share", *over_all, "national_share"]
    names = ["location_quotient", *_amounts(edition), *shares, "employment_growth", *percentiles]
    return [*names[:1], *classes, *names[1:], *candidates]


def _of_regions(edition: Edition) -> list[str]:
    """What is known of regions; growth of traded jobs only where some clusters are local."""
    traded = ["traded_growth"] if LOCAL in kinds_of_clusters(edition) else []
    strong = ["strong_clusters", "strong_share", "largest_share"]
    return [*_amounts(edition), "employment_growth", *traded, *strong, *_STRUCTURE, "coverage", "known_share", GRADE]
