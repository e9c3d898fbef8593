"""One side of a crossing: the figures and thresholds of every regional cluster in one of the two years."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.answers import Answers
from clusteratlas.diagnosis.judgement import Figures, judge
from clusteratlas.diagnosis.portfolio import keys, numbers
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.diagnosis.thresholds import RankedSets
from clusteratlas.measures.answer import in_key_order

Numbers = NDArray[np.float64]
KEY = ("level", "region", "cluster")


@dataclass(frozen=True)
class Side:
    """The rows of one year, in the order of their keys; a regional cluster without a row has no jobs.

    `rows` are the keys and figures, `known` says where both the region and the cluster have some row that year.
    """

    rows: pa.Table
    known: NDArray[np.bool_]
    book: RuleBook
    thresholds: Mapping[str, Numbers]
    company: NDArray[np.bool_]

    def column(self, name: str) -> Numbers:
        """A column of figures, NaN where empty."""
        return numbers(self.rows, name)

    def answers(self, class_: str, moved: Mapping[str, Numbers] | None = None) -> Answers:
        """Whether each is in the class, with its own figures or with moved ones in their place."""
        columns = {rule.column: self.column(rule.column) for rule in self.book.rules.values()} | dict(moved or {})
        present = columns.get(self.book.present, self.column(self.book.present)) > 0
        return judge(self.book, Figures(columns, self.thresholds, present, self.company)).classes[class_]


def sides_of(table: pa.Table, ranked: NDArray[np.bool_], years: tuple[int, int], book: RuleBook) -> tuple[Side, Side]:
    """Both sides of a checked portfolio with the same rows, those that are ranked in either year."""
    key = keys(table, KEY)
    rows = table.filter(pa.array(ranked))
    everyone = (
        rows.select([*key, "kind"]).group_by(list(key)).aggregate([("kind", "min")]).rename_columns([*key, "kind"])
    )
    start, end = (_side(table, rows, everyone, year, book) for year in years)
    return start, end


def _side(table: pa.Table, rows: pa.Table, everyone: pa.Table, year: int, book: RuleBook) -> Side:
    key = keys(table, KEY)
    figures = rows.filter(pc.equal(rows["year"], year)).drop_columns(["kind"])
    completed = in_key_order(everyone.join(figures, list(key)), key)
    completed = completed.set_column(
        completed.schema.get_field_index("year"), "year", pa.array([year] * len(completed))
    )
    for name in ("employment", "establishments"):
        if name in completed.column_names:
            filled = pc.fill_null(completed[name], 0.0)
            completed = completed.set_column(completed.schema.get_field_index(name), name, filled)
    sets = RankedSets.of(completed, book, keys(completed, book.within), numbers(completed, book.present) > 0)
    thresholds = {id_: sets.threshold(rule) for id_, rule in book.rules.items()}
    return Side(completed, _known(table, completed, year), book, thresholds, sets.company)


def _known(table: pa.Table, rows: pa.Table, year: int) -> NDArray[np.bool_]:
    in_year = table.filter(pc.equal(table["year"], year))
    both = (pc.is_in(rows[name], value_set=in_year[name].unique()) for name in ("region", "cluster"))
    return np.asarray(pc.and_(*both).to_numpy())
