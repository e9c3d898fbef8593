"""How a draft holds together beside what it is forked from, in figures: shares of tests, clusters, the misplaced."""

from dataclasses import dataclass

from clusteratlas.editions.defining.likeness import Likeness, likeness
from clusteratlas.editions.defining.standing import ClusterStanding, IndustryStanding, Standing, standing
from clusteratlas_web.explore.definitions.shaped import Shown
from clusteratlas_web.explore.kept import Kept

MISPLACED = 5  # industries of a changed cluster that are named
WORSE, NEW, BETTER, SAME, DISSOLVED, UNKNOWN = "worse", "new", "better", "as before", "dissolved", "not known"
WORDS = (WORSE, NEW, BETTER, SAME, DISSOLVED, UNKNOWN)  # in the order of the table of clusters
_alike: Kept[Likeness] = Kept(2)  # four similarities of a thousand industries are 80 MB
_bases: Kept[Standing | None] = Kept(8)
_drafts: Kept[Standing | None] = Kept(32)


@dataclass(frozen=True, eq=False)
class Standings:
    """What the draft is forked from and the draft, held against the same similarities of a level and a year."""

    level: str
    year: int
    before: Standing
    after: Standing


@dataclass(frozen=True)
class Shares:
    """A test by one similarity: how many clusters or industries pass it, of how many, now and in the draft."""

    similarity: str
    tested: str
    against: str
    now: tuple[int, int]
    then: tuple[int, int]


@dataclass(frozen=True)
class ClusterChange:
    """A cluster as it stands now and in the draft; None where it is not there."""

    cluster: str
    now: ClusterStanding | None
    then: ClusterStanding | None

    @property
    def word(self) -> str:
        """Better or worse by its margin."""
        if self.then is None:
            return DISSOLVED
        if self.now is None:
            return NEW
        if self.now.margin is None or self.then.margin is None:
            return UNKNOWN
        change = round(self.then.margin - self.now.margin, 12)
        return SAME if not change else BETTER if change > 0 else WORSE

    @property
    def tests_differ(self) -> bool:
        """Whether it passes more tests or fewer."""
        now, then = ((each.passed, each.tests) if each else None for each in (self.now, self.then))
        return now != then


def standings_of(shown: Shown) -> Standings | None:
    """The validation of a draft, computed once; None where the edition does not tell which industries are alike."""
    edition, draft = shown.edition, shown.draft
    alike = _alike.get(edition.folder, lambda: likeness(edition))
    before = _bases.get((edition.folder, draft.origin), lambda: standing(edition, draft.base, alike))
    after = _drafts.get((edition.folder, draft), lambda: standing(edition, draft.definition, alike))
    return None if before is None or after is None else Standings(alike.level, alike.year, before, after)


def shares_in(found: Standings) -> list[Shares]:
    """The shares that the score is the mean of, in the order of the library."""
    both = (each.validation.scores.to_pylist() for each in (found.before, found.after))
    return [
        Shares(
            now["similarity"],
            now["level"],
            now["against"],
            (now["passed"], now["counted"]),
            (then["passed"], then["counted"]),
        )
        for now, then in zip(*both, strict=True)
    ]


def clusters_in(shown: Shown, found: Standings) -> list[ClusterChange]:
    """Clusters whose industries change, and others that pass more tests or fewer; the worse first."""
    touched, before, after = changed_clusters(shown), found.before.clusters, found.after.clusters
    every = (ClusterChange(code, before.get(code), after.get(code)) for code in sorted({*before, *after}))
    rows = [each for each in every if each.cluster in touched or each.tests_differ]
    return sorted(rows, key=lambda each: (WORDS.index(each.word), shown.title(each.cluster)))


def misplaced_in(shown: Shown, found: Standings) -> list[IndustryStanding]:
    """The industries that are farthest out in changed clusters, and in the one looked into."""
    looked_at = changed_clusters(shown) | {dict(shown.view).get("open", "")}
    rows = []
    for cluster in sorted(looked_at & set(found.after.clusters), key=shown.title):
        out = [each for each in found.after.industries.values() if each.cluster == cluster and each.is_outlier]
        rows += sorted(out, key=lambda each: (-each.excess, each.industry))[:MISPLACED]
    return rows


def changed_clusters(shown: Shown) -> set[str]:
    """The clusters that the draft gives industries or takes some from."""
    before, after = shown.before, shown.after
    differ = [code for code in {*before, *after} if before.get(code) != after.get(code)]
    return {places[code] for places in (before, after) for code in differ if code in places}
