"""The door of crossings: a portfolio and two years in, what entered, left and kept a class out."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.crossings.causes import EITHER, OTHERS, OWN, TOGETHER, Totals, causes, conditions_of
from clusteratlas.diagnosis.crossings.side import KEY, Side, sides_of
from clusteratlas.diagnosis.portfolio import check_portfolio, keys, rows_of_whole_clusters, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load
from clusteratlas.errors import UnknownChoice, WrongColumns
from clusteratlas.measures.answer import nullable
from clusteratlas.measures.span import check_years
from clusteratlas.tables import Frame, like, to_arrow

ENTERED, LEFT, KEPT = "entered", "left", "kept"
CROSSINGS = (ENTERED, LEFT, KEPT)
WITHIN = ("kind", "all")


def crossings(
    portfolio: Frame,
    start: int,
    end: int,
    class_: str | None = None,
    rules: Rules = "us-percentile",
    within: str = "kind",
) -> Frame:
    """Which regional clusters entered, left or kept a class between two years, and what moved those that crossed.

    Each stands with its figures and the thresholds of its class on both sides. A crossing comes of its own jobs and
    establishments, or of all else: the other jobs of the region and the nation, which its location quotient is held
    against, and the thresholds, which other regions move. The cause tries each alone. `own`: its own figures of the end
    cross the line of the start, with all else as it was, and all else would not have moved it; the added jobs count in
    the totals, as in `why_not`. `others`: the reverse. `either`: each alone would have. `together`: neither alone.

    Parameters:
        portfolio: as `classify` reads it, with a column year: one row for each region and cluster, with kind,
            employment, location_quotient and what else the rule book compares; where it has them level and subcluster.
            It must hold all clusters of the kind (`within="all"`: all clusters), for the totals. The nation is the row
            of the level `country` where there is one, otherwise the sum of all rows. An absent row means zero.
        start: the first year.
        end: the last year, after `start`; years between are passed over.
        class_: a class of the rule book; None for the one that counts as strong.
        rules: the name of a rule book, the path of one's own, or a rule book.
        within: "kind" or "all": what the portfolio's location quotients are taken over.

    Returns:
        The kind of dataframe that came in: level (where the portfolio has it), region, cluster, crossing (entered, left
        or kept), cause (own, others, either or together), <column>_start and <column>_end of employment and of every
        column the class compares, <condition>_start and <condition>_end of every percentile it compares with; one row
        for each regional cluster in the class in either year, ordered by level, region and cluster.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownChoice: there is no such rule book or class, `within` is another word, the portfolio lacks one of the
            years, or `end` is not after `start`.

    Notes:
        `crossing` is null where a side cannot be compared: the region, or the cluster, has no row at all that year (a
        code that began or ended), or a figure the rule book asks for was not measured. `cause` is null where nothing
        crossed, and where it cannot be said exactly: the portfolio's quotients are not those of its totals, or the
        class compares more than employment, establishments and location quotient.
        A region's code must mean the same area in both years.

    Example:
        The fixed threshold is a quotient of 1.5 and 1,000 jobs. Reno's aerospace grows from 1,000 to 3,000 jobs, all
        else stays: (3 / 12) / (6 / 42) = 1.75.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "year": [2018] * 4 + [2019] * 4, "region": ["reno", "reno", "ames", "ames"] * 2,
        ...     "cluster": ["aerospace", "software"] * 4, "kind": ["traded"] * 8,
        ...     "employment": [1000, 9000, 3000, 27000, 3000, 9000, 3000, 27000],
        ...     "location_quotient": [1.0, 1.0, 1.0, 1.0, 1.75, 0.875, 0.7, 1.05],
        ... })
        >>> for row in crossings(portfolio, 2018, 2019, rules="fixed-threshold").to_pylist():
        ...     print(row["region"], row["cluster"], row["crossing"], row["cause"])
        reno aerospace entered own
    """
    if within not in WITHIN:
        raise UnknownChoice("within", within, WITHIN)
    book = load(rules)
    asked = book.agreement if class_ is None else class_
    book.of_class(asked)  # an unknown class is said before the table is read
    table = _checked(to_arrow(portfolio, "portfolio"), book, (start, end))
    before, after = sides_of(table, rows_ranked(table, book), (start, end), book)
    totals = Totals.of(table, before, start, within), Totals.of(table, after, end, within)
    return like(portfolio, _answer(before, after, totals, asked))


def _checked(source: pa.Table, book: RuleBook, years: tuple[int, int]) -> pa.Table:
    """The rows of whole clusters in the two years, checked."""
    if "year" not in source.column_names:
        raise WrongColumns("portfolio", ["column 'year' is missing"], source.column_names)
    table = check_portfolio(source, book)
    check_years(table, *years)
    table = table.filter(pc.is_in(table["year"], value_set=pa.array(years, pa.int64())))
    return table.filter(pa.array(rows_of_whole_clusters(table)))


def _answer(before: Side, after: Side, totals: tuple[Totals, Totals], class_: str) -> pa.Table:
    was, is_ = before.answers(class_), after.answers(class_)
    comparable = before.known & after.known & was.said & is_.said
    crossed = comparable & (was.yes != is_.yes)
    words = np.select([comparable & was.yes & is_.yes, crossed & is_.yes, crossed & was.yes], [KEPT, ENTERED, LEFT], "")
    columns = {key: before.rows[key] for key in keys(before.rows, KEY)}
    columns |= {"crossing": _text(words), "cause": _text(_causes(before, after, totals, class_, crossed, is_.yes))}
    columns |= _figures(before, after, class_)
    return pa.table(columns).filter(pa.array(was.yes | is_.yes))


def _causes(
    before: Side,
    after: Side,
    totals: tuple[Totals, Totals],
    class_: str,
    crossed: NDArray[np.bool_],
    entered: NDArray[np.bool_],
) -> NDArray[np.str_]:
    own, others, known = causes(before, after, totals, class_)
    by_own, by_others = own == entered, others == entered  # alone they lead to where it came in the end
    cases = [by_own & ~by_others, by_others & ~by_own, by_own & by_others, ~by_own & ~by_others]
    return np.where(crossed & known, np.select(cases, [OWN, OTHERS, EITHER, TOGETHER], ""), "")


def _figures(before: Side, after: Side, class_: str) -> dict[str, pa.Array]:
    rules = conditions_of(before.book, class_)
    figures = dict.fromkeys(("employment", *(rule.column for rule in rules.values())))
    lines = [id_ for id_, rule in rules.items() if rule.percentile is not None]
    sides = {"start": before, "end": after}
    columns = {f"{name}_{side}": nullable(sides[side].column(name)) for name in figures for side in sides}
    return columns | {f"{id_}_{side}": nullable(sides[side].thresholds[id_]) for id_ in lines for side in sides}


def _text(words: NDArray[np.str_]) -> pa.Array:
    return pa.array([word or None for word in words.tolist()], pa.string())
