"""Formulas as text that is shown, filled with numbers, and computed: one text for all three.

A formula is arithmetic over letters: `(e_rc / e_r) / (e_c / e)`. What runs over rows stands in a word: sum, mean,
count, largest, smallest, percentile, gini, slope. `count()` is how many rows there are.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import log, log2, sqrt
from operator import add, eq, ge, gt, mul, sub, truediv
from typing import Any

Value = float | int | bool | None
Values = Mapping[str, Value]
Rows = Sequence[Mapping[str, Any]]

_OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv, ast.Pow: pow,
    ast.Gt: gt, ast.GtE: ge, ast.Lt: lambda one, other: one < other, ast.Eq: eq,
}  # fmt: skip
_FUNCTIONS: dict[str, Callable[..., Any]] = {"abs": abs, "ln": log, "log2": log2, "sqrt": sqrt, "min": min, "max": max}


class Undefined(ArithmeticError):
    """A number that goes in is not known, or there is nothing to divide by."""


def compute(formula: str, values: Values, rows: Rows = ()) -> Value:
    """What a formula gives for these numbers and rows; None where it is undefined.

    Example:
        >>> compute("(e_rc / e_r) / (e_c / e)", {"e_rc": 30, "e_r": 40, "e_c": 50, "e": 200})
        3.0
        >>> compute("sum((e_rc / e_r)**2)", {"e_r": 40}, [{"e_rc": 30}, {"e_rc": 10}])
        0.625
    """
    try:
        result: Value = _value(parsed(formula), values, rows)
    except (Undefined, ZeroDivisionError):
        return None
    return result


@lru_cache(maxsize=512)
def parsed(formula: str) -> ast.expr:
    """The tree of a formula."""
    return ast.parse(formula, mode="eval").body


def letters(formula: str) -> set[str]:
    """The letters of a formula."""
    found = {node.id for node in ast.walk(parsed(formula)) if isinstance(node, ast.Name)}
    return found - _FUNCTIONS.keys() - OVER_ROWS.keys()


def _value(node: ast.expr, values: Values, rows: Rows) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return _known(values.get(node.id))
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left, values, rows), _value(node.right, values, rows))
    if isinstance(node, ast.Compare):
        compared = _value(node.left, values, rows), _value(node.comparators[0], values, rows)
        return _OPERATORS[type(node.ops[0])](*compared)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _called(node.func.id, node.args, values, rows)
    raise SyntaxError(f"No formula has this: {ast.unparse(node)}")


def _called(name: str, arguments: list[ast.expr], values: Values, rows: Rows) -> Any:
    if name not in OVER_ROWS:
        return _FUNCTIONS[name](*(_value(each, values, rows) for each in arguments))
    if not arguments:
        return len(rows)
    with_row = [{**values, **row} for row in rows]
    return OVER_ROWS[name](*([_value(each, here, ()) for here in with_row] for each in arguments))


def _known(value: Value) -> Value:
    if value is None:
        raise Undefined
    return value


def _sum(found: Sequence[Any]) -> Any:
    return sum(found)


def _count(found: Sequence[Any]) -> int:
    return sum(bool(each) for each in found)


def _mean(found: Sequence[Any]) -> float:
    return float(sum(found) / len(found))


def _largest(found: Sequence[Any]) -> Any:
    if not found:
        raise Undefined
    return max(found)


def _smallest(found: Sequence[Any]) -> Any:
    if not found:
        raise Undefined
    return min(found)


def _percentile(found: Sequence[float], parts: Sequence[float]) -> float:
    """Linear between neighbours; the part is the same in every row."""
    if not found:
        raise Undefined
    ordered = sorted(found)
    place = parts[0] / 100 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def _gini(parts: Sequence[float], sizes: Sequence[float]) -> float:
    """Twice the area between the diagonal and the Lorenz curve, rows by ascending quotient of part and size."""
    part, size = sum(parts), sum(sizes)
    ordered = sorted((each for each in zip(parts, sizes, strict=True) if each[1]), key=lambda each: each[0] / each[1])
    x = y = area = 0.0
    for one, other in ordered:
        next_x, next_y = x + other / size, y + one / part
        area += next_x * y - x * next_y
        x, y = next_x, next_y
    return abs(area)


def _slope(values: Sequence[float], places: Sequence[float]) -> float:
    """The slope of the straight line of least squares."""
    middle = sum(places) / len(places)
    away = [place - middle for place in places]
    return sum(one * value for one, value in zip(away, values, strict=True)) / sum(one * one for one in away)


OVER_ROWS: dict[str, Callable[..., Any]] = {
    "sum": _sum, "count": _count, "mean": _mean, "largest": _largest, "percentile": _percentile,
    "smallest": _smallest, "gini": _gini, "slope": _slope,
}  # fmt: skip
