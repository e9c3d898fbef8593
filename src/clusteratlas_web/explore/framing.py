"""The frame of a page on an edition: its atlas among the others, navigation, edition bar, footer."""

from django.urls import reverse
from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition, Manifest
from clusteratlas.editions.export import policy_sentences
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.regions import counts_by_level
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.search_example import search_example
from clusteratlas_web.explore.serving import current_manifests
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
        ("compare", gettext("Compare"), to.page("compare")),
        ("organisations", gettext("Organisations"), reverse("registry:directory")),
        ("programmes", gettext("Programmes"), reverse("programmes:list")),
        ("calls", gettext("Calls"), reverse("selection:list")),
        ("designations", gettext("Designations"), reverse("designations:list")),
    )
    return Frame(
        navigation=tuple(Link(label, address, current=name == here) for name, label, address in entries),
        edition=_bar(edition, to, names),
        search=to.page("search"),
        suggestions=to.page("suggestions"),
        example=search_example(edition, names),
        statement=_statement(edition, names),
        columns=_columns(to),
        atlas=Link(names.atlas, to.page("home")),
        atlases=atlas_links(edition.manifest.atlas),
        warning=_warning(edition.manifest, names.language),
        # Who reads a page of the atlas is not looked at, so the link is the same for everybody.
        account=(Link(gettext("Account"), reverse("accounts:me")),),
    )


def _warning(manifest: Manifest, language: str) -> str:
    return policy_sentences(manifest, language)[0] if manifest.is_internal else ""


def atlas_links(here: str = "") -> tuple[Link, ...]:
    """The current editions of all atlases, the one of the page marked; nothing where there is only one atlas."""
    manifests = current_manifests()
    links = tuple(
        Link(title_of(each), Addresses(each.atlas, each.name).page("home"), current=each.atlas == here)
        for each in sorted(manifests, key=title_of)
    )
    return links if len(links) > 1 else ()


def title_of(manifest: Manifest) -> str:
    """The title of an edition's atlas."""
    return manifest.title.get(get_language() or "en") or manifest.title["en"]


def _bar(edition: Edition, to: Addresses, names: Naming) -> EditionBar:
    manifest = edition.manifest
    level = manifest.levels[0]
    facts = (
        f"{manifest.inputs[0]['title']} {years(manifest)}",
        gettext("%(definition)s, %(count)s clusters")
        % {"definition": manifest.definition_texts["title"][names.language], "count": all_clusters(edition)},
        f"{count(counts_by_level(edition)[level])} {names.level_in_text(level)}",
    )
    links = (
        Link(gettext("Save this view"), reverse("stories:save")),
        Link(gettext("Cite"), f"{to.page('edition')}#cite"),
        Link(gettext("Download"), f"{to.page('edition')}#downloads"),
        Link(gettext("Change edition"), f"{to.page('edition')}#editions"),
    )
    return EditionBar(manifest.identity, to.page("edition"), facts, links)


def years(manifest: Manifest) -> str:
    """2018–2019, or the one year there is."""
    first, last = manifest.years[0], manifest.years[-1]
    return str(first) if first == last else span(str(first), str(last))


def all_clusters(edition: Edition) -> int:
    """How many clusters the definition has."""
    return sum(kinds_of_clusters(edition).values())


def _statement(edition: Edition, names: Naming) -> str:
    sources = {str(origin["title"]): str(origin["producer"]) for origin in edition.manifest.inputs}
    named = "; ".join(f"{producer}, {title}" for title, producer in sources.items())
    return gettext(
        "Every figure on this page comes from edition %(edition)s and can be rebuilt from it. Figures: %(sources)s. "
        "What the source withholds is bounded and estimated, and marked so. The reference is %(reference)s."
    ) % {"edition": edition.manifest.identity, "sources": named, "reference": names.reference}


def _columns(to: Addresses) -> tuple[FooterColumn, ...]:
    about = to.page("edition")
    evidence = (
        Link(gettext("Methods"), f"{about}#methods"),
        Link(gettext("Inputs"), f"{about}#inputs"),
        Link(gettext("Boundaries"), f"{about}#boundaries"),
    )
    reuse = (
        Link(gettext("Open data"), to.page("data")),
        Link(gettext("How to cite"), f"{about}#cite"),
        Link(gettext("Licence"), f"{about}#licence"),
        Link(gettext("API"), reverse("api-guide:guide")),
    )
    return FooterColumn(gettext("Evidence"), evidence), FooterColumn(gettext("Reuse"), reuse)
