"""What belongs to selection in the database."""

from clusteratlas_web.selection.models.application import Application, Check, Entry, EvidenceSheet, Partner, Statement
from clusteratlas_web.selection.models.call import Call, CallTemplate
from clusteratlas_web.selection.models.decision import Appeal, Decision, JuryMeeting
from clusteratlas_web.selection.models.jury import Conflict, Juror, SeatInvitation, Tie
from clusteratlas_web.selection.models.review import Review, Score
from clusteratlas_web.selection.models.round import Condition, Criterion, Round

__all__ = [
    "Appeal",
    "Application",
    "Call",
    "CallTemplate",
    "Check",
    "Condition",
    "Conflict",
    "Criterion",
    "Decision",
    "Entry",
    "EvidenceSheet",
    "Juror",
    "JuryMeeting",
    "Partner",
    "Review",
    "Round",
    "Score",
    "SeatInvitation",
    "Statement",
    "Tie",
]
