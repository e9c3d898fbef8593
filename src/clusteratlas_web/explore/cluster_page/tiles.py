"""The headline numbers of a cluster: its reference totals, and in how many regions it is."""

from typing import Any

from django.utils.translation import gettext

from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.wording import LOCAL, TRADED
from clusteratlas_web.foundation import numbers

Tile = dict[str, Any]


def cluster_tiles(subject: ClusterSubject) -> list[Tile]:
    """The numbers of the year; none where the cluster has no total in it."""
    history = {each["year"]: each for each in clusters.national(subject.edition, subject.code)}
    now = history.get(subject.year)
    if now is None:
        return []
    country = subject.edition.manifest.country
    key = {"region": country, "cluster": subject.code, "level": subject.level, "year": subject.year}
    growth, share = now["employment_growth"], now["employment_share"]
    tiles = [
        _tile(
            gettext("Jobs"),
            numbers.count(now["employment"]),
            gettext("in %(reference)s") % {"reference": subject.names.reference},
            "portfolio.employment",
        ),
        _tile(
            gettext("Growth since the year before"),
            gettext("no data") if growth is None else numbers.change(growth),
            "" if growth is None else numbers.signed_count(now["employment_change"]),
            "" if growth is None else "portfolio.employment_growth",
        ),
        _tile(
            gettext("Share of jobs"),
            gettext("no data") if share is None else numbers.share(share),
            _of_jobs(subject.kind),
            "" if share is None else "portfolio.employment_share",
        ),
    ]
    if now["establishments"] is not None:
        written = numbers.count(now["establishments"])
        tiles.append(_tile(gettext("Establishments"), written, "", "portfolio.establishments"))
    return [tile | {"row": key} for tile in (*tiles, *_counts(subject))]


def _counts(subject: ClusterSubject) -> list[Tile]:
    """In how many regions it is, and in how many it is strong under the rule book."""
    regions, level = subject.regions, subject.names.level(subject.level)
    with_jobs = numbers.count(len(regions.with_jobs))
    explained = "concentration.regions" if regions.with_jobs else ""
    tiles = [_tile(gettext("Regions with jobs in it"), with_jobs, level, explained)]
    if regions.is_ranked:
        strong, first = numbers.count(len(regions.strong)), regions.rules.is_first
        note, explained = (level, "concentration.strong_regions") if first else (regions.rules.title, "")
        tiles.append(_tile(gettext("Regions where strong"), strong, note, explained))
    return tiles


def _tile(label: str, figure: str, note: str, explained: str) -> Tile:
    return {"label": label, "figure": figure, "note": note, "explained": explained}


def _of_jobs(kind: str) -> str:
    """What a cluster's share is taken of."""
    of = {TRADED: gettext("of all traded jobs"), LOCAL: gettext("of all local jobs")}
    return of.get(kind, gettext("of all jobs"))
