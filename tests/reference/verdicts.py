"""Any rule book, read from its entries and asked of one regional cluster after another; None where nobody can say."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.reference.ordering import percentile

Row = dict[str, Any]
COMPARE = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


@dataclass(frozen=True)
class Verdict:
    """What a rule book says of one regional cluster."""

    classes: dict[str, bool | None]
    highest: str | None
    grade: int | None
    measured: int | None
    strong: bool | None


def threshold(condition: Mapping[str, Any], book: Mapping[str, Any], ranked: list[Row]) -> float | None:
    """A fixed value, a parameter, or the percentile of the ranked rows whose value is known."""
    if "value" in condition:
        value = condition["value"]
        return float(book["parameters"][value] if isinstance(value, str) else value)
    known = [row[condition["column"]] for row in ranked if row[condition["column"]] is not None]
    return percentile(known, condition["percentile"])


def every(answers: list[bool | None]) -> bool | None:
    """Whether all are true: false if one is false, unknown if one is unknown."""
    if False in answers:
        return False
    return None if None in answers else True


def enough(answers: list[bool | None], least: int) -> bool | None:
    """Whether so many are true, for whatever the unknown ones may be."""
    surely, possibly = answers.count(True), answers.count(True) + answers.count(None)
    if surely >= least:
        return True
    return False if possibly < least else None


def verdict(row: Row, rows: list[Row], book: Mapping[str, Any]) -> Verdict | None:
    """The verdict on a row among the rows of its portfolio; None where the rule book does not rank it."""
    if row["kind"] not in book["kinds"] or row["level"] in book["levels_not_ranked"]:
        return None
    alike = [other for other in rows if all(other[key] == row[key] for key in book["within"])]
    ranked = [other for other in alike if other[book["present"]] > 0]
    passes: dict[str, bool | None] = {}
    for condition in book["conditions"]:
        value, limit = row[condition["column"]], threshold(condition, book, ranked)
        if row[book["present"]] <= 0:
            passes[condition["id"]] = False
        elif value is None or limit is None:
            passes[condition["id"]] = None
        else:
            passes[condition["id"]] = COMPARE[condition["operator"]](value, limit)
    minima = every([passes[each] for each in book.get("minima", [])])
    stars = [passes[each] for each in book.get("stars", [])]
    classes: dict[str, bool | None] = {}
    for name, said in book["classes"].items():
        asked = said if isinstance(said, dict) else {"all": said}
        own = every([passes[each] for each in asked.get("all", [])])
        classes[name] = every([minima, own, enough(stars, asked.get("stars", 0))])
    certain = [name for name, holds in classes.items() if holds]
    grade = None if minima is None else stars.count(True) if minima else 0
    return Verdict(
        classes=classes,
        highest=certain[-1] if certain else None,
        grade=grade if stars else None,
        measured=len(stars) - stars.count(None) if stars else None,
        strong=classes[book.get("agreement", "strong")],
    )
