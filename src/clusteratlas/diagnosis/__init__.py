"""Diagnosis: rule books and what follows from them - strength, its thresholds, and why a cluster is not strong."""

from clusteratlas.diagnosis.explanation import Condition, Explanation, Reason, Remedy
from clusteratlas.diagnosis.robustness import robustness
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, load
from clusteratlas.diagnosis.situation import Situation
from clusteratlas.diagnosis.strength import classify
from clusteratlas.diagnosis.thresholds import SMALL_RANKED_SET, thresholds
from clusteratlas.diagnosis.why_not import explain, why_not

__all__ = [
    "SMALL_RANKED_SET",
    "Condition",
    "Explanation",
    "Reason",
    "Remedy",
    "Rule",
    "RuleBook",
    "Situation",
    "classify",
    "explain",
    "load",
    "robustness",
    "thresholds",
    "why_not",
]
