"""Two small data sets for the demo, cut from real figures of the sample atlas: one accepted, one waiting for a review.

That an organisation offered them is invented, so they are marked as sample; the figures are those that County Business
Patterns publishes, in the second one rounded to tens, so that it differs from the edition it is set beside.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.core.files.uploadedfile import SimpleUploadedFile

from clusteratlas.editions.layout.figures import PUBLISHED
from clusteratlas.sources.origin import OFFICIAL
from clusteratlas_web.contributions.actions.checking import explain_columns
from clusteratlas_web.contributions.actions.describing import begin_data_set
from clusteratlas_web.contributions.actions.filing import give_file
from clusteratlas_web.contributions.actions.reviewing import Label, accept_data_set, offer_data_set
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.words import PUBLIC
from clusteratlas_web.foundation.places import places
from clusteratlas_web.registry.models import Acting

ATLAS = "us"
HEADING = ("Year", "Metro area", "NAICS", "Employees", "Establishments")


@dataclass(frozen=True)
class Cut:
    """Which figures: of these regions, of the industries that begin so, rounded to a unit."""

    name: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    unit: int = 1


KANSAS = Cut(
    "kansas-metro-plants.csv",
    ("us-metro-48620", "us-metro-45820", "us-metro-29940", "us-metro-31740"),
    ("332", "333", "336"),
)
OHIO = Cut("ohio-plastics.csv", ("us-metro-19380", "us-metro-10420"), ("325", "326", "3335"), unit=10)

_COMMON = {
    "atlas": ATLAS,
    "licence": "Public domain",
    "publication": PUBLIC,
    "first_year": 2018,
    "last_year": 2019,
    "web": "https://plains-aerospace.example/figures",
    "is_sample": True,
}
PLANTS = _COMMON | {
    "titles": {
        "en": "Plants in Kansas metros",
        "zh-hans": "堪萨斯各大都市区的工厂",
    },
    "abouts": {
        "en": "Employees and establishments of makers of metal goods, machines and vehicles, by six-digit industry.",
        "zh-hans": "金属制品、机械和运输设备制造业的就业人数和单位数，按六位行业代码。",
    },
    "methods": {
        "en": "Taken from County Business Patterns for the cells it publishes in full.",
        "zh-hans": "取自 County Business Patterns 中完整公布的数据。",
    },
    "producer": "United States Census Bureau",
    "terms": "Name the Census Bureau.",
}
PLASTICS = _COMMON | {
    "titles": {
        "en": "Plastics and chemicals in Akron and Dayton, rounded",
        "zh-hans": "阿克伦与代顿的塑料和化工，取整",
    },
    "abouts": {
        "en": "Employees and establishments of makers of chemicals, plastics and their machines.",
        "zh-hans": "化工、塑料及其机械制造业的就业人数和单位数。",
    },
    "methods": {
        "en": "Taken from County Business Patterns; employees are rounded to tens.",
        "zh-hans": "取自 County Business Patterns；就业人数按十取整。",
    },
    "producer": "Plains Aerospace Alliance",
    "terms": "",
}
COLUMNS: dict[str, Any] = {
    "table": {"separator": ",", "encoding": "utf-8", "absent": "unknown"},
    "region": {"gazetteer": "us", "level": "metro", "column": HEADING[1], "written": "code", "country": []},
    "industry": {
        "classification": "NAICS",
        "vintage": "2017",
        "column": HEADING[2],
        "written": "code",
        "total": [],
    },
    "year": {"column": HEADING[0]},
    "measures": {
        "employment": {"column": HEADING[3], "unit": "persons"},
        "establishments": {"column": HEADING[4], "unit": "establishments"},
    },
}
LABEL = Label(
    OFFICIAL,
    Decimal("0.62"),
    {
        "en": "Only the cells that are published in full; small plants are missing.",
        "zh-hans": "只含完整公布的数据，缺少小厂。",
    },
)


def make_sample(people: Mapping[str, Any]) -> list[DataSet]:
    """Makes both where the sample atlas stands and its people are there; made twice, they are there once.

    Of `people` the manager offers them for the first organisation that she acts for, and the officer accepts one.
    """
    manager, officer = people.get("manager"), people.get("officer")
    atlas, standing = places().atlases.get(ATLAS), list(DataSet.objects.filter(is_sample=True))
    acting = Acting.objects.filter(person=manager).select_related("organisation").first() if manager else None
    if standing or atlas is None or acting is None or officer is None:
        return standing
    plants = _offered(manager, acting.organisation, PLANTS, KANSAS, atlas.folder)
    plastics = _offered(manager, acting.organisation, PLASTICS, OHIO, atlas.folder)
    return [accept_data_set(officer, plants, plants.version, LABEL), plastics]


def _offered(person: Any, organisation: Any, facts: dict[str, Any], cut: Cut, folder: Path) -> DataSet:
    made = begin_data_set(person, organisation, facts)
    made = give_file(person, made, made.version, SimpleUploadedFile(cut.name, table(cut, folder)))
    made = explain_columns(person, made, made.version, COLUMNS)
    return offer_data_set(person, made, made.version)


def table(cut: Cut, folder: Path) -> bytes:
    """The figures that an edition publishes of some regions and industries, as a tidy file."""
    here = [("region", "in", list(cut.regions)), ("employment_flag", "==", PUBLISHED)]
    rows = pq.read_table(folder / "activity.parquet", filters=here).sort_by(
        [("year", "ascending"), ("region", "ascending"), ("industry", "ascending")]
    )
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADING)
    for row in rows.to_pylist():
        if row["industry"].startswith(cut.industries):
            jobs = round(row["employment"] / cut.unit) * cut.unit
            area = row["region"].rpartition("-")[2]
            writer.writerow((row["year"], area, row["industry"], jobs, row["establishments"]))
    return stream.getvalue().encode()
