"""A call is made from a plan by an officer, edited until its first round opens, and led through its life."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.files import files_of, keep
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.permissions import is_officer_of
from clusteratlas_web.selection.actions.call_letters import tell_of_cancellation
from clusteratlas_web.selection.awards import grantable
from clusteratlas_web.selection.deadlines import NoSuchInstant, instant, on_the_clock
from clusteratlas_web.selection.models import Call, Condition, Criterion, Round
from clusteratlas_web.selection.permissions import may_create, may_run
from clusteratlas_web.selection.plans import Dates, Plan, RoundPlan
from clusteratlas_web.selection.queries.readiness import NOT_GRANTED, hindrances
from clusteratlas_web.selection.states import CALL, CANCELLED, CONCLUDED, FINAL, PLANNED

NOT_YOURS = said("A call is made for a department that you are an officer of.")
NO_REASON = said("Say why. Everybody who is told of it reads the reason.")
SETTLED = said("A round of this call has opened. What it offers and to whom is settled; texts can still be changed.")
OVER = said("This call is over. It is not changed any more.")
HAS_APPLICATIONS = said("Somebody has begun an application. A call is then cancelled, not taken back.")
HAS_OPENED = said("A round has opened. A call is then cancelled, not taken back.")
UNFINISHED = said("A call is concluded when the decisions of its last round are final.")
TRAP = said("On the clock of %(place)s there is no single %(moment)s. Change this date first.")

# What stands behind /calls/ in addresses of other pages cannot be a call's address.
RESERVED = frozenset({"new", "list", "templates", "awards", "mine", "reviews", "seats", "jury", "applications"})
TEXTS = frozenset({"names", "about", "web", "source", "programme", "is_sample"})  # what may change while it runs
PLANNED_FACTS = (
    *("kind", "about", "currency", "most_amount", "least_matching", "years", "notice_days", "jury_size", "grants"),
    *("region_is_conflict", "for_kinds", "for_sizes", "for_regions", "for_clusters"),
)
ROUND_FACTS = (
    *("names", "places", "asks", "least_reviews", "most_load", "sees_reviews", "reads", "shows_applicants", "centre"),
    *("removes_severity", "least_score", "quorum", "appeal_days"),
)
CRITERION_FACTS = ("names", "about", "evidence", "weight", "low", "high", "threshold")
DATES = ("opens", "closes", "reviews_due", "decision_due")


@transaction.atomic
def create_call(person: Any, department: Any, plan: Plan, dates: list[Dates], facts: dict[str, Any]) -> Call:
    """A draft made from a plan, with the dates of its rounds; `facts` name it and go before the plan's."""
    require(may_create, person)
    if not person.is_staff and not is_officer_of(person, department):
        raise Refusal(NOT_YOURS)
    planned = {name: getattr(plan, name) for name in PLANNED_FACTS}
    told = {"names": plan.names} | planned | facts
    call = Call.objects.create(slug=free_slug(told["names"]), department=department, **told)
    for number, (each, when) in enumerate(zip(plan.rounds, dates, strict=True), 1):
        _create_round(call, number, each, when)
    told_of = {name: value for name, value in call_state(call).items() if value not in (None, "", [], {})}
    record(person, "create", call, {}, told_of)
    return call


@transaction.atomic
def edit_call(person: Any, call: Call, version: int, facts: dict[str, Any]) -> Call:
    """Its facts; raises Changed where somebody else was faster. A new clock keeps what the rounds' clocks read."""
    require(may_run, person, call)
    held = lock(call, version)
    before = call_state(held)
    changed = {name for name, value in facts.items() if getattr(held, name) != value}
    if held.state in (CONCLUDED, CANCELLED):
        raise Refusal(OVER)
    if changed - TEXTS and has_begun(held):
        raise Refusal(SETTLED)
    if "grants" in changed and facts["grants"] and facts["grants"] not in grantable(held.department):
        raise Refusal(NOT_GRANTED, grants=facts["grants"])
    if "time_zone" in changed:
        _keep_clocks(held, facts["time_zone"])
    for field, value in facts.items():
        setattr(held, field, value)
    save_next(held)
    record(person, "edit", held, before, call_state(held))
    return held


@transaction.atomic
def publish_call(person: Any, call: Call) -> Call:
    """A draft that lacks nothing, for everybody to see."""
    held = lock(call)
    before = {"state": held.state}
    CALL.move(held, "publish", person)
    if lacking := hindrances(held, timezone.now()):
        raise Refusal(lacking[0].sentence, **lacking[0].facts)
    return _moved(person, held, "publish", before)


@transaction.atomic
def withdraw_call(person: Any, call: Call) -> Call:
    """Back to a draft, as long as nothing has happened."""
    held = lock(call)
    before = {"state": held.state}
    CALL.move(held, "withdraw", person)
    if held.applications.exists():
        raise Refusal(HAS_APPLICATIONS)
    if has_begun(held):
        raise Refusal(HAS_OPENED)
    return _moved(person, held, "withdraw", before)


@transaction.atomic
def conclude_call(person: Any, call: Call) -> Call:
    """The end of a call whose decisions are final."""
    held = lock(call)
    before = {"state": held.state}
    CALL.move(held, "conclude", person)
    if held.rounds.exclude(state=FINAL).exists():
        raise Refusal(UNFINISHED)
    return _moved(person, held, "conclude", before)


@transaction.atomic
def cancel_call(person: Any, call: Call, version: int, reason: str) -> Call:
    """The call ends without awards; everybody with an application and every juror is told why."""
    held = lock(call, version)
    before = {"state": held.state}
    CALL.move(held, "cancel", person)
    if not reason.strip():
        raise Refusal(NO_REASON)
    _moved(person, held, "cancel", before, reason)
    if before["state"] != CALL.first:
        tell_of_cancellation(held, reason)
    return held


@transaction.atomic
def add_document(person: Any, call: Call, upload: UploadedFile) -> PrivateFile:
    """A paper of the call, for everybody who sees it."""
    require(may_run, person, call)
    held = lock(call)
    if held.state in (CONCLUDED, CANCELLED):
        raise Refusal(OVER)
    file = keep(upload, held, person)
    record(person, "add document", held, {}, {"file": file.name})
    return file


@transaction.atomic
def remove_document(person: Any, call: Call, number: int) -> None:
    """A paper of the call no more."""
    require(may_run, person, call)
    held = lock(call)
    file = files_of(held).get(pk=number)
    record(person, "remove document", held, {"file": file.name}, {})
    file.delete()


def has_begun(call: Call) -> bool:
    """Whether a round of it has opened."""
    return call.rounds.exclude(state=PLANNED).exists()


def call_state(call: Call) -> dict[str, Any]:
    """A call as the history keeps it."""
    kept = {name: value for name, value in state_of(call).items() if name not in {"created", "changed"}}
    return kept | {"department": call.department.slug, "programme": call.programme.slug if call.programme else ""}


def free_slug(names: dict[str, str]) -> str:
    """An address that no call has yet."""
    base = slugify(names.get("en", ""))[:90] or "call"
    taken = set(Call.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _moved(person: Any, call: Call, verb: str, before: dict[str, Any], note: str = "") -> Call:
    save_next(call)
    record(person, verb, call, before, {"state": call.state}, note)
    return call


def _create_round(call: Call, number: int, plan: RoundPlan, dates: Dates) -> None:
    facts = {name: getattr(plan, name) for name in ROUND_FACTS} | {name: getattr(dates, name) for name in DATES}
    made = Round.objects.create(call=call, number=number, **facts)
    for place, each in enumerate(plan.criteria, 1):
        Criterion.objects.create(round=made, number=place, **{name: getattr(each, name) for name in CRITERION_FACTS})
    for place, condition in enumerate(plan.conditions, 1):
        Condition.objects.create(
            round=made, number=place, kind=condition.kind, value=condition.value, says=condition.says
        )


def _keep_clocks(call: Call, zone: str) -> None:
    """What the clocks of the rounds read stays, on the clock of another zone."""
    for each in call.rounds.select_for_update():
        for name in DATES:
            moment = getattr(each, name)
            if moment is not None:
                setattr(each, name, _moved_clock(moment, call.time_zone, zone))
        save_next(each)


def _moved_clock(moment: Any, former: str, zone: str) -> Any:
    reads = on_the_clock(moment, former)
    try:
        return instant(reads.date(), reads.time(), zone)
    except NoSuchInstant as trap:
        raise Refusal(TRAP, place=place_word(zone), moment=f"{reads:%Y-%m-%d %H:%M}") from trap
