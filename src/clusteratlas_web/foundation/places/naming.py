"""What regions, clusters, industries, levels and atlases are called, and where their pages are."""

from django.urls import reverse
from django.utils.translation import get_language

from clusteratlas_web.foundation.names import Name
from clusteratlas_web.foundation.places.standing import places


def region_name(code: str, language: str = "") -> Name:
    """The name of a region in a language, the page's if none is given; the code itself where it is not known."""
    region = places().regions.get(code)
    return _name(region.atlas, "region", code, language) if region else Name(code, language or _spoken())


def cluster_name(atlas: str, code: str, language: str = "") -> Name:
    """The name of a cluster of an atlas; the code itself where it is not known."""
    if atlas not in places().atlases:
        return Name(code, language or _spoken())
    return _name(atlas, "cluster", code, language)


def industry_name(classification: str, code: str, language: str = "") -> Name:
    """The title of an industry; the code itself where it is not known."""
    found = [each for each in places().atlases.values() if each.classification == classification]
    known = next((each for each in found if code in each.industries), None)
    return _name(known.atlas, "industry", code, language) if known else Name(code, language or _spoken())


def level_name(atlas: str, level: str) -> str:
    """What the regions of a level are called: Metropolitan areas."""
    titles = places().atlases[atlas].level_titles.get(level, {})
    return titles.get(_spoken()) or titles.get("en") or level


def atlas_name(atlas: str) -> str:
    """The title of an atlas; its code where it is not known."""
    known = places().atlases.get(atlas)
    return (known.title.get(_spoken()) or known.title["en"]) if known else atlas


def region_address(code: str) -> str:
    """The page of a region in its atlas's current edition; empty where there is none."""
    region = places().regions.get(code)
    return reverse("explore:current-page", args=(region.atlas, f"regions/{code}/")) if region else ""


def cluster_address(atlas: str, code: str) -> str:
    """The page of a cluster in its atlas's current edition; empty where there is none."""
    known = f"{atlas}/{code}" in places().same_clusters
    return reverse("explore:current-page", args=(atlas, f"clusters/{code}/")) if known else ""


def _name(atlas: str, entity: str, code: str, language: str) -> Name:
    names, wanted = places().atlases[atlas].names, language or _spoken()
    return Name(names.get(entity, code, wanted), names.language_of(entity, code, wanted))


def _spoken() -> str:
    return get_language() or "en"
