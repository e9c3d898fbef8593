"""Measures that are money, of rows and of regions: what they are called, what they are, and what they are per job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.certainty import Certainty, certainty_of
from clusteratlas_web.foundation.money import money, short_money
from clusteratlas_web.foundation.templatetags.figures import no_data


@dataclass(frozen=True)
class Amount:
    """One measure of a row in a table: the amount with its certainty, and the amount per job."""

    measure: str
    total: Certainty
    per_head: str

    @property
    def per_head_column(self) -> str:
        """The column of the amount per job, as explanations name it."""
        return f"portfolio.{per_head(self.measure)}"


def money_measures(edition: Edition) -> list[str]:
    """The measures of the edition that are money, in the order of the registry."""
    return [name for name in columns_of(edition.manifest.measures) if has_per_head(name)]


def measure_label(name: str) -> str:
    """What a measure is called."""
    return column_term(name).label(_language())


def per_head_label(name: str) -> str:
    """What a measure per person employed is called."""
    return gettext("%(measure)s per job") % {"measure": measure_label(name)}


def amounts_of(edition: Edition, row: Mapping[str, Any]) -> list[Amount]:
    """The amounts of a row of figures; a row of cells has no column per job, and none is shown where no job is."""
    return [_amount(edition, row, name) for name in money_measures(edition)]


def with_certainty(edition: Edition, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of figures with its `jobs` and its `amounts` of money as a table shows them."""
    return {**row, "jobs": certainty_of(row), "amounts": amounts_of(edition, row)}


def _amount(edition: Edition, row: Mapping[str, Any], name: str) -> Amount:
    currency = edition.manifest.currency
    total, ratio = certainty_of(row, name, currency), row.get(per_head(name))
    shown = total.is_known and ratio is not None
    return Amount(name, total, money(ratio, currency, _language()) if shown and ratio is not None else "")


def amount_tiles(edition: Edition, row: Mapping[str, Any], reference: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """For each measure a headline: the amount per job and year, the whole amount, and the reference's per job."""
    return [_tile(edition, name, row, reference) for name in money_measures(edition)]


def _tile(
    edition: Edition, name: str, row: Mapping[str, Any], reference: Mapping[str, Any] | None
) -> dict[str, str | SafeString]:
    label, currency, language = per_head_label(name), edition.manifest.currency, _language()
    ratio = _ratio(row, name)
    if ratio is None:
        return {"label": label, "figure": no_data(), "note": ""}
    notes = [gettext("%(amount)s in all") % {"amount": short_money(row[name], currency, language)}]
    held = None if reference is None else _ratio(reference, name)
    if held is not None:
        notes.append(gettext("Reference %(share)s") % {"share": short_money(held, currency, language)})
    return {
        "label": label,
        "figure": short_money(ratio, currency, language),
        "unit": gettext("a year"),
        "note": gettext("%(first)s. %(next)s") % {"first": notes[0], "next": notes[1]} if len(notes) > 1 else notes[0],
    }


def _ratio(row: Mapping[str, Any], name: str) -> float | None:
    amount, jobs = row.get(name), row.get("employment")
    return None if amount is None or not jobs else amount / jobs


def _language() -> str:
    return get_language() or "en"
