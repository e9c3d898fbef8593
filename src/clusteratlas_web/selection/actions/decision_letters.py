"""The letters about a decision: by e-mail to those who act for the applicant, and as a document of the department."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.documents import render_pdf
from clusteratlas_web.foundation.files import files_of, keep
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.selection.actions.call_letters import acting_for, officers_of
from clusteratlas_web.selection.decision_document import facts_of
from clusteratlas_web.selection.models import Appeal, Application, Decision, Entry, Round
from clusteratlas_web.selection.permissions import is_clear
from clusteratlas_web.selection.queries.ranking import judged
from clusteratlas_web.selection.states import FINAL
from clusteratlas_web.selection.words import FINDING
from clusteratlas_web.selection.written import Amount, Spoken

DOCUMENT = Path(__file__).resolve().parent.parent / "documents" / "decision.typ"
APPEALED = gettext_lazy("An appeal against a decision")
FINDING_APPEALED = gettext_lazy("An appeal against being found not eligible")


def tell_of_decision(decision: Decision, occasion: str, headline: Any) -> None:
    """A letter to everybody who acts for the applicant; it holds what the applicant reads on the own page."""
    entry = decision.entry
    facts = {
        "selected": decision.outcome == "selected",
        "reasons": Spoken(decision.reasons),
        "amount": Amount(decision.amount, entry.call.currency) if decision.amount else "",
        "until": Moment(entry.round.notice_ends, entry.call.time_zone) if occasion == "noticed" else "",
    }
    for person in acting_for(Application.objects.filter(pk=entry.application_id)):
        _write(person, entry, occasion, headline, "selection:appeal", **facts)


def tell_officers_of_appeal(appeal: Appeal) -> None:
    """A letter to the officers whom nothing keeps out of the application; its grounds are on the page."""
    for person in officers_of(appeal.call):
        if is_clear(person, appeal):
            headline = FINDING_APPEALED if appeal.against == FINDING else APPEALED
            _write(person, appeal.entry, "appealed", headline, "selection:appeal_answer")


def _write(person: Person, entry: Entry, occasion: str, headline: Any, name: str, **facts: Any) -> None:
    application = entry.application
    with translation.override(person.language):
        way = reverse(name, args=(entry.call.slug, entry.round.number, application.number))
    told = {"headline": headline, "call": entry.call, "round": entry.round, "occasion": occasion, "way": way}
    key = f"decision-{occasion}:{entry.pk}:{entry.version}"
    write_to(person, "decision", key, number=application.number, title=application.title, **told, **facts)


def write_letters(the_round: Round) -> int:
    """Writes the letters of a final round that are not written yet; returns how many."""
    if the_round.state != FINAL:
        return 0
    rows = Decision.objects.filter(entry__in=judged(the_round).values("pk")).order_by("entry__application__number")
    return sum(write_letter(each, timezone.now()) for each in rows)


@transaction.atomic
def write_letter(decision: Decision, now: datetime) -> bool:
    """The letter of a decision as a private file of it, once; whether it was written now."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if files_of(held).exists():
        return False
    application = held.entry.application
    content = render_pdf(DOCUMENT, facts_of(held, now), dated=now)
    name = f"decision-{application.call.slug}-{application.number}.pdf"
    file = keep(SimpleUploadedFile(name, content, "application/pdf"), held, None, (".pdf",))
    record(None, "write letter", held, {}, {"file": file.name})
    return True
