"""The table of a cluster's regions: its columns, its order, its rows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.amounts import money_measures, per_head_label, with_certainty
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.rule_choice import class_name
from clusteratlas_web.explore.wording import Wording
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 25


@dataclass(frozen=True)
class Ranking:
    """One page of the regions with jobs in the cluster."""

    rows: list[Row]
    pages: Pages
    headings: list[Heading]
    without: int  # regions of the level that are not in it


def rank_regions(request: HttpRequest, subject: ClusterSubject, words: Wording) -> Ranking:
    """The regions in the order the address asks for."""
    regions = subject.regions
    pages = lay_pages(len(regions.with_jobs), ROWS, request.GET)
    return Ranking(
        rows=[_row(row, subject) for row in regions.with_jobs[pages.start : pages.stop]],
        pages=pages,
        headings=make_headings(request, subject.address, _headings(subject, words), regions.order),
        without=len(regions.rows) - len(regions.with_jobs),
    )


def _row(row: Row, subject: ClusterSubject) -> Row:
    return with_certainty(subject.edition, row) | {
        "cluster": subject.code,
        "year": subject.year,
        "name": subject.names.region(row["region"]),
        "address": subject.regions.address(subject.to, row["region"]),
        "class_name": class_name(subject.rules.book, row["class"]),
    }


def _headings(subject: ClusterSubject, words: Wording) -> list[Heading]:
    establishments = [Heading("establishments", gettext("Establishments"), large=True)] if words.establishments else []
    classes = [Heading("", gettext("Class"), figure=False, large=True)] if subject.regions.is_ranked else []
    return [
        Heading("region", gettext("Region"), figure=False),
        Heading("location_quotient", gettext("Location quotient")),
        Heading("", "", rail=True),
        Heading("employment", gettext("Jobs")),
        Heading("", gettext("Source"), figure=False, wide=True),
        *establishments,
        Heading("employment_share", gettext("Share of jobs"), wide=True),
        Heading("employment_growth", gettext("Growth"), wide=True),
        *(Heading("", per_head_label(name), large=True) for name in money_measures(subject.edition)),
        *classes,
    ]
