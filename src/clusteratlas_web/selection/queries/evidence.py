"""The evidence of an entry: the figures of its cluster in its region, read from the very edition it was pinned to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions import Edition
from clusteratlas.editions.queries import verdicts
from clusteratlas.editions.queries.regional import regional_cluster
from clusteratlas.editions.queries.thresholds import thresholds
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.selection.editions import checksum_of, opened
from clusteratlas_web.selection.models import EvidenceSheet

GONE, DIFFERS, NO_FIGURES = "gone", "differs", "no-figures"
QUOTIENT = "location_quotient"


@dataclass(frozen=True)
class Evidence:
    """A sheet with what its edition says: a row for each year, the latest first, and where that stands for ever.

    `trouble` says why figures are missing or to be doubted: the edition is gone, differs from the one that was pinned,
    or has no figures of this cluster in this region.
    """

    sheet: EvidenceSheet
    region: Name
    cluster: Name
    trouble: str = ""
    checksum: str = ""  # of the edition that is here now
    book: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    strong_by: int = 0
    judged_by: int = 0
    addresses: Mapping[str, str] = field(default_factory=dict)

    @property
    def latest(self) -> dict[str, Any]:
        """The row of the latest year; empty where there is none."""
        return self.rows[0] if self.rows else {}

    @property
    def edition(self) -> str:
        """The edition in one word, as it is cited: us-2019.1."""
        return f"{self.sheet.atlas}-{self.sheet.edition}"


def evidence_of(entry: Any) -> Evidence | None:
    """The evidence of an entry; None where it has no sheet. For many, select_related("evidence")."""
    sheet = getattr(entry, "evidence", None)
    return read_evidence(sheet) if sheet is not None else None


def read_evidence(sheet: EvidenceSheet) -> Evidence:
    """What the edition of a sheet says."""
    edition = opened(sheet.atlas, sheet.edition)
    if edition is None:
        return Evidence(sheet, _code(sheet.region), _code(sheet.cluster), GONE)
    checksum = checksum_of(edition)
    rows = _rows(edition, sheet)
    trouble = DIFFERS if checksum != sheet.checksum else "" if rows else NO_FIGURES
    agreed = verdicts.agreement(edition, sheet.region, rows[0]["year"]).get(sheet.cluster, {}) if rows else {}
    return Evidence(
        sheet=sheet,
        region=_named(edition, "region", sheet.region),
        cluster=_named(edition, "cluster", sheet.cluster),
        trouble=trouble,
        checksum=checksum,
        book=_title(edition.manifest.book),
        rows=rows,
        strong_by=agreed.get("strong_by", 0),
        judged_by=agreed.get("judged_by", 0),
        addresses=_addresses(sheet),
    )


def has_figures(edition: Edition, region: str, cluster: str) -> bool:
    """Whether an edition says anything of a cluster in a region."""
    return bool(regional_cluster(edition, region, cluster))


def _rows(edition: Edition, sheet: EvidenceSheet) -> list[dict[str, Any]]:
    found = regional_cluster(edition, sheet.region, sheet.cluster)
    return [row | _line(edition, row) for row in reversed(found)]


def _line(edition: Edition, row: dict[str, Any]) -> dict[str, Any]:
    """What the quotient of a strong cluster is held against, where that is a percentile."""
    book = edition.manifest.book
    limits = thresholds(edition, row["level"], row["year"]).get(row["cluster"], {})
    asked = [rule for rule in book.of_class(book.agreement) if rule.column == QUOTIENT and rule.percentile is not None]
    return {"line": limits.get(asked[0].id) if asked else None}


def _named(edition: Edition, entity: str, code: str) -> Name:
    wanted = get_language() or "en"
    return Name(edition.names.get(entity, code, wanted), edition.names.language_of(entity, code, wanted))


def _code(code: str) -> Name:
    return Name(code, get_language() or "en")


def _title(book: RuleBook) -> str:
    return book.title.get(get_language() or "en") or book.title["en"]


def _addresses(sheet: EvidenceSheet) -> dict[str, str]:
    """The permanent addresses: they name their edition."""
    place = {"atlas": sheet.atlas, "edition": sheet.edition}
    return {
        "regional": reverse("explore:regional", kwargs=place | {"region": sheet.region, "cluster": sheet.cluster}),
        "region": reverse("explore:region", kwargs=place | {"region": sheet.region}),
        "cluster": reverse("explore:cluster", kwargs=place | {"cluster": sheet.cluster}),
        "edition": reverse("explore:edition", kwargs=place),
    }
