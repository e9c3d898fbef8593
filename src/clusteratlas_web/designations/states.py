"""The lives of a designation and of an assessment, as tables."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.designations.permissions import (
    is_the_clock,
    may_fill,
    may_give_back,
    may_judge,
    may_run_clear,
)
from clusteratlas_web.foundation.permissions import Verdict
from clusteratlas_web.foundation.states import LifeCycle, Transition

GRANTED, WATCHED, CONFIRMED, PROBATION = "granted", "watched", "confirmed", "probation"
REVOKED, EXPIRED, WITHDRAWN = "revoked", "expired", "withdrawn"
IN_FORCE = (GRANTED, WATCHED, CONFIRMED, PROBATION)
LOST = (REVOKED, WITHDRAWN)
OVER = (*LOST, EXPIRED)

DESIGNATION = LifeCycle(
    name="designation",
    states={
        GRANTED: said("designated"),
        WATCHED: said("under watch"),
        CONFIRMED: said("confirmed"),
        PROBATION: said("on probation"),
        REVOKED: said("revoked"),
        EXPIRED: said("expired"),
        WITHDRAWN: said("given back"),
    },
    first=GRANTED,
    transitions=(
        Transition("watch", (GRANTED, CONFIRMED), WATCHED, may_run_clear, said("Put under watch")),
        Transition("confirm", (GRANTED, WATCHED), CONFIRMED, may_run_clear, said("Confirm")),
        Transition(
            "put_on_probation", (GRANTED, WATCHED, CONFIRMED), PROBATION, may_run_clear, said("Put on probation")
        ),
        Transition("set_hearing", (PROBATION,), PROBATION, may_run_clear, said("Set another hearing")),
        Transition("hear", (PROBATION,), PROBATION, may_run_clear, said("Record the hearing")),
        Transition("restore", (PROBATION,), WATCHED, may_run_clear, said("Restore under watch")),
        Transition("revoke", (PROBATION,), REVOKED, may_run_clear, said("Revoke")),
        Transition("renew", (GRANTED, WATCHED, CONFIRMED, EXPIRED), GRANTED, may_run_clear, said("Renew")),
        Transition("expire", IN_FORCE, EXPIRED, is_the_clock, said("Let it expire")),
        Transition("withdraw", IN_FORCE, WITHDRAWN, may_give_back, said("Give it back")),
    ),
)

DRAFT, HANDED_IN, ASSESSED, CLOSED, GIVEN_UP = "draft", "handed-in", "assessed", "closed", "given-up"
UNDER_WAY = (DRAFT, HANDED_IN, ASSESSED)

ASSESSMENT = LifeCycle(
    name="assessment",
    states={
        DRAFT: said("draft"),
        HANDED_IN: said("handed in"),
        ASSESSED: said("assessed"),
        CLOSED: said("closed"),
        GIVEN_UP: said("given up"),
    },
    first=DRAFT,
    transitions=(
        Transition("hand_in", (DRAFT,), HANDED_IN, may_fill, said("Hand in")),
        Transition("take_back", (HANDED_IN,), DRAFT, may_fill, said("Take back as draft")),
        Transition("return", (HANDED_IN, ASSESSED), DRAFT, may_run_clear, said("Return for more")),
        Transition("assess", (HANDED_IN,), ASSESSED, may_judge, said("Conclude the assessment")),
        Transition("reopen", (ASSESSED,), HANDED_IN, may_run_clear, said("Ask the experts for another look")),
        Transition("close", (ASSESSED,), CLOSED, may_run_clear, said("Close and decide")),
        Transition("give_up", (DRAFT, HANDED_IN), GIVEN_UP, may_fill, said("Give it up")),
    ),
)


def open_to(cycle: LifeCycle, thing: Any, person: Any) -> list[Transition]:
    """What a person may do with a thing in its state; each rule is asked once, since several verbs share one."""
    asked: dict[str, Verdict] = {}
    found = []
    for each in cycle.transitions:
        if thing.state in each.sources:
            if each.may.name not in asked:
                asked[each.may.name] = each.may(person, thing)
            if asked[each.may.name]:
                found.append(each)
    return found
