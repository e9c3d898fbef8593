"""What values are called in the history of people."""

from clusteratlas_web.foundation.history_shown import choice_word
from clusteratlas_web.foundation.letter_kinds import KINDS
from clusteratlas_web.foundation.models import HistoryEntry


def value_word(entry: HistoryEntry, field: str, code: str) -> str:
    """The word for a value; letters that are not wanted are called by their kind."""
    return KINDS[code].said if field == "unwanted" and code in KINDS else choice_word(entry, field, code)
