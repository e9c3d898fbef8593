"""Calls as a visitor sees them: published ones with rounds and criteria; and what was awarded."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import VISITOR, Asked, current_document, current_rows
from clusteratlas_web.api.columns import COUNT, TEXT, TRUTH, Column, own_shape
from clusteratlas_web.api.commons.subjects import CALLS
from clusteratlas_web.api.commons.wording import (
    NAME,
    PAGE,
    SAMPLE,
    SLUG,
    amount,
    codes_of,
    figure,
    moment,
    number,
    or_none,
    word,
)
from clusteratlas_web.api.parameters import WORDS, one_of, text
from clusteratlas_web.api.problems import ProblemFound, not_there
from clusteratlas_web.api.schemas import TEXTS, document, every, perhaps, some
from clusteratlas_web.foundation.facets import Selection, values_asked, words_asked
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.call_page import asked_said
from clusteratlas_web.selection.call_words import DRAFT, STAGES
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.queries.awards import Award, awards, read_awards
from clusteratlas_web.selection.queries.calls import FACETS, in_order, listed
from clusteratlas_web.selection.queries.eligibility import asked_in
from clusteratlas_web.selection.queries.reading import call_for
from clusteratlas_web.selection.queries.whole_call import read_whole, share_of
from clusteratlas_web.selection.words import KINDS

_STAGES = tuple(stage for stage in codes_of(STAGES) if stage != DRAFT)
_ASKED = (
    WORDS,
    one_of("stage", _STAGES, "Only calls in this stage."),
    one_of("kind", codes_of(KINDS), "Only calls of this kind."),
    text("country", "Only calls of this country or union; ? where it is not recorded.", "US"),
    text("department", "Only calls of this department.", "department-of-energy"),
    text(
        "cluster", "Only calls for this cluster, by atlas and code; - for calls open to every cluster.", "us/plastics"
    ),
    text("region", "Only calls for this region; - for calls open to every region.", "us-metro-48620"),
)
_FACTS = (
    SLUG,
    NAME,
    word("kind", "What it selects for.", codes_of(KINDS)),
    word("stage", "Where it stands.", _STAGES),
    word("department", "The department that runs it, by the name its address has."),
    word("programme", "The programme it belongs to; empty where there is none, or none that is public."),
    number("rounds", "How many rounds it has."),
    word("opens_next", "When its next round opens, in UTC."),
    word("closes_next", "When the round that is open closes, in UTC."),
    figure("most_amount", "What one award gets at most; empty where that is not set."),
    word("currency", "The currency of sums."),
    word("grants", "The designation that an award brings, as scheme/level; empty where it brings none."),
    SAMPLE,
    PAGE,
)
_SHAPE = own_shape("Call", _FACTS)


@current_rows("/calls", said("Calls"), CALLS, _SHAPE, *_ASKED)
def calls(asked: Asked) -> Rows:
    """Published calls that fit words and facets; what closes next first."""
    given, window = asked.request.GET, asked.window
    listing = listed(VISITOR, Selection(words_asked(given), values_asked(given, FACETS)), timezone.now())
    rows = listing.calls[window.start : window.start + window.limit]
    return Rows(_SHAPE, [_row(each) for each in rows], count=len(listing.keys))


def _row(call: Any) -> dict[str, Any]:
    programme = call.programme
    return {
        "slug": call.slug,
        "name": str(call.name),
        "kind": call.kind,
        "stage": call.stage,
        "department": call.department.slug,
        "programme": programme.slug if programme is not None and programme.state != DRAFT else None,
        "rounds": len(call.rounds.all()),
        "opens_next": moment(call.opens_next),
        "closes_next": moment(call.closes_next),
        "most_amount": amount(call.most_amount),
        **{name: or_none(getattr(call, name)) for name in ("currency", "grants")},
        "is_sample": call.is_sample,
        "page": reverse("selection:call", args=(call.slug,)),
    }


_CRITERION = document(
    "What a round judges by.",
    {
        "number": some("integer", "Its number."),
        "name": some("string", "What it is called."),
        "about": some("string", "What it means."),
        "evidence": some("string", "What applicants are expected to show."),
        "weight": some("number", "Its weight beside the others."),
        "share": some("number", "Its share of all weights.", **{"x-unit": "share, 0 to 1"}),
        "low": some("number", "The lowest score."),
        "high": some("number", "The highest score."),
        "threshold": perhaps("number", "The least mean that passes; empty where there is none."),
    },
)
_ROUND = document(
    "A round.",
    {
        "number": some("integer", "Its number."),
        "name": some("string", "What it is called."),
        "state": some("string", "How it stands."),
        **{
            name: perhaps("string", meaning, format="date-time")
            for name, meaning in (
                ("opens", "When it opens."),
                ("closes", "When it closes."),
                ("reviews_due", "When reviews are due."),
                ("decision_due", "When it is to be decided."),
                ("noticed", "When its decisions were published."),
                ("notice_ends", "When the public notice ends."),
            )
        },
        "places": perhaps("integer", "How many are selected at most."),
        "asks": every({"type": "string"}, "The parts of an application."),
        "least_score": perhaps("number", "The least score of 100 that passes."),
        "criteria": every(_CRITERION, "What it judges by."),
        "conditions": every({"type": "string"}, "What an applicant must fulfil, in the language asked for."),
    },
)
_ONE = document(
    "A call.",
    {column.name: column.schema for column in _FACTS}
    | {
        "names": TEXTS,
        "about": some("string", "What it is about."),
        "time_zone": some("string", "The clock of its deadlines."),
        "least_matching": perhaps("number", "The least share of the budget that applicants bring."),
        "years": perhaps("integer", "How many years an award covers."),
        **{
            name: every({"type": "string"}, f"{meaning}; empty for everybody.")
            for name, meaning in (
                ("for_kinds", "Kinds of organisation it is for"),
                ("for_sizes", "Sizes it is for"),
                ("for_regions", "Regions it is for"),
                ("for_clusters", "Clusters it is for"),
            )
        },
        "web": perhaps("string", "Its page on the web."),
        "source": perhaps("string", "Where that is said."),
        "round": every(_ROUND, "Its rounds."),
    },
)


@current_document("/calls/{slug}", said("A call"), CALLS, _ONE)
def call(asked: Asked) -> dict[str, Any]:
    """One call: dates, money, who may apply, criteria with weights and thresholds, how it is judged."""
    found = _call(asked["slug"])
    staged = in_order(Call.objects.filter(pk=found.pk), timezone.now()).get()
    sets = {name: list(getattr(found, name)) for name in ("for_kinds", "for_sizes", "for_regions", "for_clusters")}
    return {
        **_row(staged),
        "names": found.names,
        "about": str(in_words(found.about)),
        "time_zone": found.time_zone,
        "least_matching": amount(found.least_matching),
        "years": found.years,
        **sets,
        **{name: or_none(getattr(found, name)) for name in ("web", "source")},
        "round": [_round(each) for each in read_whole(found).rounds],
    }


def _call(slug: str) -> Call:
    try:
        return call_for(VISITOR, slug)
    except Http404:
        raise ProblemFound(not_there(gettext("There is no call “%(code)s”"), slug)) from None


def _round(each: Round) -> dict[str, Any]:
    criteria = list(each.criteria.all())
    dates = ("opens", "closes", "reviews_due", "decision_due", "noticed", "notice_ends")
    return {
        "number": each.number,
        "name": str(each.name),
        "state": each.state,
        **{name: moment(getattr(each, name)) for name in dates},
        "places": each.places,
        "asks": list(each.asks),
        "least_score": amount(each.least_score),
        "criteria": [_criterion(one, share_of(one, criteria)) for one in criteria],
        "conditions": [asked_said(one) for one in asked_in(each)],
    }


def _criterion(one: Any, share: float) -> dict[str, Any]:
    texts = {"name": str(one.name), "about": str(in_words(one.about)), "evidence": str(in_words(one.evidence))}
    bounds = {name: amount(getattr(one, name)) for name in ("weight", "low", "high", "threshold")}
    return {"number": one.number, **texts, "share": share, **bounds}


_AWARDS = own_shape(
    "Award",
    (
        Column("call", TEXT, "The call, by the name its address has.", is_key=True),
        Column("number", COUNT, "The running number of the application.", is_key=True),
        word("title", "What is to be done."),
        word("organisation", "Who leads it, by the name its address has; empty where its record is not public."),
        word("name", "The name of who leads it, in the language asked for."),
        word("region", "Where."),
        word("cluster", "For which cluster, by atlas and code."),
        figure("amount", "The sum awarded; empty where no sum is awarded."),
        word("currency", "Its currency."),
        word("published", "When the decision was published, in UTC."),
        word("notice_ends", "When the public notice ends, in UTC."),
        Column("is_final", TRUTH, "Whether it is final; else the public notice still runs.", is_key=True),
        SAMPLE,
    ),
)
_OF_CALL = text("call", "Only what this call awarded.", "be-2026")


@current_rows("/awards", said("Awards"), CALLS, _AWARDS, _OF_CALL)
def all_awards(asked: Asked) -> Rows:
    """What calls awarded, the latest first; an award is there once its decision is published."""
    found, window = awards(), asked.window
    if asked["call"] is not None:
        found = found.filter(application__call=_call(asked["call"]))
    rows = read_awards(found[window.start : window.start + window.limit])
    return Rows(_AWARDS, [_award(each) for each in rows], count=found.count())


def _award(award: Award) -> dict[str, Any]:
    return {
        "call": award.call.slug,
        "number": award.number,
        "title": award.title,
        "organisation": award.organisation.slug if award.organisation.is_public else None,
        "name": str(organisation_name(award.organisation)),
        "region": or_none(award.region),
        "cluster": or_none(award.cluster),
        "amount": amount(award.amount),
        "currency": or_none(award.call.currency),
        "published": moment(award.published),
        "notice_ends": moment(award.notice_ends),
        "is_final": award.is_final,
        "is_sample": award.is_sample,
    }
