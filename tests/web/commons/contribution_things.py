"""What tests of contributed data store: small tables of figures, data sets in every state, a home of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from tests.web.commons.conftest import Cast

# Two states, two years, three industries of NAICS 2017: by hand. x is withheld.
HEADING = "Year,State,Activity,Jobs,Plants"
ROWS = (
    *("2018,20,336411,1000,10", "2018,20,326199,200,8", "2018,20,541330,90,9"),
    *("2018,39,336411,300,6", "2018,39,326199,900,30", "2018,39,541330,x,12"),
    *("2019,20,336411,1100,11", "2019,20,326199,210,8", "2019,20,541330,95,9"),
    *("2019,39,336411,310,6", "2019,39,326199,880,29", "2019,39,541330,410,13"),
)
COLUMNS: dict[str, Any] = {
    "table": {"separator": ",", "encoding": "utf-8", "absent": "zero"},
    "region": {"gazetteer": "us", "level": "state", "column": "State", "written": "code", "country": []},
    "industry": {
        "classification": "NAICS",
        "vintage": "2017",
        "column": "Activity",
        "written": "code",
        "total": [],
    },
    "year": {"column": "Year"},
    "measures": {
        "employment": {"column": "Jobs", "unit": "persons"},
        "establishments": {"column": "Plants", "unit": "establishments"},
    },
    "cells": {"withheld": ["x"]},
}
DESCRIPTION: dict[str, Any] = {
    "titles": {"en": "Plants of two states", "zh-hans": "两州工厂"},
    "abouts": {"en": "Secret jobs and plants."},
    "methods": {"en": "Asked by telephone."},
    "producer": "Chamber of Plants",
    "atlas": "",
    "licence": "CC BY 4.0",
    "terms": "Name us.",
    "publication": "public",
    "first_year": 2018,
    "last_year": 2019,
    "web": "https://chamber.example/plants",
}
# What the form of columns sends for the same map.
ANSWERS = {
    "place": "us:state",
    "region_column": "State",
    "region_written": "code",
    "country": "",
    "scheme": "NAICS:2017",
    "industry_column": "Activity",
    "industry_written": "code",
    "total": "",
    "year_column": "Year",
    "fixed_year": "",
    "measure_column": "",
    "employment_column": "Jobs",
    "employment_unit": "persons",
    "establishments_column": "Plants",
    "establishments_unit": "establishments",
    "withheld": "x",
    "zero": "",
    "thousands": "",
    "absent": "zero",
}
# What the form of the description sends.
TOLD = {
    "titles_en": "Plants of two states",
    "abouts_en": "Jobs and plants.",
    "methods_en": "Asked by telephone.",
    "producer": "Chamber of Plants",
    "licence": "CC BY 4.0",
    "publication": "public",
    "first_year": 2018,
    "last_year": 2019,
}


def table(*rows: str, heading: str = HEADING) -> bytes:
    """A file of these rows, the usual ones if none are given."""
    return "\n".join((heading, *(rows or ROWS), "")).encode()


def upload(content: bytes | None = None, name: str = "secret-plants.csv") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, table() if content is None else content)


@contextmanager
def home_at(folder: Path) -> Iterator[Path]:
    """A home of one's own, so that nothing enters another."""
    with override_settings(CLUSTERATLAS_HOME=folder):
        yield folder


def draft(cast: Cast, **facts: Any) -> Any:
    """A draft of Ana's organisation without a file."""
    from clusteratlas_web.contributions.actions.describing import begin_data_set

    organisation = facts.pop("organisation", cast.valley)
    person = facts.pop("person", cast.ana)
    return begin_data_set(person, organisation, DESCRIPTION | facts)


def checked(cast: Cast, content: bytes | None = None, **facts: Any) -> Any:
    """A draft whose file was read; passed, if it has no error."""
    from clusteratlas_web.contributions.actions.checking import explain_columns
    from clusteratlas_web.contributions.actions.filing import give_file

    person = facts.get("person", cast.ana)
    columns = facts.pop("columns", COLUMNS)
    made = draft(cast, **facts)
    given = give_file(person, made, made.version, upload(content))
    return explain_columns(person, given, given.version, columns)


def offered(cast: Cast, **facts: Any) -> Any:
    """A data set that waits for a review."""
    from clusteratlas_web.contributions.actions.reviewing import offer_data_set

    made = checked(cast, **facts)
    return offer_data_set(facts.get("person", cast.ana), made, made.version)


def accepted(cast: Cast, **facts: Any) -> Any:
    """A data set that Finn accepted as a survey that covers nine tenths."""
    from decimal import Decimal

    from clusteratlas_web.contributions.actions.reviewing import Label, accept_data_set

    made = offered(cast, **facts)
    label = Label("survey", Decimal("0.9"), {"en": "Small plants are missing.", "zh-hans": "缺小厂。"})
    return accept_data_set(cast.finn, made, made.version, label, "Well done.")


def stored_as(cast: Cast, state: str, **facts: Any) -> Any:
    """A data set in a state, put there without its steps and without a file: enough for who may see it."""
    from clusteratlas_web.contributions.models import DataSet

    told: dict[str, Any] = {"organisation": cast.valley, "contributor": cast.ana, "state": state}
    told["preview"] = {"names": [], "rows": [], "size": 1}
    if state != "draft":
        told |= {"offered": timezone.now(), "check_state": "passed", "check_result": RESULT, "comment": "Secret reason"}
    if state in ("accepted", "retired"):
        told |= {"reviewer": cast.finn, "reviewed": timezone.now(), "quality": "survey", "slug": f"plants-{state}"}
    return DataSet.objects.create(**DESCRIPTION | told | facts)


RESULT: dict[str, Any] = {
    "rows": 7654321,
    "years": {"2018": 7654321},
    "levels": {"state": 2},
    "regions": 2,
    "industries": 3,
    "finest": 3,
    "has_total": False,
    "gazetteer": "us",
    "classification": "NAICS",
    "vintages": ["2017"],
    "currency": "",
    "absent": "zero",
    "sums": [{"year": 2018, "measure": "employment", "known": 5, "unknown": 1, "total": None, "finest": 987654}],
}
