"""Search over regions, clusters and industries: by pieces in a table, and forgivingly by an index in memory."""

from clusteratlas.editions.search.asking import Answer, NearWords, ask, ask_again, ask_as_it_stands, meant
from clusteratlas.editions.search.entries import edition_index
from clusteratlas.editions.search.index import Entry, Hit, Index
from clusteratlas.editions.search.pairing import pairs
from clusteratlas.editions.search.question import Question, read_question
from clusteratlas.editions.search.table import find, search_table
from clusteratlas.editions.search.words import pieces

__all__ = [
    "Answer",
    "Entry",
    "Hit",
    "Index",
    "NearWords",
    "Question",
    "ask",
    "ask_again",
    "ask_as_it_stands",
    "edition_index",
    "find",
    "meant",
    "pairs",
    "pieces",
    "read_question",
    "search_table",
]
