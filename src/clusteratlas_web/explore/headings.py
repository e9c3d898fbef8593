"""Heads of a sortable table: each is a link that orders the table by its column."""

from dataclasses import dataclass, replace

from django.http import HttpRequest

from clusteratlas_web.explore.addresses import with_query


@dataclass(frozen=True)
class Heading:
    """A column: the order it stands for, its label, whether it holds figures or a rail, and on which screens it stands.

    `wide` columns are not on a phone, `large` ones on no tablet either.
    """

    order: str
    label: str
    figure: bool = True
    wide: bool = False
    rail: bool = False
    large: bool = False
    address: str = ""
    sorted: str = ""


def make_headings(request: HttpRequest, address: str, headings: list[Heading], order: str) -> list[Heading]:
    """The headings with their addresses; figures are ordered from high to low, names from the first letter on."""
    kept = {name: value for name, value in request.GET.items() if name not in ("order", "page")}
    made = []
    for heading in headings:
        sorted_as = "" if heading.order != order or not order else "descending" if heading.figure else "ascending"
        link = with_query(address, **(kept | {"order": heading.order})) if heading.order else ""
        made.append(replace(heading, address=link, sorted=sorted_as))
    return made
