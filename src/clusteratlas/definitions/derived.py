"""A definition carried to another classification: each industry to its purest cluster, the mixed refused."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pyarrow as pa

from clusteratlas.classifications.concordance import Concordance
from clusteratlas.definitions.definition import Definition, Place, Texts, Uncovered
from clusteratlas.errors import UnknownCode

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Carried:
    """One industry of the new classification: its purest cluster and how pure; None where no cluster leads."""

    industry: str
    cluster: str | None
    purity: Fraction
    weight: Fraction
    accepted: bool


@dataclass(frozen=True)
class Derivation:
    """What came of carrying a definition: every industry of the new classification that something was carried to.

    `weight_of` is each cluster's weight in the old classification, `gained` and `own` are by cluster the weight of the
    industries accepted for it and the part of that which is its own.
    """

    industries: tuple[Carried, ...]
    weight_of: Mapping[str, Fraction]
    gained: Mapping[str, Fraction]
    own: Mapping[str, Fraction]

    @property
    def clusters(self) -> tuple[str, ...]:
        """The clusters with at least one industry."""
        return tuple(sorted(self.gained))

    @property
    def refused(self) -> tuple[str, ...]:
        """The industries too mixed to be in a cluster."""
        return tuple(carried.industry for carried in self.industries if not carried.accepted)

    def purity_table(self) -> pa.Table:
        """industry, cluster (its purest), purity (the cluster's part of the industry's weight), accepted."""
        rows = self.industries
        return pa.table(
            {
                "industry": pa.array([row.industry for row in rows], pa.string()),
                "cluster": pa.array([row.cluster for row in rows], pa.string()),
                "purity": pa.array([float(row.purity) for row in rows], pa.float64()),
                "accepted": pa.array([row.accepted for row in rows], pa.bool_()),
            }
        )

    def cluster_table(self) -> pa.Table:
        """cluster, industries, purity, carried; one row for each cluster of the old definition that has weight.

        Purity is the cluster's own part of the weight of its industries, carried the part of the cluster's weight that
        came to them. A cluster without an industry has no purity and nothing carried.
        """
        codes = sorted(self.weight_of)
        count = {code: sum(row.accepted and row.cluster == code for row in self.industries) for code in codes}
        pure = [float(self.own[code] / self.gained[code]) if code in self.gained else None for code in codes]
        carried = [float(self.own.get(code, Fraction(0)) / self.weight_of[code]) for code in codes]
        return pa.table(
            {
                "cluster": pa.array(codes, pa.string()),
                "industries": pa.array([count[code] for code in codes], pa.int64()),
                "purity": pa.array(pure, pa.float64()),
                "carried": pa.array(carried, pa.float64()),
            }
        )


def derive(
    definition: Definition,
    vintage: str,
    concordance: Concordance,
    threshold: Fraction = HALF,
    weights: Mapping[str, int] | None = None,
) -> Derivation:
    """A definition carried along a concordance, as far as it is pure.

    Every industry of the new classification is filled with the weight of the old ones that go into it. Its purity is
    the part of that weight that comes from one cluster; it stands in that cluster where the part is at least the
    threshold and larger than any other, industries outside every cluster counting as one more group.

    Parameters:
        definition, vintage: the definition and the vintage of its classification to start from.
        concordance: from that classification to the new one.
        threshold: the least purity, a ratio above 0 and at most 1.
        weights: persons, or any count, for every old industry of the concordance. None weighs all alike.

    Raises:
        UnknownCode: an industry of the concordance or the definition has no weight; as nothing it would pass for pure
            what is only unknown.

    Notes:
        An industry filled with no weight at all is refused. A coarse classification mixes: below a half most of an
        industry would be called what it is not.
    """
    places = definition.membership(vintage)
    weighed = {code: _weight(code, weights) for code in {*concordance.weights, *places}}
    filled, outside = _filled(places, concordance, weighed)
    industries = tuple(_carried(code, filled[code], outside[code], threshold) for code in sorted(filled))
    weight_of: dict[str, Fraction] = defaultdict(Fraction)
    for code, place in places.items():
        weight_of[place.cluster] += weighed[code]
    gained: dict[str, Fraction] = defaultdict(Fraction)
    own: dict[str, Fraction] = defaultdict(Fraction)
    for row in industries:
        if row.accepted and row.cluster is not None:
            gained[row.cluster] += row.weight
            own[row.cluster] += row.weight * row.purity
    held = {cluster: weight for cluster, weight in weight_of.items() if weight}
    return Derivation(industries, held, dict(gained), dict(own))


Parts = dict[str, dict[str, Fraction]]


def _weight(code: str, weights: Mapping[str, int] | None) -> Fraction:
    if weights is not None and code not in weights:
        raise UnknownCode(code, "the industries with a weight")
    return Fraction(1 if weights is None else weights[code])


def _filled(
    places: Mapping[str, Place], concordance: Concordance, weighed: Mapping[str, Fraction]
) -> tuple[Parts, dict[str, Fraction]]:
    """Weight by new industry and cluster, and by new industry what comes from outside every cluster."""
    filled: Parts = defaultdict(lambda: defaultdict(Fraction))
    outside: dict[str, Fraction] = defaultdict(Fraction)
    for source, target in concordance.pairs:
        parts, weight = filled[target], weighed[source] * concordance.weights[source][target]
        if source in places:
            parts[places[source].cluster] += weight
        else:
            outside[target] += weight
    return filled, outside


def _carried(industry: str, parts: Mapping[str, Fraction], outside: Fraction, threshold: Fraction) -> Carried:
    total = sum(parts.values(), outside)
    largest = max([*parts.values(), outside], default=Fraction(0))
    leading = [cluster for cluster, weight in parts.items() if weight == largest]
    if not total or outside == largest or len(leading) != 1:
        return Carried(industry, None, Fraction(0), total, accepted=False)
    purity = largest / total
    return Carried(industry, leading[0], purity, total, accepted=purity >= threshold)


@dataclass(frozen=True)
class Target:
    """What a derived definition is called, and the classification it is stated for."""

    name: str
    version: str
    titles: Texts
    method: Texts
    citation: str
    classification: str
    vintage: str


REFUSED = "too-mixed"
REFUSED_NAMES = {"en": "Too mixed to be in one cluster", "zh-hans": "混合程度过高而无法归入单一集群"}


def derived_definition(definition: Definition, derivation: Derivation, target: Target) -> Definition:
    """The definition a derivation states: the clusters that have an industry, without subclusters."""
    accepted = [row for row in derivation.industries if row.accepted and row.cluster is not None]
    places = {row.industry: Place(row.cluster, None) for row in accepted if row.cluster is not None}
    refused = Uncovered(target.vintage, REFUSED, REFUSED_NAMES, derivation.refused)
    return replace(
        definition,
        name=target.name,
        version=target.version,
        titles=target.titles,
        method=target.method,
        citation=target.citation,
        doi="",
        classification=target.classification,
        clusters=tuple(cluster for cluster in definition.clusters if cluster.code in derivation.gained),
        subclusters=(),
        places={target.vintage: places},
        uncovered=(refused,) if derivation.refused else (),
    )
