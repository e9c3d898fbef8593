"""What a draft would do to an edition, for its page and for programs: the impact, and the industries of a cluster."""

from clusteratlas.editions.defining.impact import Impact, impact
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.definitions.shaped import Shown
from clusteratlas_web.explore.kept import Kept

_made: Kept[Impact] = Kept(32)


def impact_of(shown: Shown) -> Impact:
    """The draft held against the edition, computed once."""
    return _made.get(
        (shown.edition.folder, shown.draft, shown.level, shown.year),
        lambda: impact(shown.edition, shown.draft.definition, shown.level, shown.year),
    )


def members_of(shown: Shown, cluster: str) -> list[Row]:
    """The industries of a cluster of the draft with their jobs, most first; nothing where none is named."""
    vintage = shown.edition.manifest.vintage(shown.year)
    if not cluster or vintage not in shown.draft.definition.vintages:
        return []
    rows = [
        {"industry": code, "title": shown.names.industry(code), "employment": shown.jobs.get(code)}
        for code, place in shown.draft.definition.membership(vintage).items()
        if place.cluster == cluster
    ]
    return sorted(rows, key=lambda row: (-(row["employment"] or 0), row["industry"]))
