"""The addresses of an edition's pages, in the language that is spoken."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language


@dataclass(frozen=True)
class Addresses:
    """Addresses that name their edition, and are therefore permanent."""

    atlas: str
    edition: str

    def page(self, name: str, **codes: str) -> str:
        """A page by its name in urls.py; the codes are those of an edition and need no quoting."""
        address = _pattern(name, self.atlas, self.edition, tuple(codes), get_language() or "")
        for code, value in codes.items():
            address = address.replace(_place(code), value)
        return address

    def region(self, region: str, year: int | None = None) -> str:
        """The profile of a region."""
        return with_query(self.page("region", region=region), year=year)

    def cluster(self, cluster: str, level: str | None = None, year: int | None = None) -> str:
        """The profile of a cluster."""
        return with_query(self.page("cluster", cluster=cluster), level=level, year=year)

    def regional(self, region: str, cluster: str, year: int | None = None) -> str:
        """A cluster in a region."""
        return with_query(self.page("regional", region=region, cluster=cluster), year=year)

    def industry(self, industry: str) -> str:
        """The profile of an industry."""
        return self.page("industry", industry=industry)


@lru_cache(maxsize=1024)
def _pattern(name: str, atlas: str, edition: str, codes: tuple[str, ...], language: str) -> str:
    """A page's address with places for its codes: a map has hundreds of links, and reversing each takes too long."""
    places = {code: _place(code) for code in codes}
    return reverse(f"explore:{name}", kwargs={"atlas": atlas, "edition": edition, **places})


def _place(code: str) -> str:
    return f"0-{code}-0"


def with_query(address: str, **values: object) -> str:
    """The address with those values that are there as its query."""
    query = urlencode([(name, value) for name, value in values.items() if value not in (None, "")])
    return f"{address}?{query}" if query else address
