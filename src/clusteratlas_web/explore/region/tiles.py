"""The headline figures of a region, each with what it is held against."""

from typing import Any

from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import per_head
from clusteratlas_web.explore.amounts import amount_tiles, money_measures
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.templatetags.figures import no_data

Tile = dict[str, Any]
_IN_A_ROW = {7: "7", 8: "4", 9: "5", 10: "5"}


def region_tiles(profile: Profile) -> list[Tile]:
    """All jobs, traded jobs and their growth, strong clusters and their share, the largest cluster, then money."""
    tiles = {
        "employment": _all_jobs(profile),
        "traded_employment": _traded_jobs(profile),
        "traded_growth": _traded_growth(profile),
        "strong_clusters": _strong_everywhere(profile) if profile.is_country else _strong(profile),
        "strong_share": _strong_share(profile),
        "largest_share": _largest(profile),
    }
    return [
        *(_explained(profile, column, tile) for column, tile in tiles.items()),
        *_amounts(profile),
    ]


def _amounts(profile: Profile) -> list[Tile]:
    """Money per job."""
    tiles = amount_tiles(profile.edition, profile.now, None if profile.is_country else profile.reference)
    columns = (per_head(name) for name in money_measures(profile.edition))
    return [_explained(profile, column, tile) for column, tile in zip(columns, tiles, strict=True)]


def _explained(profile: Profile, column: str, tile: Tile) -> Tile:
    """A headline whose figure leads to where it comes from; what a country's page says of a level has no such place."""
    if profile.is_country and column.startswith("strong"):
        return tile
    return tile | {"explained": f"summary.{column}", "row": profile.now}


def tiles_in_a_row(tiles: list[Tile]) -> str:
    """How many headlines stand in a row, so that rows are full or nearly so."""
    return _IN_A_ROW.get(len(tiles), "6")


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
    title = gettext("Jobs in traded clusters") if profile.tells_traded else gettext("Jobs in clusters")
    return _tile(title, numbers.count(profile.now["traded_employment"]), *notes)


def _traded_growth(profile: Profile) -> Tile:
    growth, reference = profile.now["traded_growth"], profile.reference["traded_growth"]
    title = gettext("Growth of traded jobs") if profile.tells_traded else gettext("Growth of jobs in clusters")
    if growth is None:
        return _tile(title, no_data(), gettext("The edition has no year before"))
    if profile.is_country:
        return _tile(title, numbers.change(growth), gettext("since %(year)s") % {"year": profile.before})
    held = gettext("Reference %(change)s") % {"change": numbers.change(reference)}
    return _tile(title, numbers.change(growth), held, _rank(profile, profile.now["rank_traded_growth"]))


def _strong(profile: Profile) -> Tile:
    strong, borderline = profile.now["strong_clusters"], profile.now["strong_borderline"]
    parts = gettext("%(robust)s robust, %(borderline)s borderline") % {
        "robust": strong - borderline,
        "borderline": borderline,
    }
    past = profile.past.get("strong_clusters")
    then = "" if past is None else gettext("%(count)s in %(year)s") % {"count": past, "year": profile.before}
    unit = gettext("of %(count)s traded") if profile.tells_traded else gettext("of %(count)s")
    tile = _tile(gettext("Strong clusters"), numbers.count(strong), parts if strong else "", then)
    return tile | {"unit": unit % {"count": len(profile.traded)}}


def _strong_everywhere(profile: Profile) -> Tile:
    count, level = numbers.count(profile.of_level["strong_clusters"]), profile.level_name
    return _tile(gettext("Strong clusters"), count, gettext("in %(level)s") % {"level": level})


def _strong_share(profile: Profile) -> Tile:
    level, of_level = profile.names.level(profile.level), profile.of_level["strong_share"]
    share = of_level if profile.is_country else profile.now["strong_share"]
    title = gettext("Traded jobs in strong clusters") if profile.tells_traded else gettext("Jobs in strong clusters")
    if share is None:
        return _tile(title, no_data())
    if profile.is_country:
        return _tile(title, numbers.share(share), gettext("in %(level)s") % {"level": profile.level_name})
    together = gettext("%(level)s together %(share)s") % {"level": level, "share": numbers.share(of_level)}
    return _tile(title, numbers.share(share), together, _rank(profile, profile.now["rank_strong_share"]))


def _largest(profile: Profile) -> Tile:
    cluster = profile.now["largest_cluster"]
    title = gettext("Largest traded cluster") if profile.tells_traded else gettext("Largest cluster")
    if cluster is None:
        return _tile(title, no_data())
    named = gettext("of traded jobs in %(cluster)s") if profile.tells_traded else gettext("of jobs in %(cluster)s")
    named %= {"cluster": profile.names.cluster(cluster)}
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


def quality_badge(now: Row) -> str:
    """Data quality A · 96.9% of jobs known exactly."""
    if now["known_share"] is None:
        return ""
    facts = {"grade": now["grade"], "share": numbers.share(now["known_share"])}
    return gettext("Data quality %(grade)s · %(share)s of jobs known exactly") % facts
