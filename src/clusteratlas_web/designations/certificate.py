"""The certificate of a designation: its words in both languages, and the address that verifies it, as a QR code too."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext

from clusteratlas_web.designations.named import cluster_named, region_named
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.words import YEAR
from clusteratlas_web.foundation.documents import render_pdf
from clusteratlas_web.foundation.numbers import day
from clusteratlas_web.programmes.named import organisation_name

TEMPLATE = Path(__file__).parent / "documents" / "certificate.typ"
QUIET = 4  # modules of white around a QR code


def certificate_of(designation: Any, then: Any) -> bytes:
    """The certificate as PDF: of a designation, and how it stands today."""
    return render_pdf(TEMPLATE, facts_of(designation, then), _issued(designation))


def facts_of(designation: Any, then: Any) -> dict[str, Any]:
    """What the template sets: a part in each language, the code, where it is verified, and the picture of that."""
    address = verification_address(designation.code)
    return {
        "parts": [_part(designation, then, language) for language in ("en", "zh-hans")],
        "code": designation.code,
        "address": address,
        "qr": qr_code(address),
        "is_sample": designation.is_sample,
    }


def verification_address(code: str) -> str:
    """The address of this platform at which a code is verified."""
    with translation.override("en"):
        return f"{settings.PUBLIC_ADDRESS}{reverse('designations:verified', args=(code,))}"


def qr_code(text: str) -> str:
    """A QR code as SVG: one path of squares."""
    import qrcode  # deferred: only certificates need it

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    size = len(rows)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return f'{head}<path fill="#16212b" d="{squares}"/></svg>'


def _part(designation: Any, then: Any, language: str) -> dict[str, Any]:
    with translation.override(language):
        level = then.level_shown
        return {
            "language": language,
            "title": gettext("Certificate"),
            "scheme": str(designation.scheme.name),
            "level": str(level.name),
            "says": gettext("It is certified that"),
            "name": str(designation.name),
            "holds": gettext("holds the designation %(scheme)s, %(level)s.")
            % {"scheme": designation.scheme.name, "level": level.name},
            "facts": _facts(designation, then),
            "verify": gettext("Whether it is still valid is told at this address, as of the day you ask:"),
            "code": gettext("Verification code"),
            "sample": gettext("Sample data: nobody holds this designation.") if designation.is_sample else "",
        }


def _facts(designation: Any, then: Any) -> list[list[str]]:
    language = translation.get_language() or "en"
    between = pgettext("between names", ", ")
    departments = [designation.department] if designation.department else _granting(designation)
    exact = designation.precision != YEAR
    granted = day(designation.granted_on, language) if exact else str(designation.granted_on.year)
    found = [[gettext("Status"), DESIGNATION.label(then.state_then)], [gettext("Granted on"), granted]]
    until = day(then.until_then, language) if then.until_then else gettext("no end recorded")
    found.append([gettext("Valid until"), until])
    found.append([gettext("Granted by"), between.join(str(organisation_name(each)) for each in departments)])
    for label, place in (
        (gettext("Region"), region_named(designation.region)),
        (gettext("Cluster"), cluster_named(designation.cluster)),
    ):
        if place:
            found.append([label, str(place.name)])
    if designation.pinned_edition:
        found.append([gettext("Evidence"), f"{designation.pinned_atlas}-{designation.pinned_edition}"])
    return found


def _granting(designation: Any) -> list[Any]:
    rows = designation.scheme.grantors.select_related("department").prefetch_related("department__names")
    return [each.department for each in rows]


def _issued(designation: Any) -> datetime:
    """The date in the document: that of the grant, so that the same facts make the same bytes."""
    return datetime.combine(designation.granted_on, time(), UTC)
