"""What pages of applications share: the way to them, and the tabs of editing."""

from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.foundation.page import Link
from clusteratlas_web.selection.application_words import TABS
from clusteratlas_web.selection.completeness import PARTNERS, SAYINGS, SHEET
from clusteratlas_web.selection.models import Application, Entry, Round
from clusteratlas_web.selection.words import BUDGET, CONSORTIUM, EVIDENCE, LETTERS, STATEMENTS

_NEEDS = {SAYINGS: (STATEMENTS,), PARTNERS: (CONSORTIUM, BUDGET, LETTERS), SHEET: (EVIDENCE,)}


def way_to_application(application: Application) -> tuple[str, str]:
    """An application on the way to a page of its makers."""
    address = reverse("selection:application", args=(application.call.slug, application.number))
    return gettext("Application %(number)s") % {"number": application.number}, address


def way_to_checking(the_round: Round) -> tuple[str, str]:
    """The completeness desk on the way to a page."""
    return gettext("Completeness"), reverse("selection:checking", args=(the_round.call.slug, the_round.number))


def tabs(entry: Entry, here: str) -> list[Link]:
    """The tabs of editing: those that the round asks for, and those that every application has."""
    place = (entry.round.call.slug, entry.application.number)
    asked = [(code, label) for code, label in TABS if code not in _NEEDS or set(_NEEDS[code]) & set(entry.round.asks)]
    return [
        Link(gettext(label), reverse(f"selection:application-{code}", args=place), current=code == here)
        for code, label in asked
    ]
