"""Codes that people give: whether they are known, what a name means, and the nearest one to a wrong one."""

from collections.abc import Iterable, Mapping

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas_web.foundation.places.lookup import folded
from clusteratlas_web.foundation.places.standing import places


def is_region(code: str) -> bool:
    """Whether a code may be stored: one of a current edition, or any where there are none."""
    return code in places().regions if places().atlases else bool(code)


def is_cluster(atlas: str, code: str) -> bool:
    """Whether an atlas has a cluster; any where there are no editions."""
    return f"{atlas}/{code}" in places().same_clusters if places().atlases else bool(atlas and code)


def cluster_key(atlas: str, code: str) -> str:
    """The key that a cluster is stored under: the same for two atlases of a country that follow one definition."""
    same = places().same_clusters.get(f"{atlas}/{code}")
    return same.key if same else f"{atlas}/{code}"


def is_industry(classification: str, code: str) -> bool:
    """Whether a classification has a code; any where no edition follows the classification."""
    known = places().industries.get(classification)
    return bool(code) if known is None else code in known


def nearest_region(code: str) -> str:
    """The known region whose code or name is nearest to a wrong one; empty where there are none."""
    return _nearest(code, places().regions, places().regions_by_word)


def nearest_cluster(text: str) -> str:
    """The key of the known cluster whose key, code or name is nearest to a wrong one; empty where there are none."""
    return _nearest(text, places().clusters, places().clusters_by_word)


def nearest_industry(classification: str, code: str) -> str:
    """The known code nearest to a wrong one; empty where the classification is not known."""
    return nearest_code(code, places().industries.get(classification, ())) or ""


def find_regions(text: str) -> tuple[str, ...]:
    """The codes that a text means: the code itself, or all regions of that name."""
    wanted = text.strip()
    return (wanted,) if wanted in places().regions else places().regions_by_word.get(folded(wanted), ())


def find_clusters(text: str) -> tuple[str, ...]:
    """The keys of clusters that a text means: `us/…`, or all clusters of that name or code."""
    wanted, same = text.strip(), places().same_clusters
    return (same[wanted].key,) if wanted in same else places().clusters_by_word.get(folded(wanted), ())


def ancestors(code: str) -> tuple[str, ...]:
    """The regions a region lies in, nearest first: its state, its country."""
    region = places().regions.get(code)
    return region.within if region else ()


def descendants(code: str) -> tuple[str, ...]:
    """All regions that lie in a region, near or far."""
    return tuple(each for each, region in places().regions.items() if code in region.within)


def _nearest(text: str, known: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> str:
    """Codes are compared with codes, and what has a space in it, or is no code, with names."""
    looks_like_code = " " not in text.strip() and text.isascii()
    if looks_like_code:
        return nearest_code(text.strip(), known) or ""
    word = nearest_code(folded(text), words)
    return words[word][0] if word else ""
