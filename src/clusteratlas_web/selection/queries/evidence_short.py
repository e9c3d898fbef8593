"""The evidence of an entry in short: cluster and region, quotient, jobs and mark, of the edition it was pinned to."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from clusteratlas.editions.queries.regional import regional_cluster
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.selection.editions import checksum_of, opened

_KEPT = 4096  # sheets a process keeps


@dataclass(frozen=True)
class Short:
    """What a row has room for; `row` is that of the latest year, None where the edition or its figures are gone.

    `differs`: the edition that stands here is not the one that was pinned, though it has its name.
    """

    region: Name
    cluster: Name
    edition: str
    row: dict[str, Any] | None = None
    differs: bool = False


def evidence_in_short(entry: Any) -> Short | None:
    """The evidence of an entry; None where it has no sheet. For many, select_related("evidence")."""
    sheet = getattr(entry, "evidence", None)
    if sheet is None:
        return None
    language = get_language() or "en"
    edition = opened(sheet.atlas, sheet.edition)
    if edition is None:
        region, cluster = Name(sheet.region, language), Name(sheet.cluster, language)
        return Short(region, cluster, f"{sheet.atlas}-{sheet.edition}")
    found = _read(_Place(edition, edition.folder, sheet.region, sheet.cluster, language))
    return replace(found, differs=checksum_of(edition) != sheet.checksum)


@dataclass(frozen=True)
class _Place:
    """Where the figures stand; the folder names the edition, which never changes."""

    edition: Any = field(compare=False)
    folder: Path
    region: str
    cluster: str
    language: str


@lru_cache(maxsize=_KEPT)
def _read(place: _Place) -> Short:
    rows = regional_cluster(place.edition, place.region, place.cluster)
    return Short(
        _named(place, "region", place.region),
        _named(place, "cluster", place.cluster),
        str(place.edition.manifest.identity),
        dict(rows[-1]) if rows else None,
    )


def _named(place: _Place, entity: str, code: str) -> Name:
    names = place.edition.names
    return Name(names.get(entity, code, place.language), names.language_of(entity, code, place.language))
