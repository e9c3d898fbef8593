"""One file for each provider: their file in, our records out."""

from clusteratlas.sources.importing import Receipt, import_file, imported, origin_of
from clusteratlas.sources.origin import Contribution, Origin, Publication
from clusteratlas.sources.reading import TOTAL, Coded, Layout, Reading
from clusteratlas.sources.records import Records
from clusteratlas.sources.registry import Source, require_source, source, source_names

__all__ = [
    "TOTAL",
    "Coded",
    "Contribution",
    "Layout",
    "Origin",
    "Publication",
    "Reading",
    "Receipt",
    "Records",
    "Source",
    "import_file",
    "imported",
    "origin_of",
    "require_source",
    "source",
    "source_names",
]
