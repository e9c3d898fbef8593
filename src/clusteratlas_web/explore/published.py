"""How much of a region is published: its total, what stands in six-digit cells, and what is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row


@dataclass(frozen=True)
class Part:
    """A part of a region's jobs, and its share of the published total; `inside` another part or a whole one."""

    label: str
    employment: int
    share: float | None
    inside: bool = False


def parts_of_total(now: Row) -> list[Part]:
    """The published total, the sum of the cells, its parts by kind of cluster, and what no cell says."""
    total, cells = now["published_employment"], now["cell_employment"]
    traded, local = now["traded_employment"], now["local_employment"]
    figures = [
        (gettext("All jobs, as published"), total, False),
        (gettext("Sum of published six-digit cells"), cells, False),
        (gettext("in traded clusters"), traded, True),
        (gettext("in local clusters"), local, True),
        (gettext("in industries of no cluster"), cells - traded - local, True),
        (gettext("Not in any published cell"), total - cells, False),
    ]
    return [
        Part(label, jobs, jobs / total if total else None, inside)
        for label, jobs, inside in figures
        if jobs or not inside
    ]
