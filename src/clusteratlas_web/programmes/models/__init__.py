"""What belongs to programmes in the database."""

from clusteratlas_web.programmes.models.council import Decision, Meeting, Member
from clusteratlas_web.programmes.models.instrument import Instrument, Role
from clusteratlas_web.programmes.models.money import BudgetLine
from clusteratlas_web.programmes.models.phase import Phase, Target
from clusteratlas_web.programmes.models.programme import Part, Piece, Programme, ProgrammeName, Succession
from clusteratlas_web.programmes.models.promise import Indicator, Place, Promise
from clusteratlas_web.programmes.models.question import Desk, Forwarding, Question
from clusteratlas_web.programmes.models.telling import Telling

__all__ = [
    "BudgetLine",
    "Decision",
    "Desk",
    "Forwarding",
    "Indicator",
    "Instrument",
    "Meeting",
    "Member",
    "Part",
    "Phase",
    "Piece",
    "Place",
    "Programme",
    "ProgrammeName",
    "Promise",
    "Question",
    "Role",
    "Succession",
    "Target",
    "Telling",
]
