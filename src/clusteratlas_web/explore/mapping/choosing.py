"""The menus of a view: what can be chosen for each map, for both, and what is chosen."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.custom_units import levels_of_regions
from clusteratlas.editions.queries.mapped import parts_of
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.mapping.asked import FILTERS, SECOND, Asked, Shown, listed_clusters
from clusteratlas_web.explore.mapping.bubbles import BUBBLES, amount_label, amounts_of
from clusteratlas_web.explore.mapping.measures import SURENESS
from clusteratlas_web.explore.mapping.subjects import WHOLE
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.wording import kind_titles, wording

Groups = list[tuple[str, list[Option]]]
_listed: Kept[list[tuple[str, str]]] = Kept(32)  # names of regions in order, for each level and language


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
    amounts: list[Option]
    whose: SafeString
    outlines: bool
    asks_quotient: bool
    asks_strong: bool
    is_filtered: bool
    regions: SafeString
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
        bubbles=asked.bubbles is not None,
        amounts=[Option(name, amount_label(name), name == asked.said.get(BUBBLES)) for name in amounts_of(edition)],
        whose=written(_whose(edition, asked, names)),
        outlines=bool(asked.region),
        asks_quotient="location_quotient" in known,
        asks_strong=SURENESS in known,
        is_filtered=asked.is_filtered,
        regions=_regions(edition, asked, names),
        kept=[(name, asked.said[name]) for name in ("order",) if name in asked.said],
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
        clusters=written(_clusters(edition, asked.level, shown.year, shown.subject.cluster, names)),
        parts=None if whole else written(_parts(edition, shown, names)),
        measures=[Option(each.name, each.label, each == shown.measure) for each in shown.measures],
        years=[Option(str(year), str(year), year == shown.year) for year in reversed(edition.years)],
        was=shown.subject.in_address,
    )


def _clusters(edition: Edition, level: str, year: int, chosen: str, names: Naming) -> Groups:
    listed = listed_clusters(edition, level, year)
    found: Groups = []
    for kind, title in kind_titles().items():
        codes = [row["cluster"] for row in listed if row["kind"] == kind]
        options = [Option(code, names.cluster(code), code == chosen) for code in codes]
        if options:
            found.append((title, sorted(options, key=lambda option: option.label)))
    return found


def _regions(edition: Edition, asked: Asked, names: Naming) -> SafeString:
    """The regions that can be outlined, by name; one of another level stays chosen until another is."""
    named = _listed.get((edition.folder, asked.level, names.language), lambda: _named(edition, asked.level, names))
    here = "".join(_option(Option(code, name, code == asked.region)) for name, code in named)
    other = asked.region and asked.region not in {code for _, code in named}
    if not other:
        return SafeString(here)
    elsewhere = [Option(asked.region, names.region(asked.region), True)]
    return SafeString(_group(gettext("Of another level, and not outlined"), elsewhere) + here)


def _named(edition: Edition, level: str, names: Naming) -> list[tuple[str, str]]:
    return sorted((names.region(code), code) for code, each in levels_of_regions(edition).items() if each == level)


def _whose(edition: Edition, asked: Asked, names: Naming) -> Groups:
    """Of what bubbles can be, other than the colour: of whole regions, of any cluster."""
    chosen = asked.bubbles.subject.in_address if asked.bubbles and asked.bubbles.subject else ""
    whole = Option(WHOLE, gettext("Regions as a whole"), chosen == WHOLE)
    return [(gettext("All clusters"), [whole]), *_clusters(edition, asked.level, asked.shown.year, chosen, names)]


def _parts(edition: Edition, shown: Shown, names: Naming) -> Groups:
    """The subclusters of a cluster and its industries."""
    cluster, part = shown.subject.cluster, shown.subject.part
    subclusters, industries = parts_of(edition, cluster, shown.year)
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (gettext("Subclusters"), [(code, names.subcluster(cluster, code)) for code in subclusters]),
        (wording(edition.manifest).industries, [(code, f"{code} {names.industry(code)}") for code in industries]),
    ]
    return [(title, [Option(code, name, code == part) for code, name in each]) for title, each in groups if each]
