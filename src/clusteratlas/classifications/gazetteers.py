"""Every gazetteer that ships with Cluster Atlas, by name."""

from collections.abc import Callable, Mapping

from clusteratlas.classifications import cn_regions, de_regions, eu_regions, jp_regions, us_regions
from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.errors import UnknownChoice

_MADE_BY: Mapping[str, Callable[[], Gazetteer]] = {
    "us": us_regions.gazetteer,
    "eu": eu_regions.gazetteer,
    "jp": jp_regions.gazetteer,
    "de": de_regions.gazetteer,
    "cn": cn_regions.gazetteer,
}
GAZETTEERS = tuple(_MADE_BY)


def gazetteer(name: str) -> Gazetteer:
    """The gazetteer of a country or of Europe; raises UnknownChoice. It is read from its tables once."""
    if name not in _MADE_BY:
        raise UnknownChoice("gazetteer", name, GAZETTEERS)
    return _MADE_BY[name]()
