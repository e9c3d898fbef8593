"""The peers of a region: the regions most like it, and how alike the first of them is, with its numbers."""

from dataclasses import dataclass
from math import sqrt

from clusteratlas.diagnosis import Likeness
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import peers, regional
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.profile import Profile

METHOD, TABLE = "likeness", "peers"
BAND = Likeness()  # how much smaller or larger a peer may be


@dataclass(frozen=True)
class Cosine:
    """The three sums that the likeness of two regions is made of."""

    name: str
    both: int
    own: int
    other: int

    @property
    def cosine(self) -> str:
        """How alike they are."""
        return exactly(self.both / sqrt(self.own * self.other))


@dataclass(frozen=True)
class Peers:
    """The table of peers, and the region itself as its first row."""

    rows: list[Row]
    worked: Cosine | None
    smallest: float = BAND.smallest
    largest: float = BAND.largest


def read_peers(profile: Profile) -> Peers:
    """The peers of a region in its year, the most alike first."""
    found = peers.peers_of(profile.edition, profile.code, profile.year)
    rows = [row | _named(profile, row["peer"]) for row in found]
    return Peers(rows, _worked(profile, rows[0]) if rows else None)


def _named(profile: Profile, code: str) -> Row:
    return {"name": profile.names.region(code), "address": profile.to.region(code, profile.year)}


def _worked(profile: Profile, peer: Row) -> Cosine:
    """The cosine over the clusters that the edition's first rule book ranks."""
    kinds = profile.edition.manifest.book.kinds
    theirs = _jobs(regional.portfolio(profile.edition, peer["peer"], profile.year), kinds)
    ours = _jobs(profile.clusters, kinds)
    return Cosine(
        name=peer["name"],
        both=sum(jobs * theirs.get(cluster, 0) for cluster, jobs in ours.items()),
        own=sum(jobs**2 for jobs in ours.values()),
        other=sum(jobs**2 for jobs in theirs.values()),
    )


def _jobs(rows: list[Row], kinds: tuple[str, ...]) -> dict[str, int]:
    return {row["cluster"]: int(row["employment"]) for row in rows if row["kind"] in kinds and row["employment"]}
