"""Opportunities: what a region is not strong in but near to, with score, parts and sentences."""

from clusteratlas.diagnosis.opportunities.facts import Facts, Outstanding
from clusteratlas.diagnosis.opportunities.messages import Message, messages_of
from clusteratlas.diagnosis.opportunities.opportunity import Opportunity, Part, opportunities
from clusteratlas.diagnosis.opportunities.prospects import Cuts, cuts_of_picture, prospect_kernel, prospects
from clusteratlas.diagnosis.opportunities.score import score_kernel
from clusteratlas.diagnosis.opportunities.sentences import Writing, write_sentences
from clusteratlas.diagnosis.opportunities.table import opportunity_table
from clusteratlas.diagnosis.opportunities.weights import (
    DEFAULT,
    EQUAL,
    LIKELIEST,
    PARTS,
    Weights,
    format_weights,
    parse_weights,
)

__all__ = [
    "DEFAULT",
    "EQUAL",
    "LIKELIEST",
    "PARTS",
    "Cuts",
    "Facts",
    "Message",
    "Opportunity",
    "Outstanding",
    "Part",
    "Weights",
    "Writing",
    "cuts_of_picture",
    "format_weights",
    "messages_of",
    "opportunities",
    "opportunity_table",
    "parse_weights",
    "prospect_kernel",
    "prospects",
    "score_kernel",
    "write_sentences",
]
