"""The order of peers: most alike first, of equals the one that shares more, of these the one nearer in size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.peers.likeness import SIMILARITIES, Likeness, cosine_kernel
from clusteratlas.diagnosis.peers.structure import Structure
from clusteratlas.measures.answer import quotient

Matrix = NDArray[np.float64]
Places = NDArray[np.int64]
_AT_ONCE = 256  # regions whose peers are ranked together: no table of all pairs is ever sorted


@dataclass(frozen=True)
class Candidates:
    """Who may be a peer: the regions `among`, all of them named, or the `count` most alike within level and band."""

    likeness: Likeness
    among: Places | None
    count: int

    def allowed(self, structure: Structure, places: Places, ratio: Matrix) -> NDArray[np.bool_]:
        """Whether each region may be a peer of those at the places; nobody is their own."""
        everyone = np.arange(len(structure.regions))
        other = places[:, np.newaxis] != everyone
        if self.among is not None:
            return np.asarray(other & np.isin(everyone, self.among))
        near = (ratio >= self.likeness.smallest) & (ratio <= self.likeness.largest)
        return np.asarray(other & near & (structure.level[places][:, np.newaxis] == structure.level))


@dataclass(frozen=True)
class Pairs:
    """Regions and their peers by position, with the rank of each peer and its similarity."""

    region: Places
    peer: Places
    rank: Places
    similarity: Matrix

    @classmethod
    def joined(cls, parts: Iterable["Pairs"]) -> "Pairs":
        """Several, one after the other."""
        found = list(parts)
        return cls(*(np.concatenate([getattr(part, name) for part in found]) for name in cls.__dataclass_fields__))


def ranked_pairs(structure: Structure, places: Places, candidates: Candidates) -> Pairs:
    """The peers of the regions at these places, in order."""
    values = SIMILARITIES[candidates.likeness.similarity](structure.jobs, structure.quotients)
    nobody = np.empty((0,), np.int64)
    parts = (_ranked(structure, values, block, candidates) for block in _blocks(places))
    return Pairs.joined([Pairs(nobody, nobody, nobody, nobody.astype(np.float64)), *parts])


def _ranked(structure: Structure, values: Matrix, places: Places, candidates: Candidates) -> Pairs:
    similarity = cosine_kernel(values[places], values)
    ratio = quotient(np.broadcast_to(structure.size, similarity.shape), structure.size[places][:, np.newaxis])
    allowed = candidates.allowed(structure, places, ratio) & ~np.isnan(similarity)
    strong = structure.strong.astype(np.float64)
    away = np.abs(np.log(np.where(allowed, ratio, 1.0)))
    score = np.where(allowed, similarity, -1.0)
    order = np.lexsort((away, -(strong[places] @ strong.T), -score), axis=-1)  # ties stay in the order of codes
    if candidates.among is None:
        order = order[:, : candidates.count]
    row, place = np.nonzero(np.take_along_axis(allowed, order, axis=-1))
    peer = order[row, place]
    return Pairs(places[row], peer, place + 1, similarity[row, peer])


def _blocks(places: Places) -> Iterator[Places]:
    return (places[first : first + _AT_ONCE] for first in range(0, len(places), _AT_ONCE))
