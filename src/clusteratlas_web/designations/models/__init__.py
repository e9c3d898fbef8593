"""What belongs to designations in the database."""

from clusteratlas_web.designations.models.assessment import (
    Answer,
    Assessment,
    Evidence,
    Expert,
    Improvement,
    Verification,
    Visit,
)
from clusteratlas_web.designations.models.designation import Designation, Hearing, Standing, Term
from clusteratlas_web.designations.models.draft import SchemeDraft, SchemeEdition
from clusteratlas_web.designations.models.indicators import Group, Indicator, IndicatorSet
from clusteratlas_web.designations.models.scheme import Figure, Grantor, Level, Scheme

__all__ = [
    "Answer",
    "Assessment",
    "Designation",
    "Evidence",
    "Expert",
    "Figure",
    "Grantor",
    "Group",
    "Hearing",
    "Improvement",
    "Indicator",
    "IndicatorSet",
    "Level",
    "Scheme",
    "SchemeDraft",
    "SchemeEdition",
    "Standing",
    "Term",
    "Verification",
    "Visit",
]
