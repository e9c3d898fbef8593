"""The headline figures of a custom region, each with what it is held against."""

from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas_web.explore.amounts import amount_tiles
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.templatetags.figures import no_data

Tile = dict[str, Any]


def headline_tiles(page: CustomPage) -> list[Tile]:
    """All jobs, traded jobs and their growth, strong clusters and their share, the largest cluster, then money."""
    tiles = (_all_jobs, _traded_jobs, _traded_growth, _strong, _strong_share, _largest)
    return [*(tile(page) for tile in tiles), *amount_tiles(page.edition, page.now, page.reference)]


def _all_jobs(page: CustomPage) -> Tile:
    now = page.now
    growth = "" if now["employment_growth"] is None else _since(page, now["employment_growth"])
    figure = no_data() if now["employment"] is None else numbers.count(now["employment"])
    return _tile(gettext("All jobs"), figure, growth, _rank(page, "rank_employment"))


def _traded_jobs(page: CustomPage) -> Tile:
    share, reference = (
        _ratio(row.get("traded_employment"), row.get("employment")) for row in (page.now, page.reference)
    )
    notes = [] if share is None else [gettext("%(share)s of all jobs") % {"share": numbers.share(share)}]
    if reference is not None:
        notes.append(gettext("Reference %(share)s") % {"share": numbers.share(reference)})
    title = gettext("Jobs in traded clusters") if page.tells_traded else gettext("Jobs in clusters")
    jobs = page.now["traded_employment"]
    return _tile(title, no_data() if jobs is None else numbers.count(jobs), *notes)


def _traded_growth(page: CustomPage) -> Tile:
    growth, reference = page.now["traded_growth"], page.reference.get("traded_growth")
    title = gettext("Growth of traded jobs") if page.tells_traded else gettext("Growth of jobs in clusters")
    if growth is None:
        why = gettext("The edition has no year before")
        lacking = gettext("A region of it cannot be compared with the year before")
        return _tile(title, no_data(), why if page.before is None else lacking)
    held = "" if reference is None else gettext("Reference %(change)s") % {"change": numbers.change(reference)}
    return _tile(title, numbers.change(growth), held, _rank(page, "rank_traded_growth"))


def _strong(page: CustomPage) -> Tile:
    """By the rule book asked for; how sure it is is known of every rule book here."""
    strong = page.strong
    facts = {
        "robust": sum(bool(row["robust"]) for row in strong),
        "borderline": sum(not row["robust"] for row in strong),
    }
    parts = gettext("%(robust)s robust, %(borderline)s borderline") % facts if strong else ""
    unit = gettext("of %(count)s traded") if page.tells_traded else gettext("of %(count)s")
    tile = _tile(gettext("Strong clusters"), numbers.count(len(strong)), parts, _only_together(page))
    return tile | {"unit": unit % {"count": len(page.traded)}}


def _only_together(page: CustomPage) -> str:
    """How many are strong in none of the units by themselves; the units' classes are those of the first rule book."""
    alone = (
        sum(not row["units_strong"] for row in page.strong) if page.rules.is_first and len(page.asked.units) > 1 else 0
    )
    words = ngettext("%(count)s in none of the parts alone", "%(count)s in none of the parts alone", alone)
    return words % {"count": alone} if alone else ""


def _strong_share(page: CustomPage) -> Tile:
    title = gettext("Traded jobs in strong clusters") if page.tells_traded else gettext("Jobs in strong clusters")
    share = _ratio(sum(row["employment"] for row in page.strong), sum(row["employment"] for row in page.traded))
    if share is None:
        return _tile(title, no_data())
    return _tile(title, numbers.share(share), _rank(page, "rank_strong_share") if page.rules.is_first else "")


def _largest(page: CustomPage) -> Tile:
    cluster = page.now["largest_cluster"]
    title = gettext("Largest traded cluster") if page.tells_traded else gettext("Largest cluster")
    if cluster is None:
        return _tile(title, no_data())
    named = gettext("of traded jobs in %(cluster)s") if page.tells_traded else gettext("of jobs in %(cluster)s")
    return _tile(title, numbers.share(page.now["largest_share"]), named % {"cluster": page.names.cluster(cluster)})


def _tile(label: str, figure: str, *notes: str) -> Tile:
    return {"label": label, "figure": figure, "note": pgettext("between notes", ". ").join(filter(None, notes))}


def _since(page: CustomPage, growth: float) -> str:
    return gettext("%(change)s since %(year)s") % {"change": numbers.change(growth), "year": page.before}


def _rank(page: CustomPage, column: str) -> str:
    """Rank 79 among 381: one that lies below them all stands after the last."""
    if page.now[column] is None:
        return ""
    rank = {"rank": page.now[column], "of": numbers.count(page.now["ranked"]), "level": page.level_name}
    return gettext("Rank %(rank)s among %(of)s %(level)s") % rank


def _ratio(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
