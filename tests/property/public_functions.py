"""Every public function that takes a dataframe, with a table it answers: what the tests of all of them walk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from inspect import isfunction, signature
from types import ModuleType
from typing import Any

import pyarrow as pa

from clusteratlas import definitions, diagnosis, measures, suppression
from clusteratlas.classifications import Classification, classification
from clusteratlas.definitions import Space, Wish
from clusteratlas.diagnosis import Likeness, Plan
from clusteratlas.tables import Frame

ROOMS = (measures, diagnosis, definitions, suppression)
REGIONS, PARTS, YEARS = "abcde", "pqrs", range(2015, 2022)
_NO_ROW = None
# Jobs of each region in each part; the last region has none, so that every kind of dataframe has nulls to show.
_JOBS = (
    *((30, 10, 4, _NO_ROW), (12, 40, _NO_ROW, 7), (5, 3, 60, 20), (8, 1, 9, 35)),
    (0, _NO_ROW, _NO_ROW, _NO_ROW),
)
_GROWING = ((1, 4, 0, 0), (0, 1, 0, 6), (2, 0, 1, 1), (0, 1, 2, 1), (0, 0, 0, 0))  # jobs that are added every year


def _cells(of: str, years: range | None) -> pa.Table:
    """Regions by industries or clusters, every cell with jobs a row, in no order."""
    rows = [
        {
            "region": region,
            of: part,
            "state": "ks" if region in "ab" else "mo",
            "sector": "goods" if part in "pq" else "services",
            "kind": "traded",
            "employment": jobs + _GROWING[here][there] * (year - 2015),
            "establishments": 1 + (here + 2 * there) % 4,
        }
        | ({"year": year} if years else {})
        for year in (years or [2015])
        for here, region in enumerate(REGIONS)
        for there, part in enumerate(PARTS)
        if (jobs := _JOBS[here][there]) is not _NO_ROW
    ]
    return pa.Table.from_pylist(rows[::-1])


def _portfolio() -> pa.Table:
    """The panel as a portfolio, a hundred times as large, with its quotients and pay."""
    panel = _cells("cluster", YEARS).select(["year", "region", "cluster", "kind", "employment", "establishments"])
    quotients = measures.location_quotient(panel, within="kind", of="cluster").to_pylist()
    found = {(row["region"], row["cluster"], row["year"]): row["location_quotient"] for row in quotients}
    rows = [
        row
        | {"level": "metro", "subcluster": None, "employment": 100 * row["employment"], "wages": row["employment"]}
        | {"location_quotient": found[row["region"], row["cluster"], row["year"]]}
        for row in panel.to_pylist()
    ]
    return pa.Table.from_pylist(rows, pa.schema([*_PORTFOLIO.items()]))


_PORTFOLIO = (
    dict.fromkeys(("year", "employment", "establishments", "wages"), pa.int64())
    | dict.fromkeys(("level", "region", "cluster", "subcluster", "kind"), pa.string())
    | {"location_quotient": pa.float64()}
)

INDUSTRIES = ("336411", "336412", "336413", "541511", "541512", "541519")  # two blocks, alike within each


def _similarity() -> pa.Table:
    pairs = [(one, other) for one in INDUSTRIES for other in INDUSTRIES if one != other]
    alike = [0.9 - 0.01 * abs(int(one) - int(other)) if one[:3] == other[:3] else 0.1 for one, other in pairs]
    columns = dict(zip(("industry", "other"), zip(*pairs, strict=True), strict=True))
    return pa.table({name: list(codes) for name, codes in columns.items()} | {"similarity": alike})


@cache
def frames() -> Mapping[str, pa.Table]:
    """The tables functions are given, by name."""
    portfolio = _portfolio()
    near = [("p", "q", 0.5), ("p", "r", 0.2), ("q", "s", 0.3), ("r", "s", 0.6)]
    near = sorted([*near, *((other, one, value) for one, other, value in near)])
    related = pa.table(dict(zip(("cluster", "other", "relatedness"), map(list, zip(*near, strict=True)), strict=True)))
    latest = portfolio.filter(pa.compute.greater_equal(portfolio["year"], YEARS[-2]))
    return {
        "cells": _cells("industry", None),
        "panel": _cells("industry", YEARS),
        "portfolio": portfolio,
        "relatedness": related,
        "candidates": diagnosis.opportunity_table(latest, related, rules=BOOK),
        "neighbours": pa.table({"region": list("abcde"), "neighbour": list("badca"), "weight": [1.0] * 5}),
        "points": pa.table(
            {
                "x": [0, 1, 1, 5, 6, 2, 8, 8, 7, 3],
                "y": [0, 0, 2, 5, 5, 1, 8, 8, 6, 3],
                "industry": list("ppppqqqqrs"),
                "jobs": [9, 4, 1, 3, 5, 2, 7, 7, 6, 8],
            }
        ),
        "plants": pa.table({"industry": list("ppqrs"), "size": [2, 1, 1, 3, 2], "count": [9, 4, 8, 6, 7]}),
        "similarity": _similarity(),
        "membership": pa.table({"industry": list(INDUSTRIES), "cluster": ["air"] * 3 + ["code"] * 2 + ["air"]}),
        "withheld": pa.table(
            {
                "region": ["ohio"] * 4,
                "industry": ["all", "farming", "mining", "trade"],
                "employment": [10, None, None, 4],
                "establishments": [6, 2, 1, 3],
            }
        ),
        "tree": pa.table({"industry": ["all", "farming", "mining", "trade"], "parent": [None, "all", "all", "all"]}),
    }


_IN_PORTFOLIO = "year level region cluster"
BOOK = "fixed-threshold"  # strong from a quotient of 1.5 and 1,000 jobs
PLAN = Plan(horizon=1, lasting=1, apart=1)


@dataclass(frozen=True)
class Call:
    """A public function and the table it is given first; what its answer is ordered by, where it is one table.

    `value` is the column of figures; `of` the column across which regions are measured, empty where there is none.
    `others` are further tables, by argument.
    """

    function: Callable[..., Any]
    frame: str
    keys: str = ""
    value: str = "employment"
    of: str = "industry"
    others: Mapping[str, str] = field(default_factory=dict)

    def on(self, frame: Frame, made: Callable[[pa.Table], Frame] = lambda table: table) -> Any:
        """The answer to a table in place of its own; `made` makes the other tables a kind of dataframe."""
        return self.function(frame, **{argument: made(frames()[name]) for argument, name in self.others.items()})


def _measures() -> dict[str, Call]:
    over, kind = {"start": 2015, "end": 2021}, {"neighbours": "neighbours"}
    cells = {
        "location_quotient": "region industry",
        "symmetric_location_quotient": "region industry",
        "region_shares": "region industry",
        "national_shares": "region industry",
        "krugman_specialisation": "region",
        "lorenz_curve": "industry position",
        "locational_gini": "industry",
        "hoover": "industry",
        "theil": "industry",
        "coagglomeration": "industry other",
        "specialised": "region industry",
        "proximity": "industry other",
        "relatedness_density": "region industry",
        "economic_complexity": "",
        "complexity_outlook": "",
        "fitness": "",
        "product_space": "",
        "herfindahl": "region",
    }
    found = {name: Call(getattr(measures, name), "cells", keys) for name, keys in cells.items()}
    found |= {
        f"{name}, by year": Call(getattr(measures, name), "panel", f"{keys} year") for name, keys in cells.items()
    }
    for name in ("economic_complexity", "complexity_outlook", "fitness", "product_space"):
        found[f"{name}, by year"] = Call(getattr(measures, name), "panel")
    ranked = partial(measures.ranks, column="employment", by=("industry", "year"), eligible="employment")
    plants = {"plants": "plants"}
    variants = ("classic", "esteban-marquillas", "gerfin", "dynamic")
    shift_share = {name: partial(measures.shift_share, **over, variant=name) for name in variants}
    spatial = partial(measures.shift_share, **over, variant="spatial")
    standardised = measures.standardised_location_quotient
    points = partial(Call, frame="points", value="jobs")
    mapped = partial(Call, frame="cells", others=kind)
    return (
        found
        | {
            f"proximity, {method}": Call(partial(measures.proximity, method=method), "cells", "industry other")
            for method in ("cosine", "jaccard", "association", "correlation")
        }
        | {f"shift_share, {name}": Call(run, "panel", "region industry") for name, run in shift_share.items()}
        | {
            "location_quotient, within kind": Call(
                partial(measures.location_quotient, within="kind"), "cells", "region industry"
            ),
            "herfindahl, by industry": Call(partial(measures.herfindahl, by="industry"), "cells", "industry"),
            "theil, within states": Call(partial(measures.theil, group="state"), "cells", "industry"),
            "variety": Call(partial(measures.variety, group="sector"), "cells", "region"),
            "standardised_location_quotient": Call(standardised, "cells", "region industry"),
            "standardised_location_quotient, tian": Call(
                partial(standardised, variant="tian", draws=10), "cells", "region industry"
            ),
            "location_quotient_interval": Call(
                partial(measures.location_quotient_interval, draws=10), "cells", "region industry"
            ),
            "ellison_glaeser": Call(measures.ellison_glaeser, "cells", "industry", others=plants),
            "maurel_sedillot": Call(measures.maurel_sedillot, "cells", "industry", others=plants),
            "ranks": Call(ranked, "panel", "region industry year"),
            "growth": Call(measures.growth, "panel", "region industry year"),
            "compound_growth": Call(
                partial(measures.compound_growth, value="employment", **over), "panel", "region industry"
            ),
            "contribution": Call(partial(measures.contribution, **over), "panel", "region industry"),
            "contribution, by region": Call(partial(measures.contribution, **over, by="region"), "panel", "region"),
            "expected_change": Call(partial(measures.expected_change, **over), "panel", "region industry"),
            "rank_changes": Call(
                partial(measures.rank_changes, column="employment", **over, by=("industry",)),
                "panel",
                "region industry",
            ),
            "shift_share, spatial": Call(spatial, "panel", "region industry", others=kind),
            "k_density": points(partial(measures.k_density, radii=(1, 3), weight="jobs"), keys="industry radius"),
            "k_density, with bands": points(
                partial(measures.k_density, radii=(1, 3), weight="jobs", draws=9), keys="industry radius"
            ),
            "m_function": points(partial(measures.m_function, radii=(1, 3), weight="jobs"), keys="industry radius"),
            "ripley_k": points(partial(measures.ripley_k, radii=(1, 3)), value="", keys="industry radius"),
            "morans_i": mapped(partial(measures.morans_i, value="employment"), keys="industry"),
            "morans_i, permutation": mapped(
                partial(measures.morans_i, value="employment", inference="permutation", draws=9), keys="industry"
            ),
            "local_morans_i": mapped(partial(measures.local_morans_i, value="employment"), keys="region industry"),
            "local_morans_i, permutation": mapped(
                partial(measures.local_morans_i, value="employment", inference="permutation", draws=9),
                keys="region industry",
            ),
            "getis_ord": mapped(partial(measures.getis_ord, value="employment"), keys="region industry"),
        }
    )


def _diagnosis() -> dict[str, Call]:
    over, near = {"start": 2015, "end": 2021}, {"relatedness": "relatedness"}
    regional = partial(Call, frame="portfolio", of="cluster")
    found = {
        "classify": regional(diagnosis.classify, keys=_IN_PORTFOLIO),
        "classify, stars": regional(partial(diagnosis.classify, rules="eu-panorama-2014"), keys=_IN_PORTFOLIO),
        "thresholds": regional(diagnosis.thresholds, keys="year level cluster"),
        "threshold_table": regional(diagnosis.threshold_table, keys="rules year level cluster condition"),
        "robustness": regional(diagnosis.robustness, keys=_IN_PORTFOLIO),
        "verdicts": regional(
            partial(diagnosis.verdicts, rules=["us-percentile", BOOK]), keys="year level region cluster rules"
        ),
        "agreement": regional(diagnosis.agreement, keys=_IN_PORTFOLIO),
        "strong_share": regional(diagnosis.strong_share, keys="year level region"),
        "why_not": regional(partial(diagnosis.why_not, region="a", cluster="q", year=2021)),
        "crossings": regional(partial(diagnosis.crossings, **over, rules=BOOK), keys="level region cluster"),
        "life_cycle": regional(diagnosis.life_cycle, keys="region cluster"),
        "peers": regional(partial(diagnosis.peers, likeness=Likeness(rules=BOOK)), keys="region rank"),
        "opportunities": regional(partial(diagnosis.opportunities, region="a", rules=BOOK), others=near),
        "opportunity_table": regional(
            partial(diagnosis.opportunity_table, rules=BOOK), keys="year level region cluster", others=near
        ),
        "prospects": regional(partial(diagnosis.prospects, rules=BOOK), keys=_IN_PORTFOLIO, others=near),
        "backtest": regional(partial(diagnosis.backtest, plan=PLAN, rules=BOOK), others=near),
    }
    # The model is fitted when it is asked for, not when tests are collected; so are the others below.
    return found | {
        "entry_probability": Call(
            lambda frame: diagnosis.entry_probability(frame, _model()), "candidates", keys=_IN_PORTFOLIO, of="cluster"
        )
    }


@cache
def _model() -> diagnosis.EntryModel:
    found = diagnosis.backtest(frames()["portfolio"], frames()["relatedness"], PLAN, rules=BOOK)
    return found.model


def _tree() -> Classification:
    return classification("NAICS", "2017")


def _definitions() -> dict[str, Call]:
    alike = partial(Call, frame="similarity", value="similarity", of="")
    kinds = {"lc-employment": "employment", "lc-establishments": "establishments", "coagglomeration": "employment"}
    space = Space(methods=("ward",), clusters=(2,), averages=())
    sizes = dict.fromkeys(INDUSTRIES, 10)
    wish = Wish(name="mine", version="1", space=space)
    within = {"membership": "membership"}
    grouped: dict[str, Any] = {"value": "", "of": "", "others": {"similarity": "similarity"}}
    found = {
        f"similarity, {kind}": Call(partial(definitions.similarity, kind=kind), "cells", "industry other", value)
        for kind, value in kinds.items()
    }
    return found | {
        "similarities": Call(definitions.similarities, "cells"),
        "traded": Call(definitions.traded, "cells", "industry"),
        "average": alike(lambda frame: definitions.average({"one": frame, "two": frame}), keys="industry other"),
        "group": alike(partial(definitions.group, clusters=2), keys="industry"),
        "validate": Call(
            lambda frame, similarity: definitions.validate(frame, {"one": similarity}), "membership", **grouped
        ),
        "validate, similarities": alike(
            lambda frame, membership: definitions.validate(membership, {"one": frame}), others=within
        ),
        "compare": Call(definitions.compare, "membership", value="", of="", others={"after": "membership"}),
        "reassign_outliers": Call(definitions.reassign_outliers, "membership", **grouped),
        "related_clusters": alike(definitions.related_clusters, keys="cluster other", others=within),
        "search": alike(lambda frame: definitions.search({"one": frame}, space)),
        "define": alike(lambda frame: definitions.define({"one": frame}, _tree(), sizes, wish)),
    }


def _suppression() -> dict[str, Call]:
    withheld = partial(Call, frame="withheld", keys="region industry", others={"tree": "tree"})
    return {"bound": withheld(suppression.bound), "estimate": withheld(suppression.estimate)}


@cache
def calls() -> Mapping[str, Call]:
    """Every public function that takes a dataframe, by name, and by name and variant."""
    return _measures() | _diagnosis() | _definitions() | _suppression()


def names_of_frame_functions(room: ModuleType) -> set[str]:
    """The public functions of a room whose first argument is a dataframe, or a mapping of dataframes."""
    functions = [(name, getattr(room, name)) for name in room.__all__ if isfunction(getattr(room, name))]
    return {name for name, function in functions if _takes_a_frame(function)}


def _takes_a_frame(function: Callable[..., Any]) -> bool:
    first = next((str(each.annotation) for each in signature(function).parameters.values()), "")
    return "typing.Any" in first and "numpy" not in first
