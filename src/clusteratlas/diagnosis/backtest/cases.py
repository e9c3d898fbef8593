"""Cases of a back-test: the candidates of every origin, with what was known of them then and whether they entered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.panel import Panel
from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.opportunities.reward import Rewards
from clusteratlas.diagnosis.opportunities.scoring import Scored, Wish, scored_boards
from clusteratlas.diagnosis.opportunities.weights import PARTS, Weights
from clusteratlas.tables import Frame

Vector = NDArray[np.float64]
RelatednessThen = Callable[[pa.Table], Frame]


@dataclass(frozen=True, eq=False)
class Known:
    """What can be known of each case in its origin: the columns of `opportunity_table`, by name, as numbers."""

    columns: Mapping[str, Vector]

    def __len__(self) -> int:
        return len(self.columns["gap"])

    def only(self, rows: NDArray[np.bool_]) -> "Known":
        """Some of the cases."""
        return Known({name: values[rows] for name, values in self.columns.items()})


@dataclass(frozen=True, eq=False)
class Cases:
    """Candidates with their outcome; `origin` is the year and `region` a code for each case."""

    origin: NDArray[np.int64]
    region: NDArray[np.str_]
    cluster: NDArray[np.str_]
    known: Known
    entered: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.origin)

    def only(self, rows: NDArray[np.bool_]) -> "Cases":
        """Some of the cases."""
        return Cases(
            self.origin[rows], self.region[rows], self.cluster[rows], self.known.only(rows), self.entered[rows]
        )

    def of(self, origins: Sequence[int]) -> "Cases":
        """The cases of some origins."""
        return self.only(np.isin(self.origin, list(origins)))


@dataclass(frozen=True)
class Ways:
    """How parts are made in every origin: the weights, the reward, and relatedness fixed, by year, or made anew."""

    weights: Weights
    reward: Frame | str | None
    relatedness: Frame | RelatednessThen

    def wish(self, then: pa.Table) -> Wish:
        """What is asked for in an origin, from rows of no later year."""
        pairs = self.relatedness(then) if callable(self.relatedness) else self.relatedness
        return Wish(self.weights, Relatedness.of(pairs), Rewards.of(self.reward))


def cases_of(panel: Panel, plan: Plan, ways: Ways) -> Cases:
    """The cases of all origins from which an entry can be told, of which there must be one, in their order."""
    return _joined([_cases_from(panel, origin, plan, ways) for origin in plan.origins(panel.years)])


def known_of(scored: Scored, rows: NDArray[np.bool_]) -> Known:
    """What a scored board says of the candidates at these places."""
    columns: dict[str, Vector] = {part: scored.parts[part][rows] for part in PARTS}
    columns |= {f"{part}_percentile": scored.percentile(part)[rows] for part in PARTS}
    return Known(columns | {"score": scored.score.score[rows], "employment": scored.board.employment[rows]})


def _cases_from(panel: Panel, origin: int, plan: Plan, ways: Ways) -> Cases:
    then = panel.up_to(origin)
    # Thresholds of a year rest on that year alone, unless a rule book ranks years together.
    needed = then.filter(pc.greater_equal(then["year"], origin - 1)) if "year" in panel.book.within else then
    scored = next(iter(scored_boards(needed, panel.book, ways.wish(then), origin)))
    rows = scored.candidates & panel.stayed_apart(origin, plan) & panel.still_there(origin, plan)
    region, cluster = rows.nonzero()
    return Cases(
        origin=np.full(len(region), origin, np.int64),
        region=np.array(scored.board.regions, np.str_)[region],
        cluster=np.array(scored.board.clusters, np.str_)[cluster],
        known=known_of(scored, rows),
        entered=panel.entered(origin, plan)[rows],
    )


def _joined(parts: Sequence[Cases]) -> Cases:
    columns = {name: np.concatenate([part.known.columns[name] for part in parts]) for name in parts[0].known.columns}
    return Cases(
        np.concatenate([part.origin for part in parts]),
        np.concatenate([part.region for part in parts]),
        np.concatenate([part.cluster for part in parts]),
        Known(columns),
        np.concatenate([part.entered for part in parts]),
    )
