"""Open for me: the instruments that an organisation can use now, with the reasons, and what stands between."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer
from clusteratlas_web.programmes import fitting
from clusteratlas_web.programmes.named import department_named, organisation_name, place_named, programme_named
from clusteratlas_web.programmes.page import dimension_word
from clusteratlas_web.programmes.queries.opening import Opening, openings_for
from clusteratlas_web.programmes.views.framing import files, framed, signed_in, today
from clusteratlas_web.programmes.words import worded
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import KINDS, SIZES

SIZE, NEAR = 20, 10


@signed_in
@require_safe
def open_page(request: HttpRequest) -> HttpResponse:
    """What is open for the organisation that somebody acts for."""
    mine = _organisations(request)
    chosen = _chosen(request, mine)
    context: dict[str, Any] = framed(request, (gettext("Open for me"), ""), here="open") | {
        "mine": [(each, organisation_name(each)) for each in mine],
        "chosen": chosen,
    }
    if chosen is not None:
        found = openings_for(chosen, today())
        pages = lay_pages(found.fitting_count, SIZE, request.GET)
        context |= {
            "name": organisation_name(chosen),
            "found": found,
            "pages": pages,
            "fitting": [_shown(each) for each in found.read(found.fitting[pages.start : pages.stop])],
            "near": [_shown(each) for each in found.read(found.near[:NEAR])],
            "near_count": found.near_count,
            "tools": files("open-table", query=request.GET.urlencode()),
        }
    return render(request, "programmes/open.html", context)


@signed_in
@require_safe
def open_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same as a table, near misses too."""
    chosen = _chosen(request, _organisations(request))
    heads = [
        *(gettext("Instrument"), gettext("Programme"), gettext("Department"), gettext("Open from"), gettext("Open to")),
        *(gettext("Fits because"), gettext("What does not fit")),
    ]
    rows = []
    if chosen is not None:
        found = openings_for(chosen, today())
        for each in map(_shown, [*found.read(found.fitting), *found.read(found.near)]):
            own = each["instrument"]
            told = [own.name, each["programme"].name, each["department"].name, own.opens, own.closes]
            rows.append([*map(_plain, told), " ".join(each["reasons"]), " ".join(each["misses"])])
    return sheet_answer(Sheet("open-for-me", heads, rows), format)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _organisations(request: HttpRequest) -> list[Any]:
    found = Organisation.objects.filter(acting__person=request.user).prefetch_related("names").distinct()
    return list(found.order_by("acting__pk"))


def _chosen(request: HttpRequest, mine: list[Any]) -> Any:
    """The organisation of `for=`, if it is one of theirs; else the first."""
    wanted = request.GET.get("for", "")
    return next((each for each in mine if each.slug == wanted), mine[0] if mine else None)


def _shown(opening: Opening) -> dict[str, Any]:
    part = opening.instrument.of
    return {
        "instrument": opening.instrument,
        "programme": programme_named(part.programme),
        "department": department_named(part.organisation),
        "dimension": dimension_word(opening.instrument.dimension),
        "reasons": [reason(each) for each in opening.fit.reasons]
        or ([] if opening.fit.misses else [gettext("It is for everybody.")]),
        "misses": [miss(each) for each in opening.fit.misses],
    }


def reason(finding: fitting.Finding) -> str:
    """Why a condition is met."""
    said = {
        fitting.KIND: gettext("It is for your kind of organisation: %(shared)s."),
        fitting.SIZE: gettext("It is for your size: %(shared)s."),
        fitting.REGION: gettext("It is for your region: %(shared)s."),
        fitting.CLUSTER: gettext("It is for your cluster: %(shared)s."),
    }
    return said[finding.condition] % {"shared": _listed(finding.condition, finding.shared)}


def miss(finding: fitting.Finding) -> str:
    """What does not fit, or what nobody has recorded."""
    unknown = {
        fitting.KIND: gettext("Your kind of organisation is not recorded; it is for: %(allowed)s."),
        fitting.SIZE: gettext("Your size is not recorded; it is for: %(allowed)s."),
        fitting.REGION: gettext("Your region is not recorded; it is for: %(allowed)s."),
        fitting.CLUSTER: gettext("Your clusters are not recorded; it is for: %(allowed)s."),
    }
    failed = {
        fitting.KIND: gettext("It is for other kinds of organisation: %(allowed)s."),
        fitting.SIZE: gettext("It is for other sizes: %(allowed)s."),
        fitting.REGION: gettext("It is for other regions: %(allowed)s."),
        fitting.CLUSTER: gettext("It is for other clusters: %(allowed)s."),
    }
    said = unknown if finding.answer is fitting.Answer.UNKNOWN else failed
    return said[finding.condition] % {"allowed": _listed(finding.condition, finding.allowed)}


def _listed(condition: str, codes: tuple[str, ...]) -> str:
    words = {fitting.KIND: KINDS, fitting.SIZE: SIZES}
    if condition in words:
        return pgettext("between names", ", ").join(worded(words[condition], code) for code in codes)
    return pgettext("between names", ", ").join(str(place_named(condition, code).name) for code in codes)
