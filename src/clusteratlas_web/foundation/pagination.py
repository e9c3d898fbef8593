"""Long tables in pages: which rows, which links."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from clusteratlas_web.foundation.numbers import count, span
from clusteratlas_web.foundation.page import Link

GAP = Link("…", "")


@dataclass(frozen=True)
class Pages:
    """One page of a table: where it begins and ends, and the links to the others."""

    page: int
    last: int
    size: int
    count: int
    query: str

    @property
    def start(self) -> int:
        """The first row of the page, counted from 0."""
        return (self.page - 1) * self.size

    @property
    def stop(self) -> int:
        """The row after the last one of the page."""
        return min(self.start + self.size, self.count)

    @property
    def summary(self) -> str:
        """16–30 of 381."""
        rows = span(count(self.start + 1), count(self.stop))
        return gettext("%(rows)s of %(count)s") % {"rows": rows, "count": count(self.count)}

    @property
    def back(self) -> str:
        """The address of the page before, or nothing."""
        return self._address(self.page - 1) if self.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, or nothing."""
        return self._address(self.page + 1) if self.page < self.last else ""

    @property
    def links(self) -> list[Link]:
        """The first, the last and those beside this one; gaps between."""
        near = sorted({1, self.last, *range(max(1, self.page - 1), min(self.last, self.page + 1) + 1)})
        links: list[Link] = []
        for before, page in zip([0, *near], near, strict=False):
            if page - before > 1:
                links.append(GAP)
            links.append(Link(str(page), self._address(page), current=page == self.page))
        return links

    def _address(self, page: int) -> str:
        return f"?{self.query}{'&' if self.query else ''}page={page}"


def lay_pages(rows: int, size: int, query: QueryDict) -> Pages:
    """The page that a query asks for with `page=`; what is no page of the table is the first or the last."""
    last = max(1, ceil(rows / size))
    asked = query.get("page", "")
    page = min(max(int(asked), 1), last) if asked.isdecimal() else 1
    others = urlencode([(name, value) for name, values in query.lists() if name != "page" for value in values])
    return Pages(page=page, last=last, size=size, count=rows, query=others)
