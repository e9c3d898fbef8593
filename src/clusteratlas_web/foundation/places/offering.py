"""What is offered to whoever types the beginning of a region or a cluster."""

from collections.abc import Iterable, Mapping

from clusteratlas_web.foundation.places.lookup import folded
from clusteratlas_web.foundation.places.standing import places

MOST = 12  # as many are offered at once


def offered_regions(text: str) -> list[str]:
    """The codes of regions whose name or code has a text in it, those that begin so first."""
    return _offered(text, places().regions, places().regions_by_word)


def offered_clusters(text: str) -> list[str]:
    """The keys of clusters whose name or key has a text in it, those that begin so first."""
    return _offered(text, places().clusters, places().clusters_by_word)


def _offered(text: str, codes: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> list[str]:
    wanted = folded(text)
    if not wanted:
        return []
    named = [(word.find(wanted), len(word), word, found) for word, found in words.items() if wanted in word]
    coded = [(code.find(wanted), len(code), code, (code,)) for code in codes if wanted in code]
    ordered = sorted(named) + sorted(coded)
    return list(dict.fromkeys(code for *_, found in ordered for code in found))[:MOST]
