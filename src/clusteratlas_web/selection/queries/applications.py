"""Applications as their makers read them: which are theirs, which entry is at hand, what it lacks, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.selection.completeness import Handed, Held, Missing, missing
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.eligibility import DECLARED, Finding
from clusteratlas_web.selection.models import Application, Call, Entry, EvidenceSheet, Partner, Round
from clusteratlas_web.selection.permissions import applies, may_apply_for
from clusteratlas_web.selection.queries.eligibility import asked_in, eligibility_of
from clusteratlas_web.selection.queries.reading import application_of_mine, entry_read_by, of_applicant
from clusteratlas_web.selection.states import DRAFT, FINAL, NOTICED, OPEN, PLANNED, RETURNED, SUBMITTED
from clusteratlas_web.selection.words import OUTCOMES
from clusteratlas_web.selection.written import Amount

ANNOUNCED = (NOTICED, FINAL)  # the states of a round in which an applicant reads the result


@dataclass(frozen=True)
class Result:
    """What came of an entry once its round published the decisions: reasons, amount, comments without names."""

    outcome: str
    reasons: Name
    amount: Amount | None
    notice_ends: Moment | None
    comments: list[str]


def first_round(call: Call) -> Round | None:
    """The round in which new applications come."""
    return call.rounds.order_by("number").first()


def applications_of(person: Any) -> QuerySet[Application]:
    """The applications a person has a part in, the latest first, with all that a list says of them."""
    entries = Entry.objects.select_related("round").order_by("round__number")
    rows = of_applicant(person, Application.objects.all()).select_related("call", "organisation")
    return rows.prefetch_related("organisation__names", Prefetch("entries", entries)).order_by("-made", "-pk")


def in_call(person: Any, call: Call) -> QuerySet[Application]:
    """The applications of a person to one call."""
    return applications_of(person).filter(call=call)


def organisations_that_apply(person: Any) -> QuerySet[Organisation]:
    """The organisations that a person may make an application for."""
    mine = Organisation.objects.filter(acting__person=person, merged_into=None).prefetch_related("names").distinct()
    able = [each.pk for each in mine if may_apply_for(person, Application(organisation=each))]
    return mine.filter(pk__in=able)


def entries_of(application: Application) -> list[Entry]:
    """What it handed in or holds, the latest round first."""
    rows = application.entries.select_related(
        "round__call", "evidence", "application__organisation", "application__call", "decision"
    ).prefetch_related(*WHOLE)
    return list(rows.order_by("-round__number"))


WHOLE = ("partners__organisation__names", "statements__criterion", "round__criteria", "round__conditions")


def entry_at_hand(application: Application) -> Entry:
    """The entry of the latest round; raises Http404 where there is none."""
    rows = application.entries.select_related("round__call", "application__organisation", "evidence")
    found = rows.prefetch_related(*WHOLE).order_by("-round__number").first()
    if found is None:
        raise Http404
    return found


def entry_to_edit(person: Any, slug: str, number: int) -> Entry:
    """The entry at hand, for somebody who acts for the applicant; partners read it, and do not edit."""
    application = application_of_mine(person, slug, number)
    require(applies, person, application)
    return entry_at_hand(application)


def readable_entry(person: Any, slug: str, number: int, application: int) -> Entry:
    """An entry for its makers, for those who run the call and for its jury; to everybody else there is none."""
    mine = of_applicant(person, Application.objects.filter(call__slug=slug, number=application))
    if mine.exists():
        rows = Entry.objects.filter(application__in=mine, round__number=number)
        return get_object_or_404(rows.select_related("application__organisation", "application__call", "round__call"))
    return entry_read_by(person, slug, number, application)


def partner_to_edit(entry: Entry, number: int) -> Partner:
    """A partner of an entry; raises Http404 for anything else."""
    found = entry.partners.filter(pk=number).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def partner_name(partner: Partner) -> str:
    """What a partner is called, registered or not."""
    return str(organisation_name(partner.organisation)) if partner.organisation else partner.name


def letters_of(entry: Entry) -> dict[int, list[PrivateFile]]:
    """The letters of commitment of an entry, by the number of the partner."""
    numbers = [each.pk for each in entry.partners.all()]
    found: dict[int, list[PrivateFile]] = {number: [] for number in numbers}
    for file in PrivateFile.objects.filter(kind=kind_of(Partner), thing__in=numbers):
        found[file.thing].append(file)
    return found


def lacking(entry: Entry) -> list[Missing]:
    """Everything that is missing before an entry can be handed in."""
    said = {each.criterion_id for each in entry.statements.all() if each.text.strip()}
    letters = letters_of(entry)
    partners = list(entry.partners.all())
    whole = sum(each.requested + each.matching_private + each.matching_public for each in partners)
    handed = Handed(
        title=entry.application.title,
        summary=entry.application.summary,
        unsaid=[str(each.name) for each in entry.round.criteria.all() if each.pk not in said],
        partners=[Held(partner_name(each), each.role, each.is_lead, bool(letters[each.pk])) for each in partners],
        budget=whole,
        has_evidence=EvidenceSheet.objects.filter(entry=entry).exists(),
        files=files_of(entry).count(),
        undeclared=undeclared(entry),
    )
    return missing(entry.round.asks, handed)


def undeclared(entry: Entry) -> list[str]:
    """The texts that are still to be declared."""
    asked = [each for each in asked_in(entry.round) if each.kind == DECLARED]
    return [each.text for each in asked if each.number not in entry.declared]


def findings_of(entry: Entry) -> list[Finding]:
    """Whether the applicant is eligible, as far as the platform can say."""
    return eligibility_of(entry.application.organisation, entry.round, entry)


def deadline_of(entry: Entry) -> Moment | None:
    """Until when an entry can be handed in: the close of its round, or the day that an amendment was given."""
    moment = entry.amend_until if entry.state == RETURNED else entry.round.closes
    return Moment(moment, entry.round.call.time_zone) if moment else None


def can_be_edited(entry: Entry, now: datetime) -> bool:
    """Whether it is a draft before its deadline, or was returned and its day is not over."""
    if entry.state == RETURNED:
        return is_before(now, entry.amend_until)
    return entry.state == DRAFT and entry.round.state in (PLANNED, OPEN) and is_before(now, entry.round.closes)


def result_of(entry: Entry) -> Result | None:
    """What came of it; None before the round published its decisions. Who wrote a comment is not told."""
    decision = getattr(entry, "decision", None)
    if decision is None or entry.round.state not in ANNOUNCED:
        return None
    call, ends = entry.round.call, entry.round.notice_ends
    reviews = entry.reviews.filter(state=SUBMITTED).exclude(comment="")
    return Result(
        outcome=worded(OUTCOMES, decision.outcome),
        reasons=in_words(decision.reasons),
        amount=Amount(decision.amount, call.currency) if decision.amount else None,
        notice_ends=Moment(ends, call.time_zone) if ends else None,
        comments=sorted(reviews.values_list("comment", flat=True)),
    )
