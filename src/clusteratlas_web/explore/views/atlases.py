"""The first page of an installation: its atlases, or the one there is."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import public_frame
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.atlas_card import atlas_card
from clusteratlas_web.explore.doors import doors
from clusteratlas_web.explore.framing import title_of
from clusteratlas_web.explore.serving import current_edition, current_manifests, served_atlases
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.failures import show
from clusteratlas_web.foundation.page import Link


def first_page(request: HttpRequest) -> HttpResponse:
    """All atlases; of a single one its current edition; without one, what to do to get one."""
    atlases = served_atlases()
    if not atlases:
        return show(request, _no_atlas(), HTTPStatus.SERVICE_UNAVAILABLE)
    if len(atlases) == 1:
        return redirect("explore:home", atlas=atlases[0], edition=current_edition(atlases[0]))
    cards = sorted((atlas_card(atlas) for atlas in atlases), key=lambda card: card.title)
    context = {"frame": public_frame("atlas"), "cards": cards, "doors": doors(data=_open_data())}
    return render(request, "explore/atlases.html", context)


def _open_data() -> tuple[Link, ...]:
    """The open data of each atlas."""
    manifests = sorted(current_manifests(), key=title_of)
    return tuple(Link(title_of(each), Addresses(each.atlas, each.name).page("data")) for each in manifests)


def _no_atlas() -> Explanation:
    return Explanation(
        gettext("No atlas has been built here yet"),
        gettext("Build one with: clusteratlas demo, or import a file and run clusteratlas build."),
    )
