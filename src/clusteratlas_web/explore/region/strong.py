"""The strong clusters of a region under the rule book a reader chose: the choice, the rule, the rows, their total."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.diagnosis import RuleBook, small_set
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import verdicts
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.explore.rule_choice import RuleChoice, class_name
from clusteratlas_web.foundation.page import Link

ANCHOR, TABLE = "strong", "strong"
OVER_ALL = "location_quotient_all"
_NOBODY = {"strong_by": 0, "judged_by": 0}


@dataclass(frozen=True)
class FewRanked:
    """How few regions the clusters of a region are ranked among, at the most, and the rule book to ask instead."""

    ranked: int
    instead: Link | None


@dataclass(frozen=True)
class StrongClusters:
    """What one rule book calls strong here, the largest first, and what it says of the other clusters it ranks."""

    rules: RuleChoice
    kept: list[tuple[str, str]]  # what else the address says
    rows: list[Row]
    classes: list[tuple[str, int]]
    unsaid: int  # clusters with jobs of which it cannot say
    not_measured: str
    employment: int
    ranked_employment: int
    said: int  # clusters with jobs of which it can
    few: FewRanked | None

    @property
    def few_rows(self) -> list[Row]:
        """The strong clusters ranked among few regions, where others here are ranked among more."""
        return [] if self.few else [row for row in self.rows if small_set(self.rules.book, row["ranked_regions"])]

    @property
    def over_all(self) -> bool:
        """Whether the rule book takes quotients over the jobs in all clusters."""
        return _quotient(self.rules.book) == OVER_ALL

    @property
    def column(self) -> str:
        """The column of the edition that explains its quotients."""
        return f"portfolio.{_quotient(self.rules.book)}"

    @property
    def foot(self) -> int:
        """How many columns follow that of jobs on a wide screen."""
        return 2 + (not self.over_all) + self.rules.compares

    @property
    def share(self) -> float | None:
        """The share of the jobs it ranks that is in strong clusters."""
        return self.employment / self.ranked_employment if self.said and self.ranked_employment else None

    @property
    def cannot_say(self) -> bool:
        """Whether nothing is certainly strong, and some clusters may be."""
        return not self.rows and self.unsaid > 0


def read_strong(request: HttpRequest, profile: Profile, rules: RuleChoice) -> StrongClusters:
    """The section on one region in its year."""
    book, first = rules.book, rules.is_first
    ranked = ranked_rows(profile, book)
    strong = [row for row in ranked if row["verdict"]["strong"]]
    said = [row for row in ranked if row["verdict"]["strong"] is not None and row["employment"]]
    limits = thresholds(profile.edition, profile.level, profile.year, book.name)
    return StrongClusters(
        rules=rules,
        kept=[(name, value) for name, value in request.GET.items() if name not in ("rules", "page")],
        rows=[_shown(row, rules, limits.get(row["cluster"], {})) | _page(profile, row, rules) for row in strong],
        classes=[] if first else _classes(ranked, book),
        unsaid=sum(bool(row["employment"]) for row in ranked) - len(said),
        not_measured=_not_measured(ranked, book),
        employment=sum(row["employment"] for row in strong),
        ranked_employment=sum(row["employment"] for row in ranked),
        said=len(said),
        few=_few(profile, book, [limits.get(row["cluster"], {}).get(RANKED, 0) for row in ranked]),
    )


def ranked_rows(profile: Profile, book: RuleBook) -> list[Row]:
    """The clusters a rule book ranks, the largest first, each with its verdict and how many rule books agree."""
    said = verdicts.of_region(profile.edition, profile.code, profile.year, book.name)
    agreed = verdicts.agreement(profile.edition, profile.code, profile.year)
    return [
        row | {"verdict": said[row["cluster"]]} | agreed.get(row["cluster"], _NOBODY)
        for row in profile.clusters
        if row["cluster"] in said
    ]


def _shown(row: Row, rules: RuleChoice, limits: Row) -> Row:
    """The row as the table has it: the quotient that is compared, its line, the class in words."""
    book, quotient = rules.book, row[_quotient(rules.book)]
    rail = {name: row[name] for name in ("location_quotient_low", "location_quotient_high", "robust")}
    if not rules.is_first:
        rail = {"location_quotient_low": None, "location_quotient_high": None, "robust": True}
    return row | {
        "quotient": quotient,
        "rail": rail | {"location_quotient": quotient, "strong": True},
        "line": _line(book, limits),
        "ranked_regions": limits.get(RANKED, 0),
        "class_name": class_name(book, row["verdict"]["class"]),
    }


def _page(profile: Profile, row: Row, rules: RuleChoice) -> Row:
    """Its page under the same rule book."""
    address = profile.to.regional(profile.code, row["cluster"])
    return {"address": with_query(address, year=profile.year, rules=rules.query)}


def _quotient(book: RuleBook) -> str:
    """The quotient a rule book compares: of its own kind of clusters, or over all jobs."""
    return OVER_ALL if any(rule.column == OVER_ALL for rule in book.rules.values()) else "location_quotient"


def _line(book: RuleBook, limits: Row) -> float | None:
    """What the quotient of a strong cluster is held against: a percentile where there is one, else a fixed number."""
    for rules in (book.of_class(book.agreement), book.starred()):
        asked = [rule for rule in rules if rule.column == _quotient(book)]
        ranked = [limits.get(rule.id) for rule in asked if rule.percentile is not None]
        for line in (*ranked, *(rule.value for rule in asked)):
            if line is not None:
                return float(line)
    return None


def _classes(rows: list[Row], book: RuleBook) -> list[tuple[str, int]]:
    """Each class from the highest with the number of clusters in it, then how many are in none."""
    found = [row["verdict"]["class"] for row in rows if row["employment"]]
    counted = [(class_name(book, code), found.count(code)) for code in reversed(list(book.classes))]
    return [*counted, (gettext("no class"), found.count(None))]


def _not_measured(rows: list[Row], book: RuleBook) -> str:
    """The conditions of a rule book that nothing here can be held against, by name."""
    measured = {rule.id for rule in book.rules.values() if any(row.get(rule.column) is not None for row in rows)}
    language = get_language() or "en"
    missing = [book.label(rule, language) for rule in book.rules if rule not in measured]
    return pgettext("between names", ", ").join(missing) if rows else ""


def _few(profile: Profile, book: RuleBook, ranked: list[int]) -> FewRanked | None:
    """The notice where even the most regions any of the clusters is ranked among are few."""
    small = small_set(book, max(ranked, default=0)) if any(ranked) else None
    if small is None:
        return None
    address = with_query(profile.to.region(profile.code, profile.year), rules=small.instead)
    label = gettext("Show the rule book with fixed thresholds")
    there = small.instead in profile.edition.manifest.books
    return FewRanked(small.ranked, Link(label, f"{address}#{ANCHOR}") if there else None)
