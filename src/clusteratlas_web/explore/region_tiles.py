"""The headline figures of a region, each with what it is held against."""

from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.region_profile import Profile
from clusteratlas_web.foundation import numbers

Tile = dict[str, str]


def region_tiles(profile: Profile) -> list[Tile]:
    """All jobs, traded jobs and their growth, strong clusters and their share, the largest cluster."""
    return [
        _all_jobs(profile),
        _traded_jobs(profile),
        _traded_growth(profile),
        *([_strong_everywhere(profile)] if profile.is_country else [_strong(profile)]),
        _strong_share(profile),
        _largest(profile),
    ]


def _all_jobs(profile: Profile) -> Tile:
    now = profile.now
    return _tile(
        gettext("All jobs"),
        numbers.count(now["employment"]),
        _since(profile, now["employment_growth"]),
        _rank(profile, now["rank_employment"]),
    )


def _traded_jobs(profile: Profile) -> Tile:
    share = _ratio(profile.now["traded_employment"], profile.now["employment"])
    reference = _ratio(profile.reference["traded_employment"], profile.reference["employment"])
    notes = [] if share is None else [gettext("%(share)s of all jobs") % {"share": numbers.share(share)}]
    if not profile.is_country and reference is not None:
        notes.append(gettext("Reference %(share)s") % {"share": numbers.share(reference)})
    return _tile(gettext("Jobs in traded clusters"), numbers.count(profile.now["traded_employment"]), *notes)


def _traded_growth(profile: Profile) -> Tile:
    growth, reference = profile.now["traded_growth"], profile.reference["traded_growth"]
    title = gettext("Growth of traded jobs")
    if growth is None:
        return _tile(title, gettext("no data"), gettext("The edition has no year before"))
    if profile.is_country:
        return _tile(title, numbers.change(growth), gettext("since %(year)s") % {"year": profile.before})
    held = gettext("Reference %(change)s") % {"change": numbers.change(reference)}
    return _tile(title, numbers.change(growth), held, _rank(profile, profile.now["rank_traded_growth"]))


def _strong(profile: Profile) -> Tile:
    past = profile.past.get("strong_clusters")
    note = "" if past is None else gettext("%(count)s in %(year)s") % {"count": past, "year": profile.before}
    unit = gettext("of %(count)s traded") % {"count": len(profile.of_kind("traded"))}
    return _tile(gettext("Strong clusters"), numbers.count(profile.now["strong_clusters"]), note) | {"unit": unit}


def _strong_everywhere(profile: Profile) -> Tile:
    count, level = numbers.count(profile.of_level["strong_clusters"]), profile.level_name
    return _tile(gettext("Strong clusters"), count, gettext("in %(level)s") % {"level": level})


def _strong_share(profile: Profile) -> Tile:
    level, of_level = profile.names.level(profile.level), profile.of_level["strong_share"]
    share = of_level if profile.is_country else profile.now["strong_share"]
    title = gettext("Traded jobs in strong clusters")
    if share is None:
        return _tile(title, gettext("no data"))
    if profile.is_country:
        return _tile(title, numbers.share(share), gettext("in %(level)s") % {"level": profile.level_name})
    together = gettext("%(level)s together %(share)s") % {"level": level, "share": numbers.share(of_level)}
    return _tile(title, numbers.share(share), together, _rank(profile, profile.now["rank_strong_share"]))


def _largest(profile: Profile) -> Tile:
    cluster, title = profile.now["largest_cluster"], gettext("Largest traded cluster")
    if cluster is None:
        return _tile(title, gettext("no data"))
    named = gettext("of traded jobs in %(cluster)s") % {"cluster": profile.names.cluster(cluster)}
    return _tile(title, numbers.share(profile.now["largest_share"]), named)


def _tile(label: str, figure: str, *notes: str) -> Tile:
    note = pgettext("between notes", ". ").join(note for note in notes if note)
    return {"label": label, "figure": figure, "note": note}


def _since(profile: Profile, growth: float | None) -> str:
    if growth is None:
        return ""
    return gettext("%(change)s since %(year)s") % {"change": numbers.change(growth), "year": profile.before}


def _rank(profile: Profile, rank: int | None) -> str:
    """Rank 79 of 381; nothing for the country."""
    if profile.is_country or rank is None:
        return ""
    return gettext("Rank %(rank)s") % {"rank": numbers.rank(rank, profile.now["ranked"], get_language() or "en")}


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def coverage_badge(now: Row) -> str:
    """95.7% of jobs in published cells."""
    if now["coverage"] is None:
        return ""
    return gettext("%(share)s of jobs in published cells") % {"share": numbers.share(now["coverage"])}
