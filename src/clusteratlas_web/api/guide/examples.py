"""What a first request looks like: from a command line, in Python and in R; and more of Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.manifest import Manifest
from clusteratlas_web.explore.custom_regions.address import short_form


@dataclass(frozen=True)
class Example:
    """A piece of code with the name of its language; `key` names it in addresses."""

    key: str
    language: str
    code: str


@dataclass(frozen=True)
class Subject:
    """What the examples ask for: an edition that stands here, its first level, a cluster and two regions of it."""

    base: str
    atlas: str
    edition: str
    level: str
    cluster: str
    pair: str
    units: str
    region: str

    @property
    def address(self) -> str:
        """The address of the edition."""
        return f"{self.base}/atlases/{self.atlas}/{self.edition}"


def subject_of(base: str, manifest: Manifest | None, cluster: str, regions: Sequence[str]) -> Subject:
    """The subject of an edition; of one that might stand here where there is none."""
    if manifest is None:
        codes = "us-metro-48620", "us-metro-11460"
        return Subject(base, "us", "2019.1", "metro", "plastics", ",".join(codes), "metro-11460.48620", codes[0])
    level = manifest.levels[0]
    of_regions = ",".join(regions), short_form(level, regions), regions[0]
    return Subject(base, manifest.atlas, manifest.name, level, cluster, *of_regions)


def examples(subject: Subject) -> list[Example]:
    """The first request in three languages: the regions of a cluster, all of them, as a table; then what else."""
    return [
        Example("curl", "curl", _CURL % vars(subject)),
        Example("python", "Python", _PYTHON % vars(subject)),
        Example("r", "R", _R % vars(subject)),
        Example("python-more", gettext("Python: compare, put together, draw"), _PYTHON_MORE % vars(subject)),
    ]


_CURL = """\
# Every region's figures in a cluster, as CSV
curl "%(base)s/atlases/%(atlas)s/%(edition)s/clusters/%(cluster)s/regions?level=%(level)s&format=csv&limit=5000"

# Only if it has changed: of an edition it never does
curl --include --header 'If-None-Match: W/"..."' "%(base)s/atlases/%(atlas)s/%(edition)s"
"""
_PYTHON = """\
import json
from urllib.request import urlopen

import pandas as pd

server = "%(base)s"
address = f"{server}/atlases/%(atlas)s/%(edition)s/clusters/%(cluster)s/regions?level=%(level)s"
rows = []
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    rows += page["rows"]
    address = page["next"] and server.removesuffix("/api/v1") + page["next"]
regions = pd.DataFrame(rows)
print(regions[["region_name", "employment", "location_quotient", "strong"]].head())
"""
_R = """\
library(jsonlite)

server <- "%(base)s"
address <- paste0(server, "/atlases/%(atlas)s/%(edition)s/clusters/%(cluster)s/regions?level=%(level)s&limit=5000")
regions <- fromJSON(address)$rows
head(regions[c("region_name", "employment", "location_quotient", "strong")])

# A whole table: install.packages("arrow")
file <- tempfile(fileext = ".parquet")
download.file(paste0(server, "/atlases/%(atlas)s/%(edition)s/tables/portfolio/file"), file, mode = "wb")
portfolio <- arrow::read_parquet(file)
"""
_PYTHON_MORE = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

import pandas as pd

edition = "%(base)s/atlases/%(atlas)s/%(edition)s"


def ask(address, **query):
    with urlopen(f"{edition}/{address}?{urlencode(query)}") as answer:
        return json.load(answer)


# Two regions side by side, held against those of like size
pair = {"regions": "%(pair)s", "against": "size"}
print(ask("compare", **pair)["group"]["about"])
print(pd.DataFrame(ask("compare/headlines", **pair)["rows"]).set_index("region_name").T)

# The same two put together and ranked as one
together = ask("custom-region", units="%(units)s")
print(together["headlines"]["employment"], "jobs, rank", together["headlines"]["rank_employment"])
print("Strong in both together:", *together["strong"])

# A chart as a Vega-Lite specification, and where it lies as a picture
chart = ask("regions/%(region)s/charts/portfolio")
print(chart["specification"]["$schema"], chart["files"]["svg"])

# Where a number comes from
number = ask("explained/portfolio/location_quotient", region="%(region)s", cluster="%(cluster)s")
print(number["symbols"], {each["letter"]: each["value"] for each in number["inputs"]}, number["value"])
"""
