"""How much room text takes, so that what has no room has no label."""

import unicodedata

# Advances of Helvetica, which Arial and Liberation Sans share, in units of the font size.
_LETTERS = {
    0.222: "ijl'",
    0.278: " !,./:;ftI",
    0.333: "()-r",
    0.5: "ckvxszyJ",
    0.611: "FTZ",
    0.667: "&ABEKPSVXY",
    0.722: "wCDHNRU",
    0.778: "GOQ",
    0.833: "mM",
    0.889: "%",
    0.944: "W",
}
_ADVANCES = {letter: advance for advance, letters in _LETTERS.items() for letter in letters}
_OTHER, _WIDE = 0.556, 1.0  # the other small letters and figures; Chinese characters
_OPENING = "“‘（《〈「『(["  # marks that stay with what follows
_CLOSING = "”’，。、；：！？…）》〉」』.,;:!?)]%"  # marks that stay with what stands before them
_SPARE = 1.03  # a page is set in the reader's own typeface, which may run a little wider
BOLD = 1.06  # how much wider bold letters run


def text_width(text: str, size: float) -> float:
    """The width of a line of text in pixels, about."""
    return sum(_WIDE if _is_wide(letter) else _ADVANCES.get(letter, _OTHER) for letter in text) * size * _SPARE


def fitted_lines(text: str, width: float, size: float) -> list[str]:
    """The text broken into lines no wider than `width`; empty where a word does not fit, or two characters of one."""
    lines: list[str] = []
    for word, space in _words(text):
        joined = lines[-1] + space + word if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        elif text_width(word, size) <= width:
            lines.append(word)
        else:
            return []
    return _without_stray(lines)


def _without_stray(lines: list[str]) -> list[str]:
    """A last line of one Chinese character takes another one along; where there is none to take, nothing is written."""
    if len(lines) < 2 or len(lines[-1]) > 1 or not _is_wide(lines[-1]):
        return lines
    *first, before, last = lines
    if len(before) < 3 or not _is_wide(before[-1]):
        return []
    return [*first, before[:-1], before[-1] + last]


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _words(text: str) -> list[tuple[str, str]]:
    """What no line may break, each with the space before it; Chinese may break after any character."""
    return [(word, "" if at else " ") for part in text.split() for at, word in enumerate(_unbroken(part))]


def _unbroken(part: str) -> list[str]:
    """Chinese characters one by one, runs of other letters and figures whole, punctuation with what it belongs to."""
    words: list[str] = []
    for letter in part:
        before = words[-1][-1] if words else ""
        if before and (letter in _CLOSING or before in _OPENING or not (_is_wide(letter) or _is_wide(before))):
            words[-1] += letter
        else:
            words.append(letter)
    return words
