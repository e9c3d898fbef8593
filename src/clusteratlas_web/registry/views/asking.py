"""What the views of the registry have in common: the frame of a page on an organisation, forms that are refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.permissions import NotAllowed
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.queries import name_in

HERE = "organisations"


def page_of_one(request: HttpRequest, organisation: Organisation, title: str = "") -> dict[str, Any]:
    """The context of a page on an organisation: its frame, its name, and the way back to it."""
    name = name_in(organisation)
    address = reverse("registry:organisation", args=(organisation.slug,))
    crumbs = [Link(gettext("Organisations"), reverse("registry:directory")), Link(str(name), address)]
    return commons_page(request, HERE) | {
        "organisation": organisation,
        "name": name,
        "address": address,
        "title": title,
        "crumbs": [*crumbs, Link(title, "")] if title else crumbs,
    }


def done(form: forms.Form, act: Callable[[], Any], field: str | None = None) -> Any:
    """What an action answers, or None where it refused: then the form says why, at a field or above all.

    That somebody may not do this at all is no matter of the form.
    """
    try:
        return act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(field, refusal.said)
        return None
