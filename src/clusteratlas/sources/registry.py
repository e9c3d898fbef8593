"""The sources there are: what each publishes, how its files are read, which codes they carry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.errors import UnknownChoice
from clusteratlas.home import Progress
from clusteratlas.sources import cbp, us_sample
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.records import Coded
from clusteratlas.tables import Coding


@dataclass(frozen=True)
class Source:
    """One provider's file format: its terms, its codes, its reader."""

    name: str
    publication: Publication
    classification: str
    classification_vintage: str  # text: other classifications count 2.1 or 4754-2017
    codings: Callable[[], tuple[Coding, Coding]]
    read: Callable[[Path, Progress], Iterator[Coded]]


_SOURCES = {
    source.name: source
    for source in (
        Source("cbp", cbp.PUBLICATION, "NAICS", str(cbp.NAICS_VINTAGE), cbp.codings, cbp.read),
        Source("us-sample", cbp.PUBLICATION, "NAICS", str(cbp.NAICS_VINTAGE), cbp.codings, us_sample.read),
    )
}


def source_names() -> list[str]:
    """The names of all sources."""
    return list(_SOURCES)


def source(name: str) -> Source:
    """The source of this name; raises UnknownChoice."""
    if name not in _SOURCES:
        raise UnknownChoice("source", name, source_names())
    return _SOURCES[name]
