"""What the first page says of an atlas: its years, levels, source, one figure and a small map."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.editions import Manifest
from clusteratlas.editions.edition import open_folder
from clusteratlas.editions.queries.regions import counts_by_level, level_headlines, strong_shares_drawn
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.framing import title_of, years
from clusteratlas_web.explore.naming import in_text
from clusteratlas_web.explore.serving import current_folder, line_layers, view_box
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation import numbers

# Shares of a region's jobs that are in its strong clusters: the lower ends of the classes of a small map.
BOUNDS = (0.0, 0.1, 0.2, 0.35, 0.5, 0.65)
_SHAPE = '<use class="m {}" href="{}#{}"/>'


@dataclass(frozen=True)
class SmallMap:
    """A map without names: its frame, the sheet it is drawn from, and its shapes and lines as SVG."""

    view_box: str
    country: str
    shapes: SafeString
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AtlasCard:
    """An atlas on the first page."""

    title: str
    address: str
    edition: str
    years: str
    levels: str
    sources: str
    figures: str
    strong: str
    strong_label: str
    map: SmallMap | None


@dataclass(frozen=True)
class _Facts:
    manifest: Manifest
    counts: dict[str, int]
    strong: int
    shares: dict[str, float | None]  # by region that has a boundary


def atlas_card(atlas: str) -> AtlasCard:
    """The card of an atlas's current edition in the language that is spoken."""
    folder = current_folder(atlas)
    facts = _facts(folder)
    manifest, to = facts.manifest, Addresses(facts.manifest.atlas, facts.manifest.name)
    levels = [f"{numbers.count(facts.counts.get(level, 0))} {_level(manifest, level)}" for level in manifest.levels]
    label = gettext("strong clusters in %(level)s, %(year)s") % {
        "level": _level(manifest, manifest.levels[0]),
        "year": manifest.latest_year,
    }
    return AtlasCard(
        title=title_of(manifest),
        address=to.page("home"),
        edition=manifest.identity,
        years=years(manifest),
        levels=pgettext("between names", ", ").join(levels),
        sources=pgettext("between sources", "; ").join(
            dict.fromkeys(str(origin["title"]) for origin in manifest.inputs)
        ),
        figures=f"{wording(manifest).industries}, {manifest.classification}",
        strong=numbers.count(facts.strong),
        strong_label=label,
        map=_small_map(folder, facts, to.page("boundary-sheet")),
    )


def _level(manifest: Manifest, level: str) -> str:
    titles = manifest.level_titles.get(level, {"en": level})
    return in_text(titles.get(get_language() or "en") or titles["en"])


@cache
def _facts(folder: Path) -> _Facts:
    edition = open_folder(folder)  # its files, not its store, which takes longer to make than the page may
    manifest = edition.manifest
    level, year = manifest.levels[0], manifest.latest_year
    return _Facts(
        manifest=manifest,
        counts=counts_by_level(edition),
        strong=int(level_headlines(edition, level, year)["strong_clusters"] or 0),
        shares=strong_shares_drawn(edition, level, year),
    )


def _small_map(folder: Path, facts: _Facts, sheet: str) -> SmallMap | None:
    if not facts.shares:
        return None
    shapes = ((_colour(share), sheet, region) for region, share in facts.shares.items())
    return SmallMap(
        view_box=view_box(folder),
        country=f"{sheet}#{facts.manifest.country}",
        shapes=format_html_join("", _SHAPE, shapes),
        lines=tuple(f"{sheet}#{code}" for code in line_layers(folder)),
    )


def _colour(share: float | None) -> str:
    return "none" if share is None else f"q{bisect_right(BOUNDS, share) - 1}"
