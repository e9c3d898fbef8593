"""The words of rankings, decisions and appeals: proposals, changes tried, verbs, fields, as message ids."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.selection.proposals import AWARD, DISCUSS, NO_AWARD, UNREVIEWED
from clusteratlas_web.selection.ranking import CHANCE, LEAVE_ONE_JUROR_OUT, OTHER_CENTRE, SEVERITY

PROPOSALS = {
    AWARD: said("award"),
    DISCUSS: said("discuss"),
    NO_AWARD: said("no award"),
    UNREVIEWED: said("not reviewed"),
}
BADGES = {AWARD: "good", DISCUSS: "warn"}
CHANGES = {
    LEAVE_ONE_JUROR_OUT: said("Leave one juror out"),
    OTHER_CENTRE: said("Median instead of mean, or mean instead of median"),
    CHANCE: said("Weights ±20%, one juror and one review fewer"),
    SEVERITY: said("Severity not removed, or removed where it was not"),
}
VERBS = {
    "hold": said("meeting recorded"),
    "edit": said("changed"),
    "decide": said("decided"),
    "decide again": said("decided again"),
    "decide after appeal": said("decided again after an appeal"),
    "notice": said("decisions published"),
    "finish": said("decisions made final"),
    "lodge": said("appeal lodged"),
    "uphold": said("appeal upheld"),
    "dismiss": said("appeal dismissed"),
    "withdraw": said("appeal withdrawn"),
    "write letter": said("letter written"),
}
FIELDS = {
    "outcome": said("Outcome"),
    "reasons": said("Reasons"),
    "against_ranking": said("Against the ranking because"),
    "amount": said("Amount granted"),
    "after_appeal": said("After an appeal"),
    "meeting": said("Meeting"),
    "decided_by": said("Decided by"),
    "decided": said("Decided"),
    "held": said("Held"),
    "place": said("Venue"),
    "minutes": said("Minutes"),
    "present": said("Present"),
    "state": said("Status"),
    "grounds": said("Grounds"),
    "answer": said("Answer"),
    "answered": said("Answered"),
    "answered_by": said("Answered by"),
    "lodged": said("Lodged"),
    "lodged_by": said("Lodged by"),
    "entry": said("Application"),
    "file": said("File"),
    "noticed": said("Published"),
    "notice_ends": said("End of the public notice"),
}


@dataclass(frozen=True)
class Proposed:
    """A proposal that is only written when it is said."""

    proposal: str

    def __str__(self) -> str:
        return proposal_word(self.proposal)


def proposal_word(proposal: str) -> str:
    """What a ranking proposes, in the reader's language; nothing where it is not shown."""
    return gettext(PROPOSALS[proposal]) if proposal else ""


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
