"""The ranking in plain Python, from the scores that the test itself entered: what the page of the jury must show.

Severity by turns: the quality of each application is the mean of what its jurors gave with their severity put back, the
severity of each juror is how far the juror stays below these qualities, until nothing moves any more. It shares no line
and no method with the platform, which solves the same least squares at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser.commons.competition.calling import HIGH, LOW, WEIGHTS
from tests.browser.commons.competition.reviewing import Given

ENOUGH = 1e-12
Total = Mapping[tuple[int, str], float]


@dataclass(frozen=True)
class Standing:
    """An application in its place: its score without severity, and as the jurors gave it."""

    application: int
    rank: int
    score: float
    plain: float


def ranking(given: Given) -> list[Standing]:
    """All applications that were reviewed, the first first; those with the same score share a rank."""
    totals = {key: total(values) for key, values in given.items()}
    severity = severities(totals)
    score = means({(number, who): value + severity[who] for (number, who), value in totals.items()})
    plain, order = means(totals), sorted(score, key=lambda number: (-round(score[number], 6), number))
    above = {number: sum(round(other, 6) > round(score[number], 6) for other in score.values()) for number in order}
    return [Standing(number, above[number] + 1, score[number], plain[number]) for number in order]


def total(values: tuple[float, ...]) -> float:
    """The weighted values of a review, of 100."""
    shares = [weight / sum(WEIGHTS) for weight in WEIGHTS]
    return sum(share * (value - LOW) / (HIGH - LOW) * 100 for share, value in zip(shares, values, strict=True))


def means(totals: Total) -> dict[int, float]:
    """By application."""
    found: dict[int, list[float]] = {}
    for (number, _), value in totals.items():
        found.setdefault(number, []).append(value)
    return {number: sum(values) / len(values) for number, values in found.items()}


def severities(totals: Total) -> dict[str, float]:
    """By juror, in points of 100; the jurors who can be compared have none on average."""
    jurors = {who for _, who in totals}
    severity = dict.fromkeys(jurors, 0.0)
    moved = 1.0
    while moved > ENOUGH:
        quality = means({(number, who): value + severity[who] for (number, who), value in totals.items()})
        new = {}
        for one in jurors:
            below = [quality[number] - value for (number, who), value in totals.items() if who == one]
            new[one] = sum(below) / len(below)
        moved = max(abs(new[one] - severity[one]) for one in jurors)
        severity = new
    for part in parts(totals):
        middle = 0.0 if len(part) == 1 else sum(severity[who] for who in part) / len(part)
        severity |= {who: severity[who] - middle if len(part) > 1 else 0.0 for who in part}
    return severity


def parts(totals: Total) -> list[set[str]]:
    """Jurors joined by applications that they both read."""
    found: list[set[str]] = []
    for number in {each for each, _ in totals}:
        joined = {who for each, who in totals if each == number}
        for part in [part for part in found if part & joined]:
            found.remove(part)
            joined |= part
        found.append(joined)
    return found
