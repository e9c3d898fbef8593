"""What pages say of a data set: its description, its label, what the reader found, how it compares with an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from clusteratlas_web.contributions.fitting import CLASSIFICATION, COUNTRY, LEVEL, MEASURE, VINTAGE, Fit, fit
from clusteratlas_web.contributions.fitting import fitting_atlases as atlases_that_fit
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.queries import NamedEdition
from clusteratlas_web.contributions.reader_words import rule_said
from clusteratlas_web.contributions.states import DATA_SET
from clusteratlas_web.contributions.words import (
    CHECKS,
    LEVELS,
    MEASURES,
    PUBLICATIONS,
    QUALITY_WORDS,
    SHORT_PUBLICATIONS,
)
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.numbers import count, share, span
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.places import atlas_name, industry_name, region_address, region_name
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.registry.queries.names import name_in


@dataclass(frozen=True)
class Row:
    """A data set in a list."""

    data_set: DataSet
    title: Name
    address: str
    organisation: Name
    organisation_address: str
    state: str
    period: str
    quality: str
    publication: str
    editions: list[NamedEdition]
    note: str = ""


def row_of(data_set: DataSet, editions: dict[str, list[NamedEdition]] | None = None, note: str = "") -> Row:
    """A data set as lists show it; its organisation's names are to be prefetched."""
    return Row(
        data_set=data_set,
        title=data_set.title,
        address=reverse("contributions:data-set", args=(data_set.pk,)),
        organisation=name_in(data_set.organisation),
        organisation_address=reverse("registry:organisation", args=(data_set.organisation.slug,)),
        state=DATA_SET.label(data_set.state),
        period=period(data_set),
        quality=worded(QUALITY_WORDS, data_set.quality) if data_set.quality else "",
        publication=worded(SHORT_PUBLICATIONS, data_set.publication),
        editions=(editions or {}).get(data_set.slug or "", []),
        note=note,
    )


def period(data_set: DataSet) -> str:
    """The years it covers: 2018–2019, or the one year there is."""
    first, last = str(data_set.first_year), str(data_set.last_year)
    return first if first == last else span(first, last)


def description(data_set: DataSet) -> dict[str, Any]:
    """What everybody reads of an accepted data set."""
    return {
        "about": in_words(data_set.abouts),
        "method": in_words(data_set.methods),
        "atlas": atlas_name(data_set.atlas) if data_set.atlas else "",
        "publication": worded(SHORT_PUBLICATIONS, data_set.publication),
        "publication_said": worded(PUBLICATIONS, data_set.publication),
        "period": period(data_set),
        "quality": worded(QUALITY_WORDS, data_set.quality) if data_set.quality else "",
        "coverage": None if data_set.coverage is None else float(data_set.coverage),
        "limits": in_words(data_set.limits),
    }


def findings(data_set: DataSet) -> dict[str, Any]:
    """What the reader found in the file: its errors, or what it holds and how it compares."""
    facts = data_set.check_result
    return {
        "check": worded(CHECKS, data_set.check_state),
        "errors": _errors(facts) if facts and data_set.check_state == "failed" else None,
        "found": _found(data_set, facts) if facts and data_set.check_state == "passed" else None,
    }


def fitting(data_set: DataSet) -> list[str]:
    """The atlases that can be built from its file; none before it was checked."""
    return atlases_that_fit(data_set.check_result) if data_set.check_result.get("sums") else []


def _errors(facts: dict[str, Any]) -> dict[str, Any]:
    cells = [
        {**each, "said": rule_said(each["rule"]), "nearest": each["nearest"] or ""} for each in facts.get("cells", ())
    ]
    return {**facts, "cells": cells, "more": facts.get("count", 0) - len(cells)}


def _found(data_set: DataSet, facts: dict[str, Any]) -> dict[str, Any]:
    years = [int(year) for year in facts["years"]]
    return {
        "tiles": _tiles(facts),
        "levels": _listed(
            gettext("%(number)s %(regions)s") % {"number": count(number), "regions": worded(LEVELS, level)}
            for level, number in facts["levels"].items()
        ),
        "classification": f"{facts['classification']} {_listed(facts['vintages'])}",
        "currency": facts["currency"],
        "sums": [{**each, "label": worded(MEASURES, each["measure"])} for each in facts["sums"]],
        "finest": facts["finest"],
        "has_total": facts["has_total"],
        "outside": _listed(str(year) for year in years if year not in data_set.years),
        "lacking": _listed(str(year) for year in data_set.years if year not in years),
        "fit": _fit_said(fit(data_set.atlas, facts)) if data_set.atlas else None,
        "atlases": atlases_that_fit(facts),
        "compared": _compared(facts),
    }


def _tiles(facts: dict[str, Any]) -> list[dict[str, Any]]:
    years = list(facts["years"])
    return [
        {"label": gettext("Records"), "figure": count(facts["rows"])},
        {"label": gettext("Regions"), "figure": count(facts["regions"])},
        {"label": gettext("Industries"), "figure": count(facts["industries"])},
        {"label": gettext("Years"), "figure": years[0] if len(years) == 1 else span(years[0], years[-1])},
    ]


def _fit_said(found: Fit) -> dict[str, Any]:
    said = {
        COUNTRY: gettext("its regions are of another country"),
        LEVEL: gettext("its regions are of a level that the atlas does not show"),
        CLASSIFICATION: gettext("its industries are of another classification than the definition of clusters"),
        VINTAGE: gettext("its classification is of a year that the definition of clusters does not cover"),
        MEASURE: gettext("it has no persons employed, which every edition needs"),
    }
    return {"atlas": atlas_name(found.atlas), "obstacles": gettext("; ").join(said[each] for each in found.obstacles)}


def _compared(facts: dict[str, Any]) -> dict[str, Any] | None:
    found = facts.get("compared")
    if not found:
        return None
    edition = f"{found['atlas']}-{found['edition']}"
    shown: dict[str, Any] = {
        "edition": edition,
        "address": reverse("explore:edition", args=(found["atlas"], found["edition"])),
    }
    if "other" in found:
        return shown | {"other": found["other"]}
    new = found["new"]
    return shown | {
        "cells": found["cells"],
        "new": {**new, "said": _listed(str(year) for year in new["years"])},
        "measures": [{**each, "label": worded(MEASURES, each["measure"])} for each in found["measures"]],
        "largest": [_difference(each, facts["classification"]) for each in found["largest"]],
    }


def _difference(each: dict[str, Any], classification: str) -> dict[str, Any]:
    apart = (each["here"] - each["there"]) / each["there"] if each["there"] else None
    return {
        **each,
        "region": region_name(each["region"]),
        "address": region_address(each["region"]),
        "code": each["industry"],
        "industry": industry_name(classification, each["industry"]),
        "label": worded(MEASURES, each["measure"]),
        "apart": apart,
    }


def _listed(words: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(words)


def steps_of(data_set: DataSet | None, here: str) -> list[Link]:
    """The steps of an offer, in their order; those to come lead nowhere while there is no draft."""
    steps = (
        ("describe", gettext("1. Description")),
        ("file", gettext("2. File")),
        ("columns", gettext("3. Columns")),
        ("data-set", gettext("4. Check and offer")),
    )
    return [
        Link(label, reverse(f"contributions:{name}", args=(data_set.pk,)) if data_set else "", current=name == here)
        for name, label in steps
    ]


def coverage_said(data_set: DataSet) -> str:
    """The share that it covers, for a table to take away; nothing where nobody knows."""
    return "" if data_set.coverage is None else share(float(data_set.coverage))
