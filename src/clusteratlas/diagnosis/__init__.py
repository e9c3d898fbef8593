"""Diagnosis: rule books and what follows from them - strength, its thresholds, and why a cluster is not strong."""

from clusteratlas.diagnosis.agreement import agreement
from clusteratlas.diagnosis.backtest import BackTest, EntryModel, Plan, backtest, entry_probability
from clusteratlas.diagnosis.crossings import crossings
from clusteratlas.diagnosis.explanation import Condition, Explanation, Reason, Remedy
from clusteratlas.diagnosis.life_cycle import life_cycle
from clusteratlas.diagnosis.opportunities import (
    Opportunity,
    Weights,
    Writing,
    format_weights,
    opportunities,
    opportunity_table,
    parse_weights,
    prospects,
    write_sentences,
)
from clusteratlas.diagnosis.peers import Likeness, peers
from clusteratlas.diagnosis.position import Distribution, Position
from clusteratlas.diagnosis.robustness import robustness
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, Rules, load, names
from clusteratlas.diagnosis.situation import Situation
from clusteratlas.diagnosis.small_sets import SMALL_RANKED_SET, SmallSet, small_set
from clusteratlas.diagnosis.strength import classify
from clusteratlas.diagnosis.strong_share import strong_share
from clusteratlas.diagnosis.threshold_table import threshold_table
from clusteratlas.diagnosis.thresholds import thresholds
from clusteratlas.diagnosis.verdicts import verdicts
from clusteratlas.diagnosis.why_not import explain, why_not

__all__ = [
    "SMALL_RANKED_SET",
    "BackTest",
    "Condition",
    "Distribution",
    "EntryModel",
    "Explanation",
    "Likeness",
    "Opportunity",
    "Plan",
    "Position",
    "Reason",
    "Remedy",
    "Rule",
    "RuleBook",
    "Rules",
    "Situation",
    "SmallSet",
    "Weights",
    "Writing",
    "agreement",
    "backtest",
    "classify",
    "crossings",
    "entry_probability",
    "explain",
    "format_weights",
    "life_cycle",
    "load",
    "names",
    "opportunities",
    "opportunity_table",
    "parse_weights",
    "peers",
    "prospects",
    "robustness",
    "small_set",
    "strong_share",
    "threshold_table",
    "thresholds",
    "verdicts",
    "why_not",
    "write_sentences",
]
