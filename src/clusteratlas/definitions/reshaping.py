"""Definitions made from definitions by their clusters: one added, one dissolved, a sentence that says what for."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from clusteratlas.definitions.definition import Cluster, Definition, Place, Texts, Uncovered
from clusteratlas.definitions.head import LANGUAGES
from clusteratlas.definitions.validation import KINDS, SLUG
from clusteratlas.errors import InputError, UnknownChoice

TRADED, LOCAL, ALL = KINDS
OUTSIDE = {"en": "Formerly {}", "zh-hans": "原属{}"}  # what a group is called that a dissolved cluster leaves outside


def kinds_of(definition: Definition) -> tuple[str, ...]:
    """The kinds that a cluster of a definition may have: those that tell traded from local, or the one that does not.

    Example:
        >>> from clusteratlas.definitions import load
        >>> kinds_of(load("us-benchmark")), kinds_of(load("de-occupations"))
        (('traded', 'local'), ('all',))
    """
    return (ALL,) if any(cluster.kind == ALL for cluster in definition.clusters) else (TRADED, LOCAL)


def add_cluster(definition: Definition, code: str, kind: str, names: Texts) -> Definition:
    """The definition with one more cluster, the last in its order and without industries: those are moved to it.

    Parameters:
        definition: what to start from.
        code: of the new cluster: small letters, digits, single hyphens.
        kind: traded or local; "all" where the definition does not tell one from the other.
        names: in English and Chinese.

    Raises:
        InputError: the code is no such word or taken already, or a language lacks.
        UnknownChoice: the definition has no clusters of that kind beside its own.

    Example:
        >>> from clusteratlas.definitions import fork, load
        >>> made = add_cluster(
        ...     fork(load("us-benchmark"), "mine"), "batteries", "traded", {"en": "Batteries", "zh-hans": "电池"}
        ... )
        >>> made.clusters[-1].code, len(made.clusters)
        ('batteries', 68)
    """
    if not SLUG.fullmatch(code):
        raise InputError(f"{code!r} is no code of a cluster. Use small letters, digits and single hyphens.")
    if any(cluster.code == code for cluster in definition.clusters):
        raise InputError(f"{definition.name} has a cluster {code} already. Choose another code.")
    if kind not in kinds_of(definition):
        raise UnknownChoice("kind", kind, kinds_of(definition))
    if not all(names.get(language) for language in LANGUAGES):
        raise InputError(f"A name of {code} is wanted in {' and '.join(LANGUAGES)}.")
    last = max((cluster.position for cluster in definition.clusters), default=0)
    said = MappingProxyType(dict(names))
    added = Cluster(code, last + 1, kind, said, said)
    provenance = _with(definition, "added", {"cluster": code, "kind": kind})
    return replace(definition, clusters=(*definition.clusters, added), provenance=provenance)


def dissolve_cluster(definition: Definition, cluster: str, reason: str, to: str = "") -> Definition:
    """The definition without a cluster and its subclusters; its industries go to another, or outside every cluster.

    Parameters:
        definition: what to start from; industries that were to go elsewhere have been moved before.
        cluster: the one dissolved.
        reason: why; it stands in the provenance.
        to: the cluster its industries go to, in every vintage; empty leaves them outside, under the name it had.

    Raises:
        UnknownCode: there is no such cluster, or none to go to.
        InputError: there is no reason, or it would be dissolved into itself.

    Example:
        >>> from clusteratlas.definitions import fork, load
        >>> made = dissolve_cluster(fork(load("us-benchmark"), "mine"), "footwear", "Too small here", "apparel")
        >>> made.membership("2017")["316210"].cluster, len(made.clusters)
        ('apparel', 66)
    """
    gone = definition.cluster(cluster)
    if not reason.strip():
        raise InputError(f"{cluster} is dissolved without a reason. Say why.")
    if to == cluster:
        raise InputError(f"{cluster} cannot be dissolved into itself. Name another cluster, or none.")
    if to:
        definition.cluster(to)
    places = {vintage: _without(of_vintage, cluster, to) for vintage, of_vintage in definition.places.items()}
    outside = () if to else _left_outside(definition, gone)
    return replace(
        definition,
        clusters=tuple(each for each in definition.clusters if each.code != cluster),
        subclusters=tuple(part for part in definition.subclusters if part.cluster != cluster),
        places=MappingProxyType(places),
        uncovered=(*definition.uncovered, *outside),
        provenance=_with(definition, "dissolved", {"cluster": cluster, "to": to, "reason": reason}),
    )


def describe(definition: Definition, said: Texts) -> Definition:
    """The definition with a sentence of its own before how it was made; raises InputError where a language lacks."""
    if not all(said.get(language) for language in LANGUAGES):
        raise InputError(f"What {definition.name} is for is wanted in {' and '.join(LANGUAGES)}.")
    method = {language: f"{said[language]} {definition.method[language]}" for language in LANGUAGES}
    return replace(definition, method=MappingProxyType(method))


def _without(places: Mapping[str, Place], cluster: str, to: str) -> Mapping[str, Place]:
    there = {code: Place(to, None) if place.cluster == cluster else place for code, place in places.items()}
    return MappingProxyType({code: place for code, place in there.items() if place.cluster})


def _left_outside(definition: Definition, gone: Cluster) -> tuple[Uncovered, ...]:
    """The industries of each vintage that a cluster leaves outside, under its name."""
    names = MappingProxyType({language: OUTSIDE[language].format(gone.names[language]) for language in LANGUAGES})
    codes = {
        vintage: tuple(sorted(code for code, place in of_vintage.items() if place.cluster == gone.code))
        for vintage, of_vintage in sorted(definition.places.items())
    }
    return tuple(Uncovered(vintage, f"formerly-{gone.code}", names, found) for vintage, found in codes.items() if found)


def _with(definition: Definition, key: str, said: dict[str, str]) -> Mapping[str, object]:
    return MappingProxyType({**definition.provenance, key: [*definition.provenance.get(key, ()), said]})
