"""The concordances that ship with Cluster Atlas, chained from one published table to the next."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, reduce
from itertools import pairwise

from clusteratlas.classifications.concordance import Concordance, Figure, Pair, split_by, split_equally
from clusteratlas.classifications.package_data import rows
from clusteratlas.classifications.registry import classification
from clusteratlas.errors import UnknownChoice

Vintage = tuple[str, str]  # the name of a classification and its vintage
ISIC = ("ISIC", "4")
_YEARS = ("2002", "2007", "2012", "2017", "2022")
_TABLES: dict[tuple[Vintage, Vintage], str] = {
    **{(("NAICS", a), ("NAICS", b)): f"naics_{a}_{b}" for a, b in pairwise(_YEARS)},
    **{(("NAICS", year), ISIC): f"naics_{year}_isic_4" for year in ("2007", "2012", "2017")},
    (("NACE", "2"), ISIC): "nace_2_isic_4",
}


def concordance(
    from_name: str, from_vintage: str, to_name: str, to_vintage: str, figures: Mapping[str, int] | None = None
) -> Concordance:
    """The concordance between the finest codes of two classifications, along the fewest published tables.

    NAICS of the years 2002 to 2022 among each other, ISIC 4 and NACE 2, each both ways. Between two years of one
    classification the way stays inside it. A source of several targets is split equally or, with `figures` of the
    target classification (employment by code, say), in proportion to them: see `split_by`; on a longer way the figures
    of the codes in between are those of the target carried back in equal parts. Raises UnknownChoice where no way is.
    """
    way = _way((from_name, from_vintage), (to_name, to_vintage))
    steps = list(pairwise(way))
    if not steps:
        return split_equally(_label(way[0]), _label(way[0]), [(code, code) for code in _finest(way[0])])
    known: Mapping[str, Figure] = figures or {}
    parts = list[Concordance]()
    for here, there in reversed(steps):
        pairs = _pairs(here, there)
        parts.insert(0, split_by(_label(here), _label(there), pairs, known))
        known = _carried_back(pairs, known)
    return reduce(Concordance.then, parts)


def _carried_back(pairs: tuple[Pair, ...], figures: Mapping[str, Figure]) -> dict[str, Fraction]:
    back = split_equally("", "", ((target, code) for code, target in pairs))
    earlier: dict[str, Fraction] = defaultdict(Fraction)
    for target, figure in figures.items():
        for code, share in back.weights.get(target, {}).items():
            earlier[code] += share * figure
    return earlier


def _way(start: Vintage, end: Vintage) -> tuple[Vintage, ...]:
    """The shortest way over the published tables; a table further up goes first where two are as long."""
    for name, vintage in (start, end):
        classification(name, vintage)  # refuses what nobody knows, with the list of what there is
    found: dict[Vintage, tuple[Vintage, ...]] = {start: (start,)}
    for here in (waiting := [start]):
        for there in _neighbours(here, start[0] if start[0] == end[0] else None):
            if there not in found:
                found[there] = (*found[here], there)
                waiting.append(there)
    if end not in found:
        raise UnknownChoice("target", _label(end), sorted(map(_label, found)))
    return found[end]


def _neighbours(here: Vintage, only: str | None) -> list[Vintage]:
    ends = [(there if here == start else start) for start, there in _TABLES if here in (start, there)]
    return [there for there in ends if only in (None, there[0])]


@cache
def _pairs(here: Vintage, there: Vintage) -> tuple[Pair, ...]:
    """Pairs of finest codes; a group that a table names stands for every class of it."""
    forward = (here, there) in _TABLES
    start, end = (here, there) if forward else (there, here)
    upper, lower = classification(*start), classification(*end)
    table = rows(f"concordances/{_TABLES[start, end]}.tsv")
    found = ((upper.require(row["source"]), leaf) for row in table for leaf in lower.leaves(row["target"]))
    return tuple(sorted({pair if forward else (pair[1], pair[0]) for pair in found}))


def _finest(vintage: Vintage) -> tuple[str, ...]:
    tree = classification(*vintage)
    return tuple(code for code in tree.codes if not tree.children(code))


def _label(vintage: Vintage) -> str:
    return " ".join(vintage)
