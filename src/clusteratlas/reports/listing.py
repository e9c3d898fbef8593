"""What is said of a list: how many of how many rows a document shows, what its score weighs."""

from collections.abc import Sequence

from clusteratlas.diagnosis.opportunities import Weights
from clusteratlas.reports.spoken import Spoken


def shown_in_words(spoken: Spoken, shown: int, of: int) -> str:
    """How many rows of how many stand on paper; nothing where all do."""
    return spoken.say("shown_of", shown=shown, of=spoken.write("count", of)) if of > shown else ""


def weights_in_words() -> str:
    """The weights of the four parts of a score, side by side: 2 : 3 : 1 : 1, which no line breaks."""
    return "\N{NO-BREAK SPACE}:\N{NO-BREAK SPACE}".join(f"{weight:g}" for weight in Weights().by_part().values())


def first_named(spoken: Spoken, names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    comma = any(spoken.say("comma") in name for name in names[:most])
    listed = spoken.say("semicolon" if comma else "comma").join(names[:most])
    more = len(names) - most
    return spoken.say("and_more", names=listed, count=more) if more > 0 else listed
