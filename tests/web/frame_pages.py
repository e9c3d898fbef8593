"""Pages that exist only for tests: the frame with every part, and views that fail in each way."""

from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import path
from django.views.decorators.http import require_safe

from clusteratlas.errors import DamagedEdition, NoSuchEdition, NoSuchEntry, UnknownChoice
from clusteratlas_web.foundation.caching import immutable, short_lived
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.page import EditionBar, FooterColumn, Frame, Link

FRAME = Frame(
    navigation=(Link("Map", "/us/e/"), Link("Regions", "/us/e/regions/", current=True)),
    edition=EditionBar(
        "us-metro-2019.1", "/us/e/edition/", facts=("381 metropolitan areas",), links=(Link("Cite", "#c"),)
    ),
    search="/us/e/search/",
    suggestions="/us/e/suggest/",
    statement="Every figure comes from edition us-metro-2019.1.",
    columns=(FooterColumn("Evidence", (Link("Editions", "/us/editions/"),)),),
)
ROW = {"location_quotient": 20.44, "location_quotient_low": None, "location_quotient_high": None}
ROW |= {"strong": True, "robust": True}
PAGE = Template(
    """{% extends "base.html" %}{% block title %}Wichita{% endblock %}{% block content %}
    {% include "parts/section_header.html" with title="Strong clusters" lead="Ranked." %}
    <form {% redraws_figure "/us/e/" %}></form>
    <p id="figure">{{ 27911|count }} {{ None|count }} {{ 0.042|change }}</p>
    <p>{{ 1812345|in_words }} {{ 119|rank_of:381 }}</p>
    {% rail row threshold=1.71 %}{% mark False False %}
    {% include "parts/alert.html" with kind="warn" title="Withheld." text="Some cells." %}{% endblock %}"""
)


def page(request: HttpRequest) -> HttpResponse:
    """A whole page."""
    return HttpResponse(PAGE.render(RequestContext(request, {"frame": FRAME, "row": ROW})))


def broken(request: HttpRequest) -> HttpResponse:
    """A view with a fault."""
    raise RuntimeError("a fault with <secret> inside")


def missing_region(request: HttpRequest) -> HttpResponse:
    """A region that was called otherwise."""
    raise NoSuchEntry("region", "us-metro-19430", "2019.1", nearest="us-metro-19380")


def missing_edition(request: HttpRequest) -> HttpResponse:
    """An edition that was never built."""
    raise NoSuchEdition("us", "2031.1", ["2018.1", "2019.1"])


def refused_choice(request: HttpRequest) -> HttpResponse:
    """A measure that does not exist."""
    raise UnknownChoice("measure", "wages", ["employment", "establishments"])


def damaged(request: HttpRequest) -> HttpResponse:
    """An edition whose files were changed."""
    raise DamagedEdition("us-2019.1", ["portfolio.parquet"])


def explained(request: HttpRequest) -> HttpResponse:
    """A failure with the view's own sentences."""
    raise Http404(Explanation("No figures here", "The county has no metro.", (Link("Open the map", "/us/"),)))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """A page that reads its query."""
    return HttpResponse(f"{len(request.GET)}")


class FramePages:
    """A table of addresses, as ROOT_URLCONF."""

    urlpatterns = i18n_patterns(
        path("page/", page),
        path("us/2019.1/", immutable(page)),
        path("us/2019.1/gone/", immutable(missing_region)),
        path("us/", short_lived(lambda request: HttpResponseRedirect("/us/2019.1/"))),
        path("broken/", broken),
        path("us/2019.1/regions/us-metro-19430/", missing_region),
        path("us/2031.1/map/", missing_edition),
        path("us/2019.1/map/", refused_choice),
        path("us/2019.1/damaged/", damaged),
        path("explained/", explained),
        path("asked/", asked),
        prefix_default_language=False,
    )
    handler400 = "clusteratlas_web.foundation.failures.bad_request"
    handler404 = "clusteratlas_web.foundation.failures.not_found"
    handler500 = "clusteratlas_web.foundation.failures.server_error"
