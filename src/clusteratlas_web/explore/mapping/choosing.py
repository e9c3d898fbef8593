"""The menus of a view: what can be chosen for each map, for both, and what is chosen."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.mapped import parts_of
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.mapping.asked import FILTERS, SECOND, Asked, Shown, listed_clusters
from clusteratlas_web.explore.mapping.measures import SURENESS
from clusteratlas_web.explore.mapping.subjects import WHOLE
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.wording import kind_titles, wording

Groups = list[tuple[str, list[Option]]]


def written(groups: Groups) -> SafeString:
    """Options of a menu by group, written here and not in a template, which takes longer for hundreds."""
    return SafeString("".join(_group(title, options) for title, options in groups))


def _group(title: str, options: list[Option]) -> str:
    return f'<optgroup label="{escape(title)}">{"".join(_option(each) for each in options)}</optgroup>'


def _option(each: Option) -> str:
    selected = " selected" if each.selected else ""
    return f'<option value="{escape(each.value)}"{selected}>{escape(each.label)}</option>'


@dataclass(frozen=True)
class Menus:
    """The menus of one map; the names of their fields end in `number`."""

    number: str
    title: str
    whole: Option
    clusters: SafeString
    parts: SafeString | None
    measures: list[Option]
    years: list[Option]
    was: str


@dataclass(frozen=True)
class Choosing:
    """All menus of a view."""

    address: str
    menus: list[Menus]
    levels: list[Option]
    jobs: str
    quotient: str
    only_strong: bool
    bubbles: bool
    asks_quotient: bool
    asks_strong: bool
    is_filtered: bool
    kept: list[tuple[str, str]]
    beside: str  # the address with a second map
    alone: str  # the address without one
    unfiltered: str


def lay_choosing(edition: Edition, asked: Asked, address: str, names: Naming) -> Choosing:
    """The menus of a view."""
    known = {each.name for each in asked.shown.measures}
    quotient = "" if asked.least_quotient is None else f"{asked.least_quotient:g}"
    return Choosing(
        address=address,
        menus=[
            _menus(edition, asked, each, number, names) for each, number in zip(asked.maps, ("", "2"), strict=False)
        ],
        levels=[Option(name, names.level(name), name == asked.level) for name in edition.manifest.levels],
        jobs="" if asked.least_jobs is None else str(asked.least_jobs),
        quotient=quotient,
        only_strong=asked.only_strong,
        bubbles=asked.bubbles,
        asks_quotient="location_quotient" in known,
        asks_strong=SURENESS in known,
        is_filtered=asked.is_filtered,
        kept=[(name, asked.said[name]) for name in ("region", "order") if name in asked.said],
        beside="" if asked.second else asked.but(address, **_second(edition, asked)),
        alone=asked.but(address, **dict.fromkeys(SECOND)) if asked.second else "",
        unfiltered=asked.but(address, **dict.fromkeys(FILTERS)),
    )


def _second(edition: Edition, asked: Asked) -> dict[str, object]:
    """What a second map begins with: the first year, in the first year the latest, else another measure."""
    if len(edition.years) > 1:
        first, last = edition.years[0], edition.years[-1]
        return {"year2": last if asked.shown.year == first else first}
    return {"measure2": next(each.name for each in asked.shown.measures if each != asked.shown.measure)}


def _menus(edition: Edition, asked: Asked, shown: Shown, number: str, names: Naming) -> Menus:
    titles = {"": gettext("First map") if asked.second else "", "2": gettext("Second map")}
    whole = shown.subject.is_whole
    return Menus(
        number=number,
        title=titles[number],
        whole=Option(WHOLE, gettext("Regions as a whole"), whole),
        clusters=written(_clusters(edition, asked, shown, names)),
        parts=None if whole else written(_parts(edition, shown, names)),
        measures=[Option(each.name, each.label, each == shown.measure) for each in shown.measures],
        years=[Option(str(year), str(year), year == shown.year) for year in reversed(edition.years)],
        was=shown.subject.in_address,
    )


def _clusters(edition: Edition, asked: Asked, shown: Shown, names: Naming) -> Groups:
    listed = listed_clusters(edition, asked.level, shown.year)
    found: Groups = []
    for kind, title in kind_titles().items():
        codes = [row["cluster"] for row in listed if row["kind"] == kind]
        options = [Option(code, names.cluster(code), code == shown.subject.cluster) for code in codes]
        if options:
            found.append((title, sorted(options, key=lambda option: option.label)))
    return found


def _parts(edition: Edition, shown: Shown, names: Naming) -> Groups:
    """The subclusters of a cluster and its industries."""
    cluster, part = shown.subject.cluster, shown.subject.part
    subclusters, industries = parts_of(edition, cluster, shown.year)
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (gettext("Subclusters"), [(code, names.subcluster(cluster, code)) for code in subclusters]),
        (wording(edition.manifest).industries, [(code, f"{code} {names.industry(code)}") for code in industries]),
    ]
    return [(title, [Option(code, name, code == part) for code, name in each]) for title, each in groups if each]
