"""What a first request looks like: from a command line, in Python and in R."""

from dataclasses import dataclass

from clusteratlas.editions.manifest import Manifest


@dataclass(frozen=True)
class Example:
    """A piece of code with the name of its language; `key` names it in addresses."""

    key: str
    language: str
    code: str


@dataclass(frozen=True)
class Subject:
    """What the examples ask for: an edition that stands here, its first level, a cluster of it."""

    base: str
    atlas: str
    edition: str
    level: str
    cluster: str

    @property
    def address(self) -> str:
        """The address of the edition."""
        return f"{self.base}/atlases/{self.atlas}/{self.edition}"


def subject_of(base: str, manifest: Manifest | None, cluster: str) -> Subject:
    """The subject of an edition; of one that might stand here where there is none."""
    if manifest is None:
        return Subject(base, "us", "2019.1", "metro", "plastics")
    return Subject(base, manifest.atlas, manifest.name, manifest.levels[0], cluster)


def examples(subject: Subject) -> list[Example]:
    """The first request in three languages: the regions of a cluster, all of them, as a table."""
    return [
        Example("curl", "curl", _CURL % vars(subject)),
        Example("python", "Python", _PYTHON % vars(subject)),
        Example("r", "R", _R % vars(subject)),
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
