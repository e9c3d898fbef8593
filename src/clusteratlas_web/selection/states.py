"""The lives of a call, a round, an entry, a juror, a conflict, a review and an appeal, as tables."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.states import LifeCycle, Transition
from clusteratlas_web.selection.permissions import (
    answers_for,
    holds_seat,
    may_decide,
    may_review,
    may_run,
    may_run_clear,
)

DRAFT, PUBLISHED, CONCLUDED, CANCELLED = "draft", "published", "concluded", "cancelled"

CALL = LifeCycle(
    name="call",
    states={
        DRAFT: said("draft"),
        PUBLISHED: said("published"),
        CONCLUDED: said("concluded"),
        CANCELLED: said("cancelled"),
    },
    first=DRAFT,
    transitions=(
        Transition("publish", (DRAFT,), PUBLISHED, may_run, said("Publish the call")),
        Transition("withdraw", (PUBLISHED,), DRAFT, may_run, said("Take back as draft")),
        Transition("conclude", (PUBLISHED,), CONCLUDED, may_run, said("Conclude the call")),
        Transition("cancel", (DRAFT, PUBLISHED), CANCELLED, may_run, said("Cancel the call")),
    ),
)

PLANNED, OPEN, CHECKING, REVIEWING, MEETING = "planned", "open", "checking", "reviewing", "meeting"
NOTICED, FINAL = "noticed", "final"
BEFORE_NOTICE = (OPEN, CHECKING, REVIEWING, MEETING)  # while an application can still come back by an appeal

ROUND = LifeCycle(
    name="round",
    states={
        PLANNED: said("not open yet"),
        OPEN: said("open for applications"),
        CHECKING: said("being checked"),
        REVIEWING: said("being reviewed"),
        MEETING: said("before the jury"),
        NOTICED: said("public notice"),
        FINAL: said("final"),
    },
    first=PLANNED,
    transitions=(
        Transition("open", (PLANNED,), OPEN, may_run, said("Open the round")),
        Transition("close", (OPEN,), CHECKING, may_run, said("Close the round")),
        Transition("reopen", (CHECKING,), OPEN, may_run, said("Open it again")),
        Transition("review", (CHECKING,), REVIEWING, may_run, said("Start the reviews")),
        Transition("meet", (REVIEWING,), MEETING, may_run, said("End the reviews")),
        Transition("resume", (MEETING,), REVIEWING, may_run, said("Resume the reviews")),
        Transition("notice", (MEETING,), NOTICED, may_run, said("Publish the decisions")),
        Transition("finish", (NOTICED,), FINAL, may_run, said("Make the decisions final")),
    ),
)

SUBMITTED, RETURNED, ADMITTED, INELIGIBLE = "submitted", "returned", "admitted", "ineligible"
SELECTED, NOT_SELECTED, WITHDRAWN = "selected", "not-selected", "withdrawn"
STANDING = (SUBMITTED, RETURNED, ADMITTED, SELECTED, NOT_SELECTED, INELIGIBLE)  # handed in and not withdrawn

ENTRY = LifeCycle(
    name="entry",
    states={
        DRAFT: said("draft"),
        SUBMITTED: said("handed in"),
        RETURNED: said("returned for amendment"),
        ADMITTED: said("admitted"),
        INELIGIBLE: said("not eligible"),
        SELECTED: said("selected"),
        NOT_SELECTED: said("not selected"),
        WITHDRAWN: said("withdrawn"),
    },
    first=DRAFT,
    transitions=(
        Transition("submit", (DRAFT, RETURNED), SUBMITTED, answers_for, said("Submit the application")),
        Transition("take_back", (SUBMITTED,), DRAFT, answers_for, said("Take back as draft")),
        Transition("return", (SUBMITTED, ADMITTED), RETURNED, may_run_clear, said("Ask for an amendment")),
        Transition("admit", (SUBMITTED, INELIGIBLE), ADMITTED, may_run_clear, said("Admit")),
        Transition("exclude", (SUBMITTED, RETURNED), INELIGIBLE, may_run_clear, said("Find not eligible")),
        Transition("check_again", (INELIGIBLE,), SUBMITTED, may_run_clear, said("Check again")),
        Transition("select", (ADMITTED, NOT_SELECTED), SELECTED, may_run_clear, said("Select")),
        Transition("pass_over", (ADMITTED,), NOT_SELECTED, may_run_clear, said("Do not select")),
        Transition(
            "withdraw",
            (DRAFT, SUBMITTED, RETURNED, ADMITTED, SELECTED),
            WITHDRAWN,
            answers_for,
            said("Withdraw the application"),
        ),
    ),
)

INVITED, ACCEPTED, DECLINED = "invited", "accepted", "declined"

JUROR = LifeCycle(
    name="juror",
    states={
        INVITED: said("invited"),
        ACCEPTED: said("accepted"),
        DECLINED: said("declined"),
        WITHDRAWN: said("withdrawn"),
    },
    first=INVITED,
    transitions=(
        Transition("accept", (INVITED,), ACCEPTED, holds_seat, said("Accept the seat")),
        Transition("decline", (INVITED,), DECLINED, holds_seat, said("Decline the seat")),
        Transition("leave", (ACCEPTED,), WITHDRAWN, holds_seat, said("Leave the jury")),
        Transition("release", (INVITED, ACCEPTED), WITHDRAWN, may_run, said("Release from the jury")),
        Transition("invite_again", (DECLINED, WITHDRAWN), INVITED, may_run, said("Invite again")),
    ),
)

ASKED, STANDS, DISMISSED = "asked", "stands", "dismissed"

# A declared conflict stands until the chair dismisses it; a doubt keeps the juror out as well until it is decided.
CONFLICT = LifeCycle(
    name="conflict",
    states={ASKED: said("open question"), STANDS: said("stands"), DISMISSED: said("dismissed")},
    first=STANDS,
    transitions=(
        Transition("uphold", (ASKED, DISMISSED), STANDS, may_decide, said("It is a conflict")),
        Transition("dismiss", (ASKED, STANDS), DISMISSED, may_decide, said("It is none")),
    ),
)

ASSIGNED = "assigned"

REVIEW = LifeCycle(
    name="review",
    states={ASSIGNED: said("assigned"), SUBMITTED: said("handed in"), WITHDRAWN: said("withdrawn")},
    first=ASSIGNED,
    transitions=(
        Transition("submit", (ASSIGNED,), SUBMITTED, may_review, said("Hand in the review")),
        Transition("reopen", (SUBMITTED,), ASSIGNED, may_run_clear, said("Ask for another look")),
        Transition("withdraw", (ASSIGNED, SUBMITTED), WITHDRAWN, may_run_clear, said("Withdraw the assignment")),
        Transition("assign", (WITHDRAWN,), ASSIGNED, may_run_clear, said("Assign again")),
    ),
)

LODGED, UPHELD = "lodged", "upheld"

APPEAL = LifeCycle(
    name="appeal",
    states={
        LODGED: said("lodged"),
        UPHELD: said("upheld"),
        DISMISSED: said("dismissed"),
        WITHDRAWN: said("withdrawn"),
    },
    first=LODGED,
    transitions=(
        Transition("uphold", (LODGED,), UPHELD, may_run_clear, said("Uphold the appeal")),
        Transition("dismiss", (LODGED,), DISMISSED, may_run_clear, said("Dismiss the appeal")),
        Transition("withdraw", (LODGED,), WITHDRAWN, answers_for, said("Withdraw the appeal")),
    ),
)
