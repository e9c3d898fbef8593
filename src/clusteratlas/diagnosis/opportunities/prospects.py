"""Prospects: presence and fit of every regional cluster, and what the two together make of it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.board_rows import joined, keys_of
from clusteratlas.diagnosis.opportunities.boards import Boards
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.rule_book import Rules, load
from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import nullable, quotient
from clusteratlas.tables import Frame, to_arrow

Matrix = NDArray[np.float64]
_KINDS = {
    "employment": pa.int64(),
    "location_quotient": pa.float64(),
    "strong": pa.bool_(),
    "presence": pa.float64(),
    "fit": pa.float64(),
    "fit_cut": pa.float64(),
    "prospect": pa.string(),
}


@dataclass(frozen=True)
class Cuts:
    """Where presence and fit are cut: presence up to `none` is nothing yet, fit from `fit` on is high."""

    none: float
    fit: float

    def __post_init__(self) -> None:
        for name in ("none", "fit"):
            if not 0 <= getattr(self, name) < np.inf:
                raise UnknownChoice(f"cut of {name}", getattr(self, name), ["a number from 0"])


def prospects(portfolio: Frame, relatedness: Frame, rules: Rules = "us-percentile", cuts: Cuts | None = None) -> Frame:
    """How present each cluster is in each region and how well it fits there, and which of five prospects that makes it.

    Presence is the location quotient over the threshold of the rule book; fit is the closeness to the region's strong
    clusters. Fit is high where closeness is at least the part of all clusters that is strong in the region: as close as
    if the strong ones had been drawn by lot.

    ==================  ==============  ===================
    presence            high fit        low fit
    ==================  ==============  ===================
    strong              strength        threat
    some                opportunity     weakness
    nothing yet         possible-       (null)
                        entrant
    ==================  ==============  ===================

    Parameters:
        portfolio, relatedness, rules: as for `opportunity_table`.
        cuts: where presence and fit are cut; None for those of `prospect_cuts.toml`.

    Returns:
        The kind of dataframe that came in, one row for each region with each cluster that any region of its level has
        that year, ordered by year, level, region and cluster: employment, location_quotient, strong (truth), presence
        (ratio, 0 and above), fit (0 to 1), fit_cut (0 to 1, one for each region), prospect.

    Raises:
        WrongColumns, BadCells, UnknownChoice: as `opportunity_table`; a cut is not a number from 0.

    Notes:
        Presence is null for a rule book without a condition on the location quotient, and where no region has the
        cluster; it then counts as nothing yet. Fit is null where relatedness knows nothing of the cluster. `prospect`
        is null where fit is, where the rule book cannot tell whether the cluster is strong (`strong` is null too), and
        where there is neither presence nor fit. What is strong is strong by the rule book, whatever its presence.

    Example:
        Reno is strong in software alone, a third of the three clusters. Games are near to software and farms to games.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["reno", "reno", "reno", "ames", "ames"],
        ...     "cluster": ["software", "games", "farms", "games", "farms"], "kind": ["all"] * 5,
        ...     "employment": [6000, 1500, 1200, 1500, 9000], "location_quotient": [1.9, 0.75, 0.375, 1.1, 1.7],
        ... })
        >>> near = pa.table({"cluster": ["games", "farms"], "other": ["software", "games"], "relatedness": [0.5, 0.1]})
        >>> for row in prospects(portfolio, near, "fixed-threshold").to_pylist()[-2:]:
        ...     print(row["region"], row["cluster"], row["presence"], row["fit"], row["prospect"])
        reno games 0.5 1.0 opportunity
        reno software 1.2666666666666666 None None
    """
    book = load(rules)
    pairs, at = Relatedness.of(relatedness), cuts or cuts_of_picture()
    source = to_arrow(portfolio, "portfolio")
    return of_boards(portfolio, source, Boards.of(source, book), pairs, at)


def of_boards(portfolio: Frame, source: pa.Table, boards: Iterable[Board], pairs: Relatedness, cuts: Cuts) -> Frame:
    """The prospects of boards that are classified already; `source` is the portfolio they were read from."""
    return joined(portfolio, source, (_columns(board, pairs, cuts) for board in boards), _KINDS)


def prospect_kernel(strong: NDArray[np.bool_], presence: Matrix, fit: Matrix, cuts: Cuts) -> NDArray[np.object_]:
    """The prospect of every regional cluster, None where there is none.

    Parameters:
        strong: shape (regions, clusters), what the rule book says.
        presence: the same shape, the location quotient over its threshold; NaN counts as nothing yet.
        fit: the same shape, closeness over the part of the region's clusters that is strong; NaN where unknown.
        cuts: where the two are cut.

    Returns:
        The same shape, of words.

    Example:
        >>> strong = np.array([[True, False, False]])
        >>> prospect_kernel(strong, np.array([[1.4, 0.6, 0.0]]), np.array([[0.9, 1.2, 1.2]]), Cuts(0.1, 1)).tolist()
        [['threat', 'opportunity', 'possible-entrant']]
    """
    bands = {"strong": strong, "some": ~strong & (presence > cuts.none), "none": ~strong & ~(presence > cuts.none)}
    fits = {"high": fit >= cuts.fit, "low": fit < cuts.fit}  # neither holds for not-a-number
    found = np.full(strong.shape, None, np.object_)
    for name, said in picture()["classes"].items():
        found[bands[said["presence"]] & fits[said["fit"]]] = name
    return found


def cuts_of_picture() -> Cuts:
    """The cuts of `prospect_cuts.toml`."""
    found = picture()
    return Cuts(found["none"], found["fit"])


@cache
def picture() -> Mapping[str, Any]:
    """The cuts and the classes with their names by language, as they stand in the data file."""
    text = (files("clusteratlas.diagnosis.opportunities") / "prospect_cuts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _columns(board: Board, pairs: Relatedness, cuts: Cuts) -> dict[str, pa.Array]:
    fit = board.closeness(pairs.links(board.clusters, board.year).near)
    share = np.broadcast_to(board.share_strong[:, None], fit.shape)
    # Where nothing is strong, nothing fits: 0 over 0 is not high.
    relative = np.where(np.isnan(fit), np.nan, np.nan_to_num(quotient(fit, share)))
    presence = board.presence()
    relative[board.unsaid] = np.nan
    found = prospect_kernel(board.strong, presence, relative, cuts)
    region, cluster = np.divmod(np.arange(fit.size), max(len(board.clusters), 1))
    return keys_of(board, region, cluster) | {
        "employment": pa.array(board.employment.ravel().astype(np.int64)),
        "location_quotient": pa.array(board.location_quotient.ravel()),
        "strong": pa.array(board.strong.ravel(), mask=board.unsaid.ravel()),
        "presence": nullable(presence.ravel()),
        "fit": nullable(fit.ravel()),
        "fit_cut": nullable((share * cuts.fit).ravel()),
        "prospect": pa.array(found.ravel().tolist(), pa.string()),
    }
