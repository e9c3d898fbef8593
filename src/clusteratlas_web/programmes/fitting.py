"""Whether an instrument is for an organisation: each condition by itself, so that a page can say why; pure.

An instrument's condition that is empty holds for everybody and is not spoken of. A condition on something that the
organisation has not recorded is unknown: neither met nor failed, and it can be settled by recording it.
"""

from dataclasses import dataclass
from enum import Enum

KIND, SIZE, REGION, CLUSTER = "kind", "size", "region", "cluster"
CONDITIONS = (KIND, SIZE, REGION, CLUSTER)


class Answer(Enum):
    """What is so of a condition."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Applicant:
    """What an organisation has recorded; `regions` with those its regions lie in, `country` among them."""

    kind: str = ""
    size: str = ""
    regions: frozenset[str] = frozenset()
    clusters: frozenset[str] = frozenset()

    def has(self, condition: str) -> frozenset[str]:
        """Its values for a condition."""
        single = {KIND: self.kind, SIZE: self.size}
        if condition in single:
            return frozenset({single[condition]} - {""})
        return self.regions if condition == REGION else self.clusters


@dataclass(frozen=True)
class Terms:
    """Who may use an instrument; an empty condition is for everybody."""

    kinds: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()

    def wants(self, condition: str) -> tuple[str, ...]:
        """The values that a condition allows."""
        return {KIND: self.kinds, SIZE: self.sizes, REGION: self.regions, CLUSTER: self.clusters}[condition]


@dataclass(frozen=True)
class Finding:
    """One condition: what is so, which of the allowed values the organisation has, and what is allowed."""

    condition: str
    answer: Answer
    shared: tuple[str, ...]
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """All conditions of an instrument that are not empty, for one organisation."""

    findings: tuple[Finding, ...]

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The conditions that are met."""
        return tuple(each for each in self.findings if each.answer is Answer.MET)

    @property
    def misses(self) -> tuple[Finding, ...]:
        """The conditions that are not, or that nobody can tell."""
        return tuple(each for each in self.findings if each.answer is not Answer.MET)

    @property
    def fits(self) -> bool:
        """Whether every condition is met."""
        return not self.misses

    @property
    def is_near_miss(self) -> bool:
        """Whether exactly one condition stands between."""
        return len(self.misses) == 1


def fit(applicant: Applicant, terms: Terms) -> Fit:
    """Each condition of an instrument for an organisation, in the order kind, size, region, cluster."""
    asked = [(condition, terms.wants(condition)) for condition in CONDITIONS]
    return Fit(tuple(_find(condition, applicant.has(condition), wants) for condition, wants in asked if wants))


def _find(condition: str, has: frozenset[str], allowed: tuple[str, ...]) -> Finding:
    shared = tuple(code for code in allowed if code in has)
    answer = Answer.MET if shared else Answer.FAILED if has else Answer.UNKNOWN
    return Finding(condition, answer, shared, allowed)
