"""How levels are passed, on tables by hand: points, baselines, thresholds, totals; months and last days."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from clusteratlas_web.designations.dates import day_in, end_of, last_day, months_after, whole_months
from clusteratlas_web.designations.levels import Asked, Reason, judge


def number(text: str) -> Decimal:
    return Decimal(text)


def asked(code: str, way: str = "at-least", bounds: str = "", ends: str = "", points: str = "0") -> Asked:
    """An indicator from `baseline threshold` and `floor target`; a dash is none."""
    found = [None if each == "-" else Decimal(each) for each in f"{bounds or '- -'} {ends or '- -'}".split()]
    return Asked(code, way, *found, Decimal(points))


STAFF = asked("staff", bounds="1 2", ends="0 4", points="40")
PUBLIC = asked("public", "at-most", "0.6 0.5", "1 0.2", "40")
PLAN = asked("plan", bounds="1 1", ends="0 1", points="20")
ALL = (STAFF, PUBLIC, PLAN)


@pytest.mark.parametrize(
    ("value", "points"),
    # staff: 40 points from 0 to 4; public share: 40 points from 1 down to 0.2
    [("0", "0"), ("1", "10"), ("2.5", "25"), ("4", "40"), ("9", "40"), ("-1", "0")],
)
def test_points_of_more_is_better(value: str, points: str) -> None:
    (found,) = judge([STAFF], {"staff": number(value)}, "thresholds").findings
    assert found.points == number(points)


@pytest.mark.parametrize(("value", "points"), [("1", "0"), ("0.6", "20"), ("0.2", "40"), ("0", "40"), ("0.5", "25")])
def test_points_of_less_is_better(value: str, points: str) -> None:
    (found,) = judge([PUBLIC], {"public": number(value)}, "thresholds").findings
    assert found.points == number(points)


@pytest.mark.parametrize(
    ("rule", "values", "met", "gaps", "reasons"),
    [
        ("answered", "0 1 0", "yyy", "- - -", []),
        ("answered", "0 - 0", "yny", "- - -", ["missing"]),
        ("baselines", "1 0.6 1", "yyy", "- - -", []),
        ("baselines", "0.5 0.7 1", "nny", "0.5 0.1 -", ["below"]),
        ("baselines", "- 0.7 0", "nnn", "- 0.1 1", ["missing", "below"]),
        ("thresholds", "4 0.2 1", "yyy", "- - -", []),
        ("thresholds", "2 0.5 1", "yyy", "- - -", ["total"]),  # 20 + 25 + 20 of 100
        ("thresholds", "4 0.55 1", "yny", "- 0.05 -", ["below"]),  # 40 + 22.5 + 20: enough points, one too low
    ],
)
def test_rules(rule: str, values: str, met: str, gaps: str, reasons: list[str]) -> None:
    given = [None if each == "-" else number(each) for each in values.split()]
    found = judge(ALL, dict(zip(("staff", "public", "plan"), given, strict=True)), rule, number("0.8"))
    assert "".join("y" if each.is_met else "n" for each in found.findings) == met
    assert [str(each.gap or "-") for each in found.findings] == gaps.split()
    assert [each.code for each in found.reasons] == reasons
    assert found.passed is not bool(reasons)


def test_the_total_and_the_least_of_it() -> None:
    values = {"staff": number("2"), "public": number("0.5"), "plan": number("1")}
    found = judge(ALL, values, "thresholds", number("0.8"))
    assert (found.total, found.most, found.share) == (number("65"), number("100"), number("0.65"))
    assert found.reasons == (Reason("total", share=number("0.65"), least=number("0.8")),)
    assert judge(ALL, values, "thresholds", number("0.65")).passed


def test_points_are_rounded_when_they_are_shown_and_not_when_they_are_compared() -> None:
    third = asked("third", bounds="- 0", ends="0 3", points="1")
    found = judge([third], {"third": number("1")}, "thresholds", number("0.3333"))
    assert (str(found.total), found.passed) == ("0.33", True)


def test_nothing_asked_is_never_passed_and_the_missing_come_first() -> None:
    assert [each.code for each in judge([], {}, "answered").reasons] == ["no-indicators"]
    found = judge(ALL, {"staff": number("0"), "public": None, "plan": number("1")}, "baselines")
    assert [each.asked.code for each in found.missing] == ["public", "staff"]


@pytest.mark.parametrize(
    ("begins", "months", "after", "last"),
    [
        (date(2025, 3, 1), 24, date(2027, 3, 1), date(2027, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28), date(2025, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 28), date(2025, 2, 27)),
        (date(2025, 12, 15), 1, date(2026, 1, 15), date(2026, 1, 14)),
        (date(2025, 3, 31), -13, date(2024, 2, 29), date(2024, 2, 28)),
    ],
)
def test_months(begins: date, months: int, after: date, last: date) -> None:
    assert (months_after(begins, months), last_day(begins, months)) == (after, last)


def test_whole_months_and_days_of_a_zone() -> None:
    spans = [(date(2025, 1, 31), date(2025, 2, 28)), (date(2025, 1, 15), date(2025, 2, 14)), (date(2024, 5, 1),) * 2]
    assert [whole_months(*span) for span in spans] == [1, 0, 0]
    moment = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    assert (day_in("Asia/Shanghai", moment), day_in("UTC", moment)) == (date(2026, 1, 1), date(2025, 12, 31))
    assert end_of(date(2025, 12, 31), "Asia/Shanghai").astimezone(UTC) == datetime(2025, 12, 31, 16, tzinfo=UTC)
