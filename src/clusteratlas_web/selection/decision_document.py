"""What the letter of a decision says: in the applicant's language first, then in the others."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext

from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.numbers import day
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.deadlines import on_the_clock
from clusteratlas_web.selection.models import Decision
from clusteratlas_web.selection.words import SELECTED
from clusteratlas_web.selection.written import Amount


def facts_of(decision: Decision, now: datetime) -> dict[str, Any]:
    """The letter as data, as documents/decision.typ takes it."""
    application = decision.entry.application
    first = application.made_by.language if application.made_by else settings.LANGUAGE_CODE
    languages = sorted((code for code, _ in settings.LANGUAGES), key=lambda code: code != first)
    parts = [_in(language, decision, now) for language in languages]
    return {"title": parts[0]["title"], "foot": _foot(decision), "parts": parts}


def _in(language: str, decision: Decision, now: datetime) -> dict[str, Any]:
    with translation.override(language):
        return _part(language, decision, now)


def _part(language: str, decision: Decision, now: datetime) -> dict[str, Any]:
    application, the_round = decision.entry.application, decision.entry.round
    call, selected = application.call, decision.outcome == SELECTED

    def written(moment: datetime) -> str:
        return day(on_the_clock(moment, call.time_zone).date(), language)

    return {
        "language": language,
        "department": str(organisation_name(call.department)),
        "call": str(call.name),
        "words": {"to": pgettext("a letter", "To"), "reasons": gettext("Reasons")},
        "recipient": [str(organisation_name(application.organisation))],
        "reference": [
            [gettext("Date"), written(now)],
            [gettext("Application"), str(application.number)],
            [gettext("Round"), str(the_round.name)],
        ],
        "title": gettext("Decision on your application"),
        "application": application.title,
        "opening": _opening(decision, written),
        "selected": selected,
        "outcome": _outcome(selected),
        "amount": _amount(decision),
        "reasons": str(in_words(decision.reasons)),
        "closing": _closing(decision, written),
        "signed": gettext("Made by Cluster Atlas from the record of the decision; valid without a signature."),
    }


def _outcome(selected: bool) -> str:
    return gettext("Your application is selected.") if selected else gettext("Your application is not selected.")


def _opening(decision: Decision, written: Callable[[datetime], str]) -> str:
    facts = {"call": decision.call.name, "held": written(decision.meeting.held), "decided": written(decision.decided)}
    if decision.after_appeal:
        said = gettext("You applied to “%(call)s”. After your appeal it was decided anew on %(decided)s, as follows.")
    else:
        said = gettext("You applied to “%(call)s”. The jury met on %(held)s and decided as follows.")
    return said % facts


def _amount(decision: Decision) -> str:
    if decision.amount is None:
        return ""
    return gettext("Award: %(amount)s") % {"amount": Amount(decision.amount, decision.call.currency)}


def _closing(decision: Decision, written: Callable[[datetime], str]) -> str:
    the_round = decision.entry.round
    if the_round.noticed is None or the_round.notice_ends is None:
        return ""
    facts = {"noticed": written(the_round.noticed), "ends": written(the_round.notice_ends - timedelta(microseconds=1))}
    said = gettext("The decision was on public notice from %(noticed)s to %(ends)s and is final.")
    return said % facts


def _foot(decision: Decision) -> str:
    application = decision.entry.application
    return f"{application.call.slug} · {application.number}"
