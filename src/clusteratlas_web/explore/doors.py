"""The four doors of a first page: who comes, what they ask first, and where that is answered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.foundation.page import Link


@dataclass(frozen=True)
class Door:
    """Somebody who comes: what they ask, and the pages that answer.

    `data` are the open data of each atlas where there are several; `search` is where an industry is looked for.
    """

    name: str
    title: str
    question: str
    links: tuple[Link, ...]
    search: str = ""
    data: tuple[Link, ...] = ()


def doors(to: Addresses | None = None, data: tuple[Link, ...] = ()) -> tuple[Door, ...]:
    """The doors of an edition's first page, or of that of all atlases with the open data of each."""
    return (_analyst(to, data), _official(), _cluster_organisation(), _firm(to))


def _analyst(to: Addresses | None, data: tuple[Link, ...]) -> Door:
    guide = Link(gettext("The API, and how to ask it from Python"), reverse("api-guide:guide"))
    if to is None:
        links = (guide,)
    else:
        links = (
            Link(gettext("Open data: every table as a file"), to.page("data")),
            Link(gettext("How the edition was made, and how to rebuild it"), f"{to.page('edition')}#methods"),
            Link(gettext("Compare regions"), to.page("compare")),
            Link(gettext("Put a region together of your own"), to.page("custom-regions")),
            guide,
        )
    question = gettext("Where do the figures come from, and how do I work with them?")
    return Door("analyst", gettext("For analysts"), question, links, data=data)


def _official() -> Door:
    links = (
        Link(gettext("Who does what: departments against bottlenecks"), reverse("programmes:coverage")),
        Link(gettext("Programmes and their promises"), reverse("programmes:list")),
        Link(gettext("Calls and competitions"), reverse("selection:list")),
        Link(gettext("Designations and who holds them"), reverse("designations:list")),
    )
    return Door("official", gettext("For officials"), gettext("What is treated, by whom, and what by nobody?"), links)


def _cluster_organisation() -> Door:
    links = (
        Link(gettext("Register an organisation, or claim its record"), reverse("registry:register")),
        Link(gettext("Calls that are open now"), f"{reverse('selection:list')}?stage=open"),
        Link(gettext("Labels, and how to assess yourself"), reverse("designations:schemes")),
        Link(gettext("How others did it"), reverse("stories:list")),
    )
    question = gettext("What is open to us, and where do we stand?")
    return Door("organisation", gettext("For cluster organisations"), question, links)


def _firm(to: Addresses | None) -> Door:
    links = (
        Link(gettext("Support that is open for your firm"), reverse("programmes:open")),
        Link(gettext("Partners in your region and cluster"), reverse("registry:directory")),
    )
    question = gettext("Which clusters is my work part of, and who helps me?")
    search = to.page("search") if to else reverse("search:page")
    return Door("firm", gettext("For firms"), question, links, search)
