"""What stands around every brief: the words of its frame, and the warning of an internal edition."""

from collections.abc import Mapping

from clusteratlas.reports.spoken import Spoken
from clusteratlas.reports.texts import say

_WORDS = (
    *("contents", "key_figures", "answer", "not_known", "no_data", "year_word"),
    *("word_robust", "word_borderline", "word_not", "word_unknown"),
)


def frame_words(spoken: Spoken) -> Mapping[str, str]:
    """The words that a document, a page and a workbook put around the contents."""
    edition = spoken.edition.manifest.identity
    words = {key: spoken.say(key) for key in _WORDS}
    # The name of the software stays as it is, whatever is classified.
    named = {key: say(key, spoken.language, edition=edition) for key in ("brand", "made_of")}
    return words | named


def warning_of(spoken: Spoken) -> str:
    """What an edition of confidential figures must say on every page; nothing of any other."""
    return spoken.say("internal") if spoken.edition.manifest.is_internal else ""
