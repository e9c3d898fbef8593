"""The sources there are: what each publishes, and how its files are opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.home import Progress
from clusteratlas.sources import cbp, de_occupations, eurostat, jp_economic_census, qcew, us_sample
from clusteratlas.sources.origin import Contribution, Publication
from clusteratlas.sources.reading import Reading


@dataclass(frozen=True)
class Source:
    """One provider: its terms, and its reader, which tells the provider's layouts apart by itself.

    `settings` is what else the records depend on, such as the map of a tidy file. `vintage` is what the records of its
    one file are called; without it they are called by the file's name and checksum.
    """

    name: str
    publication: Publication
    open: Callable[[Path, Progress], Reading]
    settings: str = ""
    vintage: str = ""
    contribution: Contribution | None = None


_SOURCES = {
    source.name: source
    for source in (
        Source("cbp", cbp.PUBLICATION, cbp.open_file),
        Source("us-sample", cbp.PUBLICATION, us_sample.open_file),
        Source("qcew", qcew.PUBLICATION, qcew.open_file),
        Source("eurostat", eurostat.PUBLICATION, eurostat.open_file),
        Source("jp-economic-census", jp_economic_census.PUBLICATION, jp_economic_census.open_file),
        Source("de-occupations", de_occupations.PUBLICATION, de_occupations.open_file),
    )
}

MAPPED = ("tidy", "register")  # sources of any table: a map of its columns makes each of them
CONTRIBUTED = "contributed"  # what organisations offered: it comes in through a review, not by a command


def source_names() -> list[str]:
    """The names of all sources."""
    return [*_SOURCES, *MAPPED, CONTRIBUTED]


def require_source(name: str) -> str:
    """The name itself; raises UnknownChoice if there is no such source."""
    if name not in source_names():
        raise UnknownChoice("source", name, source_names())
    return name


def source(name: str) -> Source:
    """The source of this name; raises UnknownChoice, and InputError for one that needs a map of columns or a review."""
    if require_source(name) == CONTRIBUTED:
        raise InputError(f"Files of {name!r} come in when reviewers accept them. A table of your own is read by tidy.")
    if name in MAPPED:
        raise InputError(f"Files of {name!r} are read by a map of their columns: --map columns.toml.")
    return _SOURCES[name]
