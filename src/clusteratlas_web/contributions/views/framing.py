"""What all pages of contributed data share: the frame, the way here, the form of a step."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import is_reviewer
from clusteratlas_web.foundation.form_steps import succeeded
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.page import Link

SECTION = "contributions"


def framed(request: HttpRequest, *way: tuple[str, str], here: str = "") -> dict[str, Any]:
    """The context of a page: the frame, breadcrumbs from /contributions/ to it, and the pages beside it."""
    crumbs = [
        Link(gettext("Contributed data"), reverse("contributions:list")),
        *(Link(str(label), address) for label, address in way),
    ]
    return commons_page(request, SECTION) | {"crumbs": crumbs, "beside_pages": _beside(request, here)}


def of_one(request: HttpRequest, data_set: DataSet, title: str = "") -> dict[str, Any]:
    """The context of a page on one data set."""
    address = reverse("contributions:data-set", args=(data_set.pk,))
    way = [(str(data_set.title), address), *([(title, "")] if title else [])]
    return framed(request, *way) | {"data_set": data_set, "address": address, "title": title}


def step_form(
    request: HttpRequest, data_set: DataSet, form: Any, title: str, done: str, act: Callable[[], Any], **more: Any
) -> HttpResponse:
    """A form of one step: what the action refuses stands above it; done, the page of the data set says so."""
    if request.method == "POST" and form.is_valid() and succeeded(form, act):
        tell(request, done)
        return redirect("contributions:data-set", data_set.pk)
    context = of_one(request, data_set, title) | {"form": form, "cancel": _page(data_set)} | more
    response: HttpResponse = render(request, "contributions/form.html", context)
    return response


def _page(data_set: DataSet) -> str:
    return reverse("contributions:data-set", args=(data_set.pk,))


def _beside(request: HttpRequest, here: str) -> list[Link]:
    pages = [("list", gettext("Data sets"))]
    if request.user.is_authenticated:
        pages.append(("mine", gettext("Of my organisations")))
    if is_reviewer(request.user):
        pages.append(("queue", gettext("To review")))
    return [Link(label, reverse(f"contributions:{name}"), current=name == here) for name, label in pages]
