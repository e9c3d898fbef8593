"""The certificate, and the page that tells whether one is valid today: public facts, and no hint at other codes."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusteratlas_web.designations.certificate import certificate_of
from clusteratlas_web.designations.codes import LENGTH, written
from clusteratlas_web.designations.dates import day_in
from clusteratlas_web.designations.limits import count_code_asked_for
from clusteratlas_web.designations.listed import granted_said
from clusteratlas_web.designations.models import Designation, Level
from clusteratlas_web.designations.named import designation_named
from clusteratlas_web.designations.queries.asof import standing_on
from clusteratlas_web.designations.queries.designations import designation_for
from clusteratlas_web.designations.states import DESIGNATION, IN_FORCE, PROBATION
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.designations.wording import STATE_BADGES
from clusteratlas_web.foundation.refusals import Refusal

NO_CERTIFICATE = gettext_noop("There is a certificate of what is in force. This designation is: %(state)s.")


@require_safe
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """The certificate of a designation that is in force."""
    designation = designation_for(request.user, number)
    then = _today(designation)
    if then.state_then not in IN_FORCE:
        raise Refusal(NO_CERTIFICATE, state=DESIGNATION.label(then.state_then))
    response = HttpResponse(certificate_of(designation, then), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{designation.code}.pdf"'
    return response


@require_safe
def verify_page(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    code = written(request.GET.get("code", "")[:100])
    if code:
        return redirect("designations:verified", code[:60])
    context = framed(request, (gettext("Verify a certificate"), ""), here="verify")
    return render(request, "designations/verify.html", context)


@never_cache
@require_safe
def verified_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for today; of a wrong one only that there is none."""
    count_code_asked_for(request)
    wanted = written(code)
    found = Designation.objects.filter(code=wanted).first() if len(wanted.replace("-", "")) == LENGTH else None
    context = framed(request, (gettext("Verify a certificate"), ""), here="verify") | {"code": code}
    if found is None:
        return render(request, "designations/verified.html", context, status=HTTPStatus.NOT_FOUND)
    designation = designation_for(request.user, found.pk)
    then = _today(designation)
    context |= {
        "designation": designation,
        "code": designation.code,
        "named": designation_named(designation),
        "scheme": designation.scheme.name,
        "level": then.level_shown.name,
        "then": then,
        "state": DESIGNATION.label(then.state_then),
        "badge": STATE_BADGES[then.state_then],
        "is_valid": then.state_then in IN_FORCE,
        "is_on_probation": then.state_then == PROBATION,
        "granted": granted_said(designation),
        "day": day_in(designation.scheme.time_zone, timezone.now()),
    }
    return render(request, "designations/verified.html", context)


def _today(designation: Designation) -> Designation:
    """How it stands on the day it is in the time zone of its scheme, with its level."""
    then = standing_on(designation, day_in(designation.scheme.time_zone, timezone.now()))
    then.level_shown = Level.objects.select_related("scheme").get(pk=then.level_then)
    found: Designation = then
    return found
