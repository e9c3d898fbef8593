"""How a level is passed: points, baselines, thresholds, the total, and the verdict with its reasons; pure arithmetic.

A value is a Decimal: shares are 0 to 1, yes is 1 and no is 0. None is a value that nobody gave.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from clusteratlas_web.designations.words import ANSWERED, AT_LEAST, BASELINES, THRESHOLDS

NOTHING, CENT = Decimal(0), Decimal("0.01")
MISSING, BELOW, TOTAL, NO_INDICATORS = "missing", "below", "total", "no-indicators"


@dataclass(frozen=True)
class Asked:
    """What an indicator asks: its bounds, and the points between `floor` (none of them) and `target` (all)."""

    code: str
    direction: str = AT_LEAST
    baseline: Decimal | None = None
    threshold: Decimal | None = None
    floor: Decimal | None = None
    target: Decimal | None = None
    points: Decimal = NOTHING


@dataclass(frozen=True)
class Finding:
    """How a value stands: the bound its rule holds it against, whether it is met, how far it is, the points it earns.

    `gap` is how much more is needed, or how much less where the bound is a most; none where it is met or not given.
    """

    asked: Asked
    value: Decimal | None
    bound: Decimal | None
    is_met: bool
    gap: Decimal | None
    points: Decimal


@dataclass(frozen=True)
class Reason:
    """Why a level is not passed: a code of this file, the indicators it is about, and figures."""

    code: str
    indicators: tuple[str, ...] = ()
    share: Decimal | None = None
    least: Decimal | None = None


@dataclass(frozen=True)
class Verdict:
    """What the rule of a level says of all values together."""

    findings: tuple[Finding, ...]
    total: Decimal
    most: Decimal
    reasons: tuple[Reason, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons

    @property
    def share(self) -> Decimal | None:
        """The points earned of all there are; None where none can be earned."""
        return self.total / self.most if self.most else None

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The indicators that are not met, those without a value first."""
        return tuple(sorted((each for each in self.findings if not each.is_met), key=lambda each: each.gap is not None))


def judge(
    asked: Iterable[Asked], values: Mapping[str, Decimal | None], rule: str, least_total: Decimal | None = None
) -> Verdict:
    """The verdict of a rule of words.RULES on values by code; the points are compared before they are rounded."""
    findings = tuple(find(each, values.get(each.code), rule) for each in asked)
    exact = sum((earned(each.asked, each.value) for each in findings), NOTHING)
    most = sum((each.asked.points for each in findings), NOTHING)
    reasons = [*_unmet(findings), *_too_few(exact, most, rule, least_total)]
    if not findings:
        reasons = [Reason(NO_INDICATORS)]
    return Verdict(findings, sum((each.points for each in findings), NOTHING), most, tuple(reasons))


def find(asked: Asked, value: Decimal | None, rule: str) -> Finding:
    """How one value stands under a rule: a bound that the set does not give is met by any value."""
    bound = {BASELINES: asked.baseline, THRESHOLDS: asked.threshold}.get(rule) if rule != ANSWERED else None
    is_met = value is not None and (bound is None or reaches(value, bound, asked.direction))
    gap = None if value is None or is_met or bound is None else abs(bound - value)
    points = earned(asked, value).quantize(CENT, ROUND_HALF_UP)
    return Finding(asked, value, bound, is_met, gap, points)


def reaches(value: Decimal, bound: Decimal, direction: str) -> bool:
    """Whether a value is at least, or at most, its bound."""
    return value >= bound if direction == AT_LEAST else value <= bound


def earned(asked: Asked, value: Decimal | None) -> Decimal:
    """The points of a value: points × (value − floor) / (target − floor), not below none and not above all."""
    if value is None or not asked.points or asked.floor is None or asked.target is None:
        return NOTHING
    way = (value - asked.floor) / (asked.target - asked.floor)
    return asked.points * min(max(way, NOTHING), Decimal(1))


def _unmet(findings: Sequence[Finding]) -> list[Reason]:
    missing = tuple(each.asked.code for each in findings if each.value is None)
    below = tuple(each.asked.code for each in findings if each.value is not None and not each.is_met)
    return [Reason(code, codes) for code, codes in ((MISSING, missing), (BELOW, below)) if codes]


def _too_few(total: Decimal, most: Decimal, rule: str, least: Decimal | None) -> list[Reason]:
    """The total counts where the rule is one of thresholds and a least total is given."""
    if rule != THRESHOLDS or least is None or not most or total / most >= least:
        return []
    return [Reason(TOTAL, share=total / most, least=least)]
