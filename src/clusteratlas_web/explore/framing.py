"""The frame of a page on an edition: navigation, edition bar, footer."""

from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.regions import counts_by_level
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.foundation.numbers import count, span
from clusteratlas_web.foundation.page import EditionBar, FooterColumn, Frame, Link


def addresses(edition: Edition) -> Addresses:
    """The addresses of an edition."""
    return Addresses(edition.manifest.atlas, edition.name)


def frame(edition: Edition, here: str = "") -> Frame:
    """The frame of a page; `here` is the entry of the navigation it belongs to."""
    to, names = addresses(edition), naming(edition)
    entries = (
        ("map", gettext("Map"), to.page("map")),
        ("regions", gettext("Regions"), to.page("regions")),
        ("clusters", gettext("Clusters"), to.page("clusters")),
        ("edition", gettext("Edition"), to.page("edition")),
    )
    return Frame(
        navigation=tuple(Link(label, address, current=name == here) for name, label, address in entries),
        edition=_bar(edition, to, names),
        search=to.page("search"),
        suggestions=to.page("suggestions"),
        statement=_statement(edition, names),
        columns=_columns(to),
    )


def _bar(edition: Edition, to: Addresses, names: Naming) -> EditionBar:
    manifest = edition.manifest
    level = manifest.levels[0]
    facts = (
        f"{manifest.inputs[0]['title']} {years(edition)}",
        gettext("Benchmark definition, %(count)s traded clusters") % {"count": traded_clusters(edition)},
        f"{count(counts_by_level(edition)[level])} {names.level(level).lower()}",
    )
    links = (
        Link(gettext("Cite"), f"{to.page('edition')}#cite"),
        Link(gettext("Download"), f"{to.page('edition')}#downloads"),
        Link(gettext("Change edition"), f"{to.page('edition')}#editions"),
    )
    return EditionBar(manifest.identity, to.page("edition"), facts, links)


def years(edition: Edition) -> str:
    """2018–2019, or the one year there is."""
    first, last = edition.years[0], edition.years[-1]
    return str(first) if first == last else span(str(first), str(last))


def traded_clusters(edition: Edition) -> int:
    """How many traded clusters the definition has."""
    return kinds_of_clusters(edition)["traded"]


def _statement(edition: Edition, names: Naming) -> str:
    origin = edition.manifest.inputs[0]
    return gettext(
        "Every figure on this page comes from edition %(edition)s and can be rebuilt from it. Figures: %(producer)s, "
        "%(title)s. Cells of fewer than three establishments are not published and are missing here. "
        "The reference is %(reference)s."
    ) % {
        "edition": edition.manifest.identity,
        "producer": origin["producer"],
        "title": origin["title"],
        "reference": names.reference,
    }


def _columns(to: Addresses) -> tuple[FooterColumn, ...]:
    about = to.page("edition")
    evidence = (
        Link(gettext("Methods"), f"{about}#methods"),
        Link(gettext("Inputs"), f"{about}#inputs"),
        Link(gettext("Boundaries"), f"{about}#boundaries"),
    )
    reuse = (
        Link(gettext("Downloads"), f"{about}#downloads"),
        Link(gettext("How to cite"), f"{about}#cite"),
        Link(gettext("Licence"), f"{about}#licence"),
    )
    return FooterColumn(gettext("Evidence"), evidence), FooterColumn(gettext("Reuse"), reuse)
