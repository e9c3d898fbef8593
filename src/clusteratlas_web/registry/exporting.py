"""Organisations as CSV or XLSX: what the reader may see, in columns that an import reads again.

What a spreadsheet would run as a formula stays text (foundation.sheets); an import reads it as it was.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer
from clusteratlas_web.registry.importing.columns import COLUMNS, HEADINGS
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries.directory import in_order
from clusteratlas_web.registry.states import ORGANISATION
from clusteratlas_web.registry.words import ACTIVITIES, KINDS, SECTORS, SERVICES, SIZES

AT_ONCE = 500
FETCHED = ("names", "regions", "clusters", "industries", "activities", "services", "capabilities")
_TITLE = "organisations"


def exported(numbers: list[int], person: Any, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """These organisations as a file in the reader's language."""
    fields = [field for field, _, _ in COLUMNS if field != "name"]
    heading = [*(gettext(HEADINGS[field]) for field in fields), gettext("Status")]
    return sheet_answer(Sheet(_TITLE, heading, _rows(numbers, person, fields)), format)


def _rows(numbers: list[int], person: Any, fields: list[str]) -> Iterator[list[str]]:
    own = set(person.acting.values_list("organisation", flat=True)) if person.is_authenticated else set()
    sees_all = bool(is_administrator(person))
    for start in range(0, len(numbers), AT_ONCE):
        for held in in_order(numbers[start : start + AT_ONCE], Organisation.objects.prefetch_related(*FETCHED)):
            shows_contact = held.contact_is_public or sees_all or held.pk in own
            facts = _facts(held, shows_contact)
            yield [facts[field] for field in fields] + [ORGANISATION.label(held.state)]


def _facts(held: Organisation, shows_contact: bool) -> dict[str, str]:
    names = {name.language: name.text for name in held.names.all()}
    first = next(iter(names.values()), held.slug)
    contact = (held.contact_name, held.contact_email, held.contact_phone) if shows_contact else ("", "", "")
    return {
        "id": held.slug,
        "name_en": names.get("en", "" if "zh-hans" in names else first),
        "name_zh": names.get("zh-hans", ""),
        "kind": label_of(KINDS, held.kind),
        "sector": label_of(SECTORS, held.sector),
        "size": label_of(SIZES, held.size),
        "legal_form": held.legal_form,
        "country": held.country,
        "founded": str(held.founded or ""),
        "web": held.web,
        "about": held.about,
        **dict(zip(("contact_name", "contact_email", "contact_phone"), contact, strict=True)),
        "staff_fte": "" if held.staff_fte is None else str(held.staff_fte),
        "regions": "; ".join(each.region for each in held.regions.all()),
        "clusters": "; ".join(each.key for each in held.clusters.all()),
        "industries": "; ".join(str(each) for each in held.industries.all()),
        "activities": "; ".join(label_of(ACTIVITIES, each.word) for each in held.activities.all()),
        "services": "; ".join(label_of(SERVICES, each.word) for each in held.services.all()),
        "capabilities": "; ".join(each.text for each in held.capabilities.all()),
    }
