"""Formulas written out: in symbols, and with the numbers put in."""

import ast
from collections.abc import Callable
from typing import Any

from clusteratlas.editions.explained.formula import OVER_ROWS, Rows, Values, compute, parsed

Write = Callable[[str, Any], str]  # a letter, its number: how it is written

_SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "/", ast.Pow: "^",
    ast.Gt: ">", ast.GtE: "≥", ast.Lt: "<", ast.Eq: "=",
}  # fmt: skip
_BINDING: dict[type, int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.Pow: 3}
_WORDS = {"count": "n", "largest": "max", "smallest": "min", "sqrt": "√"}
_SUMS = ("sum", "mean")
_ONE_NUMBER = ("count", "percentile", "gini", "slope")  # written as what they give: their rows would not fit a line
_CURVE = "Σ (X_k × Y_(k−1) − X_(k−1) × Y_k)"  # over the points of a Lorenz curve
_FIRST = 3  # terms of a long sum that are written out before the last


def in_symbols(formula: str) -> str:
    """A formula as people write it.

    Example:
        >>> in_symbols("sum((e_rc / e_r)**2)")
        'Σ (e_rc / e_r)²'
        >>> in_symbols("1 + count(q > q_r)")
        '1 + n(q > q_r)'
        >>> in_symbols("mean(c_i) / percentile(c_i, 75)")
        '(Σ c_i / n) / P75(c_i)'
    """
    return _Symbols().write(parsed(formula))


def with_numbers(formula: str, values: Values, rows: Rows, write: Write) -> str:
    """A formula with its numbers in place of the letters; of a long sum the first terms and the last.

    Example:
        >>> with_numbers("(e_rc / e_r)", {"e_rc": 30, "e_r": 40}, [], lambda letter, number: str(number))
        '30 / 40'
        >>> rows = [{"e_ri": number} for number in (5, 4, 3, 2, 1)]
        >>> with_numbers("sum(e_ri)", {}, rows, lambda letter, number: str(number))
        '5 + 4 + 3 + … + 1'
    """
    return _Numbers(values, rows, write).write(parsed(formula))


class _Symbols:
    """Letters as they stand."""

    def letter(self, name: str) -> str:
        return name

    def over_rows(self, name: str, node: ast.Call) -> str:
        if not node.args:
            return "n"
        inside = self.write(node.args[0])
        if name in _SUMS:
            summed = f"Σ {inside if _stands_alone(node.args[0]) else f'({inside})'}"
            return f"{summed} / n" if name == "mean" else summed
        if name == "gini":
            return _CURVE
        if name == "percentile":
            return f"P{self.write(node.args[1])}({inside})"
        return f"{_WORDS.get(name, name)}({inside})"

    def write(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.Name):
            return self.letter(node.id)
        if isinstance(node, ast.BinOp):
            return self._two(node)
        if isinstance(node, ast.Compare):
            return f"{self.write(node.left)} {_SIGNS[type(node.ops[0])]} {self.write(node.comparators[0])}"
        if isinstance(node, ast.Call):
            return self._called(ast.unparse(node.func), node)
        raise SyntaxError(f"No formula has this: {ast.unparse(node)}")

    def _called(self, name: str, node: ast.Call) -> str:
        if name in OVER_ROWS:
            return self.over_rows(name, node)
        inside = "; ".join(self.write(each) for each in node.args)
        return f"|{inside}|" if name == "abs" else f"{_WORDS.get(name, name)}({inside})"

    def _two(self, node: ast.BinOp) -> str:
        binding = _BINDING[type(node.op)]
        left = self._part(node.left, binding, first=True)
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2:
            return f"{left}²"
        return f"{left} {_SIGNS[type(node.op)]} {self._part(node.right, binding, first=False)}"

    def _part(self, node: ast.expr, binding: int, first: bool) -> str:
        text = self.write(node)
        own = _BINDING[type(node.op)] if isinstance(node, ast.BinOp) else 0 if _is_sum(node) else 9
        # Quotients of quotients keep their brackets, as people write them.
        loose = own < binding or (own == binding and (not first or (isinstance(node, ast.BinOp) and _divides(node))))
        return f"({text})" if loose else text


class _Numbers(_Symbols):
    """Numbers in place of letters."""

    def __init__(self, values: Values, rows: Rows, write: Write) -> None:
        self.values, self.rows, self.number = values, rows, write

    def letter(self, name: str) -> str:
        text = self.number(name, self.values.get(name))
        return f"({text})" if text.startswith("−") else text

    def over_rows(self, name: str, node: ast.Call) -> str:
        if name in _ONE_NUMBER:
            found = compute(ast.unparse(node), self.values, self.rows)
            return self.number("", found)
        joined = " + ".join if name in _SUMS else "; ".join
        terms = [self._term(node.args[0], row, name in _SUMS) for row in self._shown()]
        if len(self.rows) > _FIRST + 1:
            terms.insert(_FIRST, "…")
        text = joined(terms) or "0"
        if name == "mean":
            return f"({text}) / {len(self.rows)}"
        return text if name == "sum" else f"{_WORDS[name]}({text})"

    def _shown(self) -> Rows:
        return self.rows if len(self.rows) <= _FIRST + 1 else [*self.rows[:_FIRST], self.rows[-1]]

    def _term(self, node: ast.expr, row: Any, summed: bool) -> str:
        text = _Numbers({**self.values, **row}, (), self.number).write(node)
        return text if _stands_alone(node) or not summed else f"({text})"


def _stands_alone(node: ast.expr) -> bool:
    """Whether a term needs no brackets in a sum."""
    return not isinstance(node, ast.BinOp) or isinstance(node.op, ast.Pow | ast.Mult)


def _is_sum(node: ast.expr) -> bool:
    """Whether the text of a part is itself a row of terms, which needs brackets beside other signs."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SUMS


def _divides(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.Div)
