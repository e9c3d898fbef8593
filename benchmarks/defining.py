"""Clusters defined from County Business Patterns, beside the benchmark definition on the same similarities."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.report import Cell, Report, Target
from clusteratlas.classifications import classification
from clusteratlas.definitions import Space, Validation, Wish, compare, load, search, validate
from clusteratlas.definitions.making.correcting import Corrected, best_corrected, corrected_findings
from clusteratlas.definitions.making.splitting import split_by, split_by_rule
from clusteratlas.definitions.similarity import SimilarityMatrix, similarities
from clusteratlas.editions import build, open_edition
from clusteratlas.editions.defining import Figures, figures_of
from clusteratlas.home import Home
from clusteratlas.sources import import_file

FILE = "us/cbp_msa_2018_2019.csv.gz"
YEAR = 2019
BENCHMARK, KIND, VINTAGE = "us-benchmark", "traded", "2017"
LISTED = 5  # configurations that are shown as found
LOOKED_AT = 100  # configurations that are corrected, to choose from with the benchmark in view
NEAR = (45, 60)  # numbers of clusters like the benchmark's 51
DEALS = 1000
SEED = 20161


@dataclass(frozen=True, eq=False)
class Ground:
    """Similarities of traded industries in some regions, and the regional ones of them in other regions."""

    similar: Mapping[str, SimilarityMatrix]
    elsewhere: Mapping[str, SimilarityMatrix]

    @property
    def benchmark(self) -> pa.Table:
        """The benchmark's clusters of the industries."""
        industries = pa.table({"industry": next(iter(self.similar.values())).industries.codes})
        rows = compare(load(BENCHMARK), load(BENCHMARK), industries, VINTAGE, KIND).industries
        return pa.table({"industry": rows["industry"], "cluster": rows["before"]})


def figures(folder: Path, small: bool) -> dict[str, Figures]:
    """Those of metropolitan and micropolitan areas, from an edition that is built once and kept; or invented ones."""
    if small:
        return {"invented": invented()}
    home = Home.at(folder / "defining")
    if "us" not in home.atlases():
        import_file("cbp", Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / FILE, home)
        build("us", home)
    edition = open_edition("us", home=home)
    return {level: figures_of(edition, YEAR, level) for level in ("metro", "micro")}


def invented(regions: int = 24, of_cluster: int = 4) -> Figures:
    """Jobs and establishments of some industries of ten clusters, each cluster at home in some of the regions."""
    draw, benchmark = np.random.default_rng(SEED), load(BENCHMARK)
    places = benchmark.membership(VINTAGE)
    rows = []
    for cluster in [each.code for each in benchmark.clusters if each.kind == KIND][:10]:
        home = draw.random(regions) < 0.3
        for industry in sorted(code for code, place in places.items() if place.cluster == cluster)[:of_cluster]:
            jobs = draw.poisson(np.where(home, 400, 20))
            rows += [(f"r{place:02}", industry, int(n), int(n) // 20) for place, n in enumerate(jobs)]
    names = ("region", "industry", "employment", "establishments")
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    return Figures(table, classification("NAICS", VINTAGE), ("Invented.",), {})


def ground_of(by_level: Mapping[str, Figures]) -> Ground:
    """Similarities of the industries that the benchmark calls traded; links are the same wherever industries are."""
    first, *others = by_level.values()
    elsewhere = similarities(_traded(others[0])) if others else {}
    return Ground(similarities(_traded(first), first.tree.name), elsewhere)


def _traded(each: Figures) -> pa.Table:
    kept = split_by(load(BENCHMARK), each.table["industry"].unique().to_pylist(), each.tree).searched
    return each.table.filter(pc.is_in(each.table["industry"], pa.array(kept, pa.string())))


def row(name: str, configuration: str, places: pa.Table, ground: Ground) -> dict[str, Cell]:
    """The scores of a table of places, over each similarity and over other regions, and its agreement."""
    found = validate(places, ground.similar)
    elsewhere = validate(places, ground.elsewhere).score if ground.elsewhere else None
    agreement = compare(load(BENCHMARK), places, vintage=VINTAGE, kind=KIND)
    clusters = len(set(places["cluster"].drop_null().to_pylist()))
    cells: dict[str, Cell] = {"definition": name, "configuration": configuration, "clusters": clusters}
    cells |= {"score": _digits(found.score)} | {kind: _digits(n) for kind, n in by_similarity(found).items()}
    return cells | {
        "score, other regions": _digits(elsewhere),
        "adjusted Rand index": _digits(agreement.adjusted_rand_index),
    }


def corrected_row(name: str, each: Corrected, ground: Ground) -> dict[str, Cell]:
    """The row of a finding whose outliers were moved."""
    cells = row(name, f"rank {each.rank}: {each.finding.configuration}", each.outliers.membership, ground)
    settled = "yes" if each.outliers.settled else "no"
    return cells | {"outliers moved": each.outliers.moved.num_rows, "none left": settled}


def by_similarity(found: Validation) -> dict[str, float]:
    """The mean of the four scores over each similarity."""
    means = found.scores.group_by("similarity").aggregate([("score", "mean")])
    return dict(zip(means["similarity"].to_pylist(), means["score_mean"].to_pylist(), strict=True))


def _digits(score: float | None) -> str | None:
    return None if score is None else f"{score:.4f}"


def run(folder: Path, small: bool, rounds: int) -> Report:
    """One search; the rounds would all find the same."""
    ground = ground_of(figures(folder, small))
    space = Space(methods=("ward", "spectral"), clusters=(5, 10), starts=1) if small else Space()
    start = time.perf_counter()
    found = search(ground.similar, space)
    seconds = time.perf_counter() - start
    corrected = corrected_findings(found, ground.similar, LOOKED_AT)
    best = best_corrected(corrected[: Wish("").candidates])
    theirs = row(f"{BENCHMARK}, {KIND}", "", ground.benchmark, ground)
    ours = corrected_row("ours, as define chooses", best, ground)
    rows = [theirs, ours | {"seconds of the search": seconds, "configurations": len(found.ranked)}]
    rows += [corrected_row(words, each, ground) for words, each in _with_benchmark_in_view(corrected, ground).items()]
    rows += [
        row("as found", f"rank {rank}: {found.ranked[rank - 1].configuration}", found.membership(rank), ground)
        for rank in range(1, LISTED + 1)
    ]
    agreement = compare(load(BENCHMARK), best.outliers.membership, vintage=VINTAGE, kind=KIND)
    chance, index = agreement.by_chance(DEALS), float(agreement.adjusted_rand_index or 0)
    said = f"mean {chance.mean():.4f}, standard deviation {chance.std():.4f}, largest {chance.max():.4f}"
    targets = [
        Target("validation score of the benchmark, at most ours", _score(theirs), _score(ours), ""),
        Target("largest agreement by chance, at most a tenth of ours", float(chance.max()), index / 10, ""),
    ]
    words = f"{WORDS} Dealt out by chance {DEALS:,} times, our clusters agree with the benchmark so far: {said}."
    return Report("Clusters defined", words, rows, targets)


def _with_benchmark_in_view(corrected: tuple[Corrected, ...], ground: Ground) -> dict[str, Corrected]:
    """The best of those with about as many clusters, and of those that score below it over no similarity."""
    theirs = by_similarity(validate(ground.benchmark, ground.similar))
    alike = [each for each in corrected if NEAR[0] <= each.finding.configuration.clusters <= NEAR[1]]
    nowhere_below = [each for each in corrected if _nowhere_below(by_similarity(each.validation), theirs)]
    chosen = {"the best with 45 to 60 clusters": alike, "the best below the benchmark nowhere": nowhere_below}
    return {words: best_corrected(tuple(some)) for words, some in chosen.items() if some}


def _nowhere_below(ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    return all(ours[name] >= theirs[name] for name in theirs)


def _score(cells: Mapping[str, Cell]) -> float:
    return float(cells["score"] or 0)


def run_traded(folder: Path, small: bool, rounds: int) -> Report:
    """The rule against the benchmark's split, by level of regions."""
    rows: list[dict[str, Cell]] = []
    for level, each in figures(folder, small).items():
        theirs = split_by(load(BENCHMARK), each.table["industry"].unique().to_pylist(), each.tree)
        ours = split_by_rule(each.table.select(["region", "industry", "employment"]), each.tree)
        searched, local = set(theirs.searched), set(theirs.local)
        agreed = len(searched & set(ours.searched)) + len(local & set(ours.local))
        rows += [
            {
                "regions": level,
                "the benchmark's": kind,
                "industries": len(codes),
                "traded by the rule": len(codes & set(ours.searched)),
                "agreement over both, %": 100 * agreed / max(len(searched | local), 1),
            }
            for kind, codes in (("traded", searched), ("local", local))
        ]
    return Report("Traded and local by Porter's rule", TRADED_WORDS, rows)


WORDS = (
    "Metropolitan areas, County Business Patterns 2019: the industries that the benchmark definition calls traded are "
    "grouped anew, in every configuration, by local correlation of employment and of establishments, coagglomeration, "
    "input-output links and occupations, and averages of them. Scores are those of Delgado, Porter and Stern: the "
    "share of clusters and of industries more related within than to other clusters (their average, and their 95th "
    "percentile), over all similarities, over each, and over the three regional ones in micropolitan areas, whose "
    "figures no search has seen. The adjusted Rand index is that with the benchmark. Two rows are chosen with the "
    "benchmark in view, among the first 100 ranks. The scores do not punish large groups: of configurations with "
    "nearly the same score the one with fewer groups tends to rank first."
)
TRADED_WORDS = (
    "Industries are traded where at least half of their jobs are in regions with a location quotient of 1 or more, the "
    "five highest quotients are 2 or more on the mean, and the locational Gini coefficient is 0.3 or more; natural "
    "resources always. Held against the benchmark's traded and local industries."
)
