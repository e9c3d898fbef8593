"""Which official files can be fetched: for each provider, what has to be said, where that is, and its name here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clusteratlas.errors import UnknownChoice
from clusteratlas.sources import cbp, qcew


@dataclass(frozen=True)
class Wish:
    """What somebody wants: the words mean what they mean to the provider, and not every provider knows all of them."""

    year: int | None = None
    level: str | None = None
    area: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Remote:
    """A file at its producer's, and what it is called when it has come."""

    address: str
    name: str


def remote(provider: str, wish: Wish) -> Remote:
    """The file a provider publishes for a wish; raises UnknownChoice where the wish names none."""
    if provider not in _PROVIDERS:
        raise UnknownChoice("provider", provider, providers())
    return _PROVIDERS[provider](wish)


def providers() -> list[str]:
    """Whose files can be fetched."""
    return list(_PROVIDERS)


def _cbp(wish: Wish) -> Remote:
    address = cbp.address(_year(wish), wish.level or "county")
    return Remote(address, address.rpartition("/")[2])


def _qcew(wish: Wish) -> Remote:
    return Remote(qcew.address(_year(wish), wish.area), qcew.file_name(_year(wish), wish.area))


def _eurostat(wish: Wish) -> Remote:
    """A whole dataset, all its years, as TSV.

    https://wikis.ec.europa.eu/display/EUROSTATHELP/Transition+-+from+Eurostat+Bulk+Download+to+API
    """
    if not wish.code or not wish.code.replace("_", "").isalnum():
        raise UnknownChoice("code", wish.code, ["the code of a dataset, such as sbs_r_nuts06_r2"])
    address = f"https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data/{wish.code.upper()}"
    return Remote(f"{address}?format=TSV&compressed=true", f"{wish.code.lower()}.tsv.gz")


def _year(wish: Wish) -> int:
    if wish.year is None:
        raise UnknownChoice("year", wish.year, ["a year, such as 2021"])
    return wish.year


_PROVIDERS: Mapping[str, Callable[[Wish], Remote]] = {"cbp": _cbp, "qcew": _qcew, "eurostat": _eurostat}
