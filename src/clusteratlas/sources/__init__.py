"""One file for each provider: their file in, our records out."""

from clusteratlas.sources.importing import Receipt, import_file, imported, origin_of
from clusteratlas.sources.origin import Origin, Publication
from clusteratlas.sources.records import Records
from clusteratlas.sources.registry import Source, source, source_names

__all__ = [
    "Origin",
    "Publication",
    "Receipt",
    "Records",
    "Source",
    "import_file",
    "imported",
    "origin_of",
    "source",
    "source_names",
]
