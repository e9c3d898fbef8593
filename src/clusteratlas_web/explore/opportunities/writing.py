"""Parts, figures and sentences of opportunities, as the page's language writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis import Writing, write_sentences
from clusteratlas.diagnosis.opportunities import PARTS, messages_of
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.opportunity_facts import candidate_facts, names_relations
from clusteratlas.glossary import term
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.money import short_money

PAY, COMPLEXITY = "pay", "complexity"
_BETWEEN = {"en": " ", "zh-hans": ""}
_STANDING, _OUTSTANDING = 0, 2  # which of the messages says what; between them stands who is related


@dataclass(frozen=True)
class WrittenPart:
    """A part of a candidate: its name, its value and its percentile as they are read; nothing where it is absent.

    `width` is how many hundredths of its bar are drawn; `counts` whether it counts in the score.
    """

    id: str
    label: str
    value: str
    percentile: str
    width: int
    counts: bool

    @property
    def column(self) -> str:
        """Where its value is explained."""
        return f"opportunities.{self.id}"

    @property
    def place(self) -> str:
        """Where its percentile is explained."""
        return f"opportunities.{self.id}_percentile"


@dataclass(frozen=True)
class Writer:
    """Writes what an edition says of candidates in the language that is spoken."""

    edition: Edition
    language: str
    writing: Writing

    @classmethod
    def of(cls, edition: Edition, prospects: Sequence[Row]) -> "Writer":
        """For the clusters of a region's prospects."""
        language, names = get_language() or "en", naming(edition)
        known = {row["cluster"]: str(names.short_cluster(row["cluster"])) for row in prospects}
        money = partial(short_money, currency=edition.manifest.currency, language=language)
        formats = {"count": numbers.count, "share": whole_share, "change": numbers.change, "money": money}
        return cls(edition, language, Writing(known, formats))

    def sentences(self, row: Row, candidates: Sequence[Row], prospects: Sequence[Row]) -> str:
        """Where a candidate stands, what strong clusters are related to it, and what stands out, if anything does."""
        facts = candidate_facts(self.edition, row, candidates, prospects)
        messages = messages_of(facts)
        found = [write_sentences(message, self.language, self.writing) for message in messages]
        if row["related_strong_clusters"] and not names_relations(self.edition, row["year"]):
            found[_STANDING + 1 : _OUTSTANDING] = [self._related_then(row)]
        return _BETWEEN[self.language].join(found)

    def parts(self, row: Row) -> list[WrittenPart]:
        """The four parts of a candidate."""
        return [
            WrittenPart(
                id=part,
                label=part_label(part, row["reward_kind"]),
                value=self.value(part, row),
                percentile=percentile(row[f"{part}_percentile"]),
                width=round((row[f"{part}_percentile"] or 0) * 100),
                counts=bool(row.get(f"{part}_counts", 1)),
            )
            for part in PARTS
        ]

    def value(self, part: str, row: Row) -> str:
        """The value of a part; nothing where it is absent."""
        value = row[part]
        if value is None:
            return ""
        if part == "reward":
            return self._reward(value, row["reward_kind"])
        return {"gap": whole_share, "pull": numbers.change}.get(part, numbers.location_quotient)(value)

    def _reward(self, value: float, kind: str) -> str:
        if kind == PAY:
            return short_money(value, self.edition.manifest.currency, self.language)
        return numbers.signed_difference(value)

    def _related_then(self, row: Row) -> str:
        """For a year of which the edition knows how many are related, and which is the nearest, but no more."""
        facts = {
            "related": numbers.count(row["related_strong_clusters"]),
            "strong": numbers.count(row["strong_clusters"]),
            "nearest": self.writing.names.get(row["nearest_strong_cluster"], ""),
        }
        return gettext("Related strong clusters here: %(related)s of %(strong)s; the nearest is %(nearest)s.") % facts


def part_label(part: str, reward_kind: str = "") -> str:
    """What a part is called; the reward by what it is."""
    named = {PAY: gettext("Pay"), COMPLEXITY: gettext("Complexity")}
    if part == "reward" and reward_kind in named:
        return named[reward_kind]
    return term(part).label(get_language() or "en")


def whole_share(value: float) -> str:
    """0.304 as 30%, 12.5 as 1,250%: a share in running text, what is there but rounds away as <1%."""
    return numbers.share(value, 0) if value < 1 else f"{numbers.count(value * 100)}%"


def percentile(value: float | None) -> str:
    """0.853 as P85; nothing where there is none."""
    return "" if value is None else f"P{round(value * 100)}"
