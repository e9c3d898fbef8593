"""What the page of a call shows, from everything that is recorded of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext, ngettext, pgettext

from clusteratlas_web.foundation.clocks import Moment, place_word
from clusteratlas_web.foundation.money import money
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.numbers import share
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import place_named
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.words import KINDS, SIZES
from clusteratlas_web.selection import eligibility
from clusteratlas_web.selection.call_words import COMING, DECIDED, JUDGED, field_word
from clusteratlas_web.selection.call_words import OPEN as OPEN_NOW
from clusteratlas_web.selection.eligibility import Asked
from clusteratlas_web.selection.models import Call, Criterion, Round
from clusteratlas_web.selection.queries.eligibility import asked_in
from clusteratlas_web.selection.queries.whole_call import Whole, share_of
from clusteratlas_web.selection.states import CALL, FINAL, OPEN, PLANNED, ROUND
from clusteratlas_web.selection.words import CENTRES, PARTS, READS, SEES_REVIEWS


@dataclass(frozen=True)
class Tile:
    """A headline: what it is, its figure in words, and a note below."""

    label: str
    figure: str
    note: str = ""
    title: str = ""


@dataclass(frozen=True)
class CriterionShown:
    """A criterion with its share of the weights and its scale, in words."""

    criterion: Criterion
    about: Name
    evidence: Name
    share: str
    scale: str
    threshold: str


@dataclass(frozen=True)
class RoundShown:
    """A round with everything an applicant must know, in words."""

    round: Round
    state: str
    places: str
    asks: list[str]
    criteria: list[CriterionShown]
    asked: list[str]
    judging: list[str]


def rounds_shown(whole: Whole) -> list[RoundShown]:
    """All rounds of a call."""
    return [
        RoundShown(
            round=each,
            state=ROUND.label(each.state),
            places=places_said(each),
            asks=[worded(PARTS, part) for part in each.asks],
            criteria=[criterion_shown(item, list(each.criteria.all())) for item in each.criteria.all()],
            asked=[asked_said(item) for item in asked_in(each) if item.number is not None],
            judging=judging_said(whole.call, each),
        )
        for each in whole.rounds
    ]


def criterion_shown(criterion: Criterion, criteria: list[Criterion]) -> CriterionShown:
    """A criterion beside the others."""
    return CriterionShown(
        criterion=criterion,
        about=in_words(criterion.about),
        evidence=in_words(criterion.evidence),
        share=share(share_of(criterion, criteria), 0 if _is_even(criteria) else 1),
        scale=f"{plain(criterion.low)}–{plain(criterion.high)}",
        threshold="" if criterion.threshold is None else plain(criterion.threshold),
    )


def facts_shown(call: Call) -> list[tuple[str, Any]]:
    """The facts of a call, as whoever edits it reads them."""
    between = pgettext("between names", ", ")
    programme = call.programme.name if call.programme else ""
    amount = amount_said(call.most_amount, call.currency) if call.most_amount else ""
    matching = share(float(call.least_matching), 0) if call.least_matching is not None else ""
    audience = (
        ("for_kinds", [worded(KINDS, code) for code in call.for_kinds]),
        ("for_sizes", [worded(SIZES, code) for code in call.for_sizes]),
        ("for_regions", [str(place_named(REGION, code).name) for code in call.for_regions]),
        ("for_clusters", [str(place_named(CLUSTER, code).name) for code in call.for_clusters]),
    )
    found: list[tuple[str, Any]] = [
        ("about", in_words(call.about)),
        ("programme", programme),
        ("time_zone", place_word(call.time_zone)),
        *((name, between.join(words) or gettext("for everybody")) for name, words in audience),
        ("most_amount", amount),
        ("least_matching", matching),
        ("years", str(call.years or "")),
        ("jury_size", str(call.jury_size or "")),
        ("notice_days", str(call.notice_days)),
        ("grants", call.grants or gettext("none")),
        ("region_is_conflict", gettext("yes") if call.region_is_conflict else gettext("no")),
    ]
    return [(field_word(name), value) for name, value in found]


def steps_now(call: Call, rounds: list[Round], person: Any) -> dict[str, Any]:
    """The steps in the life of a call that a person can take now, those without a reason apart from the cancelling."""
    begun = any(each.state != PLANNED for each in rounds)
    final = bool(rounds) and all(each.state == FINAL for each in rounds)
    hidden = {verb for verb, is_hidden in (("withdraw", begun), ("conclude", not final)) if is_hidden} | {"cancel"}
    open_to = CALL.open_to(call, person)
    return {
        "steps": [each for each in open_to if each.verb not in hidden],
        "may_cancel": any(each.verb == "cancel" for each in open_to),
    }


def places_said(the_round: Round) -> str:
    """How many are selected at most."""
    if the_round.places is None:
        return gettext("as many as pass")
    return gettext("at most %(n)s") % {"n": the_round.places}


def judging_said(call: Call, the_round: Round) -> list[str]:
    """How a round is judged, sentence by sentence."""
    n = the_round.least_reviews
    found = [
        ngettext("At least %(n)s juror reads each application.", "At least %(n)s jurors read each application.", n)
        % {"n": n},
        gettext("The score of an application is the %(centre)s, weighted by criterion, from 0 to 100.")
        % {"centre": worded(CENTRES, the_round.centre)},
    ]
    if the_round.removes_severity:
        found.append(gettext("What makes one juror stricter than another is taken off before."))
    if the_round.least_score is not None:
        found.append(gettext("Below a score of %(n)s nothing is selected.") % {"n": plain(the_round.least_score)})
    reads = {"reads": worded(READS, the_round.reads), "sees": worded(SEES_REVIEWS, the_round.sees_reviews)}
    found.append(gettext("Jurors read: %(reads)s. They see each other’s reviews: %(sees)s.") % reads)
    if not the_round.shows_applicants:
        found.append(gettext("Jurors do not see who applies."))
    if call.region_is_conflict:
        found.append(gettext("A juror from the region of an application is kept out of it."))
    quorum = {"share": share(float(the_round.quorum), 0)}
    found.append(gettext("The jury decides with at least %(share)s of its members present.") % quorum)
    days = the_round.appeal_days
    found.append(
        ngettext(
            "Who is found not eligible or not complete can appeal for %(n)s day.",
            "Who is found not eligible or not complete can appeal for %(n)s days.",
            days,
        )
        % {"n": days}
    )
    return found


def asked_said(asked: Asked) -> str:
    """What is asked of an applicant, as everybody reads it."""
    said = {
        eligibility.KINDS: gettext("The applicant is: %(wanted)s."),
        eligibility.SIZES: gettext("The applicant has %(wanted)s."),
        eligibility.REGIONS: gettext("The applicant is in one of these regions: %(wanted)s."),
        eligibility.CLUSTERS: gettext("The applicant belongs to one of these clusters: %(wanted)s."),
        eligibility.VERIFIED: gettext("The record of the applicant is verified."),
        eligibility.LISTING_RULE: gettext("The applicant meets the listing rule of cluster organisations."),
        eligibility.LEAST_PARTNERS: gettext("At least %(wanted)s organisations take part, the lead included."),
        eligibility.PARTNER_KINDS: gettext("Among those who take part is at least one of each: %(wanted)s."),
        eligibility.LEAST_MATCHING: gettext("Those who take part bring at least %(wanted)s of the whole budget."),
        eligibility.PRIVATE_MATCHING: gettext("At least %(wanted)s of the whole budget is private money."),
        eligibility.MOST_AMOUNT: gettext("At most %(wanted)s is asked for."),
        eligibility.DECLARED: gettext("To be declared: %(wanted)s"),
    }
    return said.get(asked.kind, asked.kind) % {"wanted": _wanted(asked)}


def _wanted(asked: Asked) -> Any:
    if asked.kind == eligibility.DECLARED:
        return asked.text
    if asked.kind in (eligibility.LEAST_MATCHING, eligibility.PRIVATE_MATCHING):
        return share(float(asked.value), 0)
    return asked.value


def tiles_of(whole: Whole, stage: str, now: datetime) -> list[Tile]:
    """The headlines of a call: its next date, its money, its places, its jury."""
    found = [dated_tile(whole, stage, now)]
    found += [each for each in (_money_tile(whole.call), _places_tile(whole), _jury_tile(whole)) if each]
    return found


def dated_tile(whole: Whole, stage: str, now: datetime) -> Tile:
    """What happens next, and when."""
    name, moment = _next_date(whole, stage)
    if moment is None:
        return Tile(name, gettext("not recorded"))
    return Tile(name, str(Moment(moment, whole.call.time_zone)), until_said(moment, now))


def until_said(moment: datetime, now: datetime) -> str:
    """How many days it is until then; nothing once it is past."""
    left = moment - now
    if left.total_seconds() < 0:
        return ""
    if left.days < 1:
        return gettext("in less than a day")
    return ngettext("in %(n)s day", "in %(n)s days", left.days) % {"n": left.days}


def amount_said(value: Any, currency: str) -> str:
    """An amount of the call."""
    return money(float(value), currency, get_language() or "en")


def plain(value: Any) -> str:
    """A figure without empty decimals."""
    return f"{value.normalize():f}"


def _next_date(whole: Whole, stage: str) -> tuple[str, datetime | None]:
    taking = next((each for each in whole.rounds if each.state == OPEN), None)
    if stage == OPEN_NOW and taking:
        return (gettext("Deadline"), taking.closes) if taking.closes else (gettext("Open without a deadline"), None)
    if stage == COMING or stage not in (JUDGED, DECIDED):
        planned = next((each for each in whole.rounds if each.state == PLANNED), None)
        return gettext("Opens"), planned.opens if planned else None
    if stage == DECIDED:
        last = whole.rounds[-1] if whole.rounds else None
        return gettext("Decided"), last.noticed if last else None
    judged = [each for each in whole.rounds if each.state != PLANNED]
    return gettext("Decision by"), judged[-1].decision_due if judged else None


def _money_tile(call: Call) -> Tile | None:
    if call.most_amount is None:
        return None
    notes = []
    if call.years:
        notes.append(ngettext("over %(n)s year", "over %(n)s years", call.years) % {"n": call.years})
    if call.least_matching:
        share_said = share(float(call.least_matching), 0)
        notes.append(gettext("own funds at least %(share)s of the budget") % {"share": share_said})
    between = pgettext("between names", ", ")
    figure = gettext("up to %(amount)s") % {"amount": amount_said(call.most_amount, call.currency)}
    return Tile(gettext("Award"), figure, between.join(notes))


def _places_tile(whole: Whole) -> Tile | None:
    if not any(each.places for each in whole.rounds):
        return None
    return Tile(gettext("Places"), " → ".join(places_said(each) for each in whole.rounds))


def _jury_tile(whole: Whole) -> Tile | None:
    if not whole.call.jury_size:
        return None
    n = whole.call.jury_size
    return Tile(gettext("Jury"), ngettext("%(n)s juror", "%(n)s jurors", n) % {"n": n})


def _is_even(criteria: list[Criterion]) -> bool:
    """Whether every share is a whole per cent."""
    return all((share_of(each, criteria) * 100).is_integer() for each in criteria)
