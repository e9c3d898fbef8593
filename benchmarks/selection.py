"""Jurors assigned and rankings shaken: our flow beside networkx and a greedy choice, our runs beside ranking anew."""

import itertools
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.contest import agree
from benchmarks.report import Cell, Report, Target
from clusteratlas_web.selection.assigning import EVENNESS, assign
from clusteratlas_web.selection.ranking import Chance, Criterion, Method, Score, draws, rank, robustness

SEED = 20261122
FIELDS = 20  # of an application one, of a juror two
SURE = 0.02  # share of pairs with a conflict
FLOW, NETWORKX, GREEDY = "Cluster Atlas, OR-tools", "networkx, network simplex", "greedy, one application after another"
OURS, ANEW = "Cluster Atlas", "ranked anew for every run"
Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Jury:
    """How many applications and jurors there are, how many jurors read each and how many a juror reads at most."""

    applications: int
    jurors: int
    each: int
    load: int

    @property
    def words(self) -> str:
        """The job."""
        return f"{self.applications:,} x {self.jurors:,}, {self.each} each, load {self.load}"


@dataclass(frozen=True)
class Wishes:
    """Drawn suitability, by pair where above 0, and conflicts."""

    suitability: Mapping[tuple[int, int], float]
    conflicts: Pairs


def wishes(jury: Jury) -> Wishes:
    """A juror suits the applications of two of the twenty fields, more or less well."""
    draw = np.random.default_rng(SEED)
    field = draw.integers(0, FIELDS, jury.applications)
    known = np.array([draw.choice(FIELDS, 2, replace=False) for _ in range(jury.jurors)])
    suits = (field[:, None, None] == known).any(axis=2)
    how_well = np.round(draw.uniform(0.3, 1.0, suits.shape), 2)
    conflicts = {(int(a), int(j)) for a, j in np.argwhere(draw.random(suits.shape) < SURE)}
    return Wishes({(int(a), int(j)): float(how_well[a, j]) for a, j in np.argwhere(suits)}, conflicts)


def with_flow(**jury: int) -> dict[str, Any]:
    """Ours."""
    shape = Jury(**jury)
    given, people = wishes(shape), (range(shape.applications), range(shape.jurors))
    start = time.perf_counter()
    found = assign(
        *people,
        at_least=shape.each,
        load=shape.load,
        suitability=given.suitability,
        conflicts=given.conflicts,
    )
    return _found(shape, given, set(found.pairs), time.perf_counter() - start)  # type: ignore[arg-type]


def with_networkx(**jury: int) -> dict[str, Any]:
    """The same flow, if everything can be filled."""
    import networkx as nx

    shape = Jury(**jury)
    given, start = wishes(shape), time.perf_counter()
    graph = nx.MultiDiGraph()
    seats = shape.applications * shape.each
    graph.add_node("to", demand=seats)
    for application in range(shape.applications):
        graph.add_node(("application", application), demand=-shape.each)
    for juror, held in itertools.product(range(shape.jurors), range(shape.load)):
        graph.add_edge(("juror", juror), "to", capacity=1, weight=_load_cost(shape, held))
    for pair in _allowed(shape, given):
        graph.add_edge(("application", pair[0]), ("juror", pair[1]), capacity=1, weight=_seat_cost(given, pair))
    _, flow = nx.network_simplex(graph)
    pairs = {
        (application, juror)
        for application in range(shape.applications)
        for (_, juror), units in flow["application", application].items()
        if sum(units.values())
    }
    return _found(shape, given, pairs, time.perf_counter() - start)


def greedily(**jury: int) -> dict[str, Any]:
    """Each application in turn takes the jurors that cost least at that moment."""
    shape = Jury(**jury)
    given, start = wishes(shape), time.perf_counter()
    held: Counter[int] = Counter()
    pairs: Pairs = set()
    for application in range(shape.applications):
        free = [
            (_seat_cost(given, (application, juror)) + _load_cost(shape, held[juror]), juror)
            for juror in range(shape.jurors)
            if held[juror] < shape.load and (application, juror) not in given.conflicts
        ]
        for _, juror in sorted(free)[: shape.each]:
            pairs.add((application, juror))
            held[juror] += 1
    return _found(shape, given, pairs, time.perf_counter() - start)


def _allowed(jury: Jury, given: Wishes) -> list[tuple[int, int]]:
    pairs = itertools.product(range(jury.applications), range(jury.jurors))
    return [pair for pair in pairs if pair not in given.conflicts]


def _seat_cost(given: Wishes, pair: tuple[int, int]) -> int:
    return round((1 - given.suitability.get(pair, 0.0)) * 1e6)


def _load_cost(jury: Jury, held: int) -> int:
    return round(EVENNESS * 1e6 / (jury.applications * jury.each / jury.jurors) * held)


def _found(jury: Jury, given: Wishes, pairs: Pairs, seconds: float) -> dict[str, Any]:
    held = Counter(juror for _, juror in pairs)
    cost = sum(_seat_cost(given, pair) for pair in pairs)
    cost += sum(_load_cost(jury, number) for count in held.values() for number in range(count))
    return {
        "seconds": seconds,
        "lacking": jury.applications * jury.each - len(pairs),
        "cost": cost,
        "suitability": sum(given.suitability.get(pair, 0.0) for pair in pairs) / len(pairs),
        "loads": f"{min(held[juror] for juror in range(jury.jurors))}-{max(held.values())}",
    }


@dataclass(frozen=True)
class Round:
    """A round to be decided: the jury, the places, and how many chance draws are made."""

    applications: int
    jurors: int
    each: int
    places: int
    draws: int

    @property
    def words(self) -> str:
        """The job."""
        return f"robustness, {self.applications:,} x {self.jurors:,}, {self.each} reviews each"


def scores(shape: Round) -> tuple[list[Score], list[Criterion]]:
    """Five criteria from 1 to 10; whole scores from quality, severity and chance."""
    draw = np.random.default_rng(SEED)
    quality, severity = draw.normal(6.5, 1, shape.applications), draw.normal(0, 0.5, shape.jurors)
    criteria = [Criterion(f"c{n}", weight, 1, 10) for n, weight in enumerate((20, 25, 20, 20, 15))]
    found = []
    for application in range(shape.applications):
        for juror in draw.choice(shape.jurors, shape.each, replace=False):
            given = np.clip(np.rint(quality[application] - severity[juror] + draw.normal(0, 0.8, 5)), 1, 10)
            found += [
                Score(application, int(juror), each.key, float(value))
                for each, value in zip(criteria, given, strict=True)
            ]
    return found, criteria


def shaken(**shape: int) -> dict[str, Any]:
    """Ours: the share of each application in the first places."""
    given = Round(**shape)
    written, criteria = scores(given)
    start = time.perf_counter()
    found = robustness(written, criteria, Method(), given.places, given.draws, seed=SEED)
    seconds = time.perf_counter() - start
    shares = {each.application: each.share for each in found.firmness}
    return {"seconds": seconds, "runs": found.runs, "shares": [shares[n] for n in range(given.applications)]}


def ranked_anew(**shape: int) -> dict[str, Any]:
    """The same runs, each ranked by itself with everything a ranking holds."""
    given, method = Round(**shape), Method()
    written, criteria = scores(given)
    start = time.perf_counter()
    runs = [(written, criteria, Method("median")), (written, criteria, Method(severity=False))]
    for juror in sorted({score.juror for score in written}):  # type: ignore[type-var]
        runs.append(([score for score in written if score.juror != juror], criteria, method))
    for drawn in draws(written, criteria, Chance(given.draws, 0.2, SEED)):
        kept = [each for each in written if each.juror != drawn.juror]
        kept = [each for each in kept if (each.application, each.juror) != drawn.review]
        moved = [replace(each, weight=weight) for each, weight in zip(criteria, drawn.weights, strict=True)]
        runs.append((kept, moved, method))
    seats: Counter[Any] = Counter()
    for left, weighed, how in runs:
        for each in rank(left, weighed, how, given.places).standings:
            seats[each.application] += each.seat or 0.0  # type: ignore[assignment]
    shares = [seats[n] / len(runs) for n in range(given.applications)]
    return {"seconds": time.perf_counter() - start, "runs": len(runs), "shares": shares}


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Assigns and shakes; nothing is kept in the folder."""
    beside, large = _juries(small)
    rows: list[dict[str, Cell]] = []
    exact = _best({FLOW: with_flow, NETWORKX: with_networkx, GREEDY: greedily}, beside, rounds)
    if exact[FLOW]["cost"] != exact[NETWORKX]["cost"] or exact[FLOW]["lacking"]:
        raise RuntimeError(f"the flows differ: {exact}")
    rows += _assigned(beside, exact)
    found = {}
    for jury in large:
        found = _best({FLOW: with_flow, GREEDY: greedily}, jury, rounds)
        rows += _assigned(jury, found)
    few, many = _rounds(small)
    anew = _best({OURS: shaken, ANEW: ranked_anew}, few, rounds)
    if not agree([round(each, 6) for each in anew[OURS]["shares"]], [round(each, 6) for each in anew[ANEW]["shares"]]):
        raise RuntimeError("the shares of runs differ")
    rows += _shaken(few, anew)
    alone = _best({OURS: shaken}, many, rounds)
    rows += _shaken(many, alone)
    targets = [
        Target("Assignment of the last jury", found[FLOW]["seconds"], 5, "s"),
        Target("Robustness of the last round", alone[OURS]["seconds"], 10, "s"),
    ]
    return Report("Selection: jurors assigned, rankings shaken", WORDS, rows, targets)


def _juries(small: bool) -> tuple[Jury, list[Jury]]:
    if small:
        return Jury(12, 6, 2, 5), [Jury(20, 8, 2, 5)]
    return Jury(200, 50, 3, 15), [Jury(15, 15, 6, 6), Jury(2_000, 500, 3, 15), Jury(2_000, 500, 3, 12)]


def _rounds(small: bool) -> tuple[Round, Round]:
    if small:
        return Round(6, 5, 3, 2, 5), Round(12, 6, 3, 3, 5)
    return Round(15, 15, 6, 5, 400), Round(2_000, 500, 3, 100, 400)


Contestants = dict[str, Callable[..., dict[str, Any]]]


def _best(contestants: Contestants, shape: Jury | Round, rounds: int) -> dict[str, dict[str, Any]]:
    """The fastest answer of each; they take turns."""
    tries: dict[str, list[dict[str, Any]]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            tries[name].append(work(**asdict(shape)))
    return {name: min(each, key=itemgetter("seconds")) for name, each in tries.items()}


def _assigned(jury: Jury, found: dict[str, dict[str, Any]]) -> list[dict[str, Cell]]:
    return [
        {
            "job": jury.words,
            "contestant": name,
            "seconds": one["seconds"],
            "time over ours": one["seconds"] / found[FLOW]["seconds"],
            "seats lacking": one["lacking"],
            "cost over ours": one["cost"] / found[FLOW]["cost"],
            "mean suitability": one["suitability"],
            "loads": one["loads"],
        }
        for name, one in found.items()
    ]


def _shaken(shape: Round, found: dict[str, dict[str, Any]]) -> list[dict[str, Cell]]:
    return [
        {
            "job": shape.words,
            "contestant": name,
            "seconds": one["seconds"],
            "time over ours": one["seconds"] / found[OURS]["seconds"],
            "runs": one["runs"],
        }
        for name, one in found.items()
    ]


WORDS = (
    "Every juror suits two of twenty fields; two pairs in a hundred have a conflict. The cost is that of our rules: "
    "1 - suitability, and more with each application of a juror; the flows must agree on it to the last digit, where "
    "networkx can do the job. Where a greedy choice leaves seats empty, its cost is of fewer "
    "seats. Robustness: each juror left out, the other centre, severity left on, and 400 chance draws, with severity "
    "solved anew in every run; beside it, the ranking made from the scores for every run, whose shares must agree. "
    "Contestants take turns in one process; drawing the input is not timed, OR-tools is loaded in the first round."
)
