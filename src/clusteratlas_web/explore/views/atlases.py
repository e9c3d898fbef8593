"""The first page of an installation: its atlases, or the one there is."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from clusteratlas_web.explore.atlas_card import atlas_card
from clusteratlas_web.explore.serving import current_edition, served_atlases
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.failures import show


def first_page(request: HttpRequest) -> HttpResponse:
    """All atlases; of a single one its current edition; without one, what to do to get one."""
    atlases = served_atlases()
    if not atlases:
        return show(request, _no_atlas(), HTTPStatus.SERVICE_UNAVAILABLE)
    if len(atlases) == 1:
        return redirect("explore:home", atlas=atlases[0], edition=current_edition(atlases[0]))
    cards = sorted((atlas_card(atlas) for atlas in atlases), key=lambda card: card.title)
    return render(request, "explore/atlases.html", {"cards": cards})


def _no_atlas() -> Explanation:
    return Explanation(
        gettext("No atlas has been built here yet"),
        gettext("Build one with: clusteratlas demo, or import a file and run clusteratlas build."),
    )
