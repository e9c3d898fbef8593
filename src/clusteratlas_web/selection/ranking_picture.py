"""A ranking as one picture to take away: the table with its colours and ranges, on white, with how to read it."""

from types import MappingProxyType

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from clusteratlas.charts.palette import FONTS
from clusteratlas_web.foundation import numbers
from clusteratlas_web.selection.drawings import RANGE_WIDTH, range_parts
from clusteratlas_web.selection.queries.ranking import Ranked
from clusteratlas_web.selection.ranking_page import Row, heads, range_of, rows

# The light values of the tokens of the style sheet.
PRINT = MappingProxyType(
    {
        "paper": "#ffffff",
        "ink": "#17212b",
        "ink-2": "#43505c",
        "ink-3": "#616d78",
        "rule": "#dfe3e5",
        "field": "#7b8791",
        "q4": "#2b8084",
        "warn": "#7d5300",
        "warn-wash": "#fbf1d8",
        "d-2": "#c48f4a",
        "d-1": "#ead6b5",
        "d0": "#f1f1ee",
        "d1": "#bcd9d5",
        "d2": "#57a09f",
    }
)
TITLE, SCORE, CELL, SHARE, PROPOSAL = 360, 66, 76, 84, 110  # widths of columns
LEFT, HEAD, ROW, FOOT = 24, 116, 30, 54
SCALE = 2.0
FIRST_WIDE = 0x2E80  # where the characters begin that are as wide as they are high


def ranking_png(seen: Ranked, names: bool) -> bytes:
    """The picture; `names`: whether the reader sees who applies."""
    import vl_convert  # deferred: 40 MB that most processes never need

    picture: bytes = vl_convert.svg_to_png(str(ranking_svg(seen, names)), scale=SCALE)
    return picture


def ranking_svg(seen: Ranked, names: bool) -> SafeString:
    """The same as a drawing that needs no style sheet."""
    found = rows(seen, names)
    columns = _columns(seen)
    width, height = columns["end"] + LEFT, HEAD + ROW * len(found) + FOOT
    body = format_html_join("", "{}", ((_row(seen, row, HEAD + ROW * n, columns),) for n, row in enumerate(found)))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" font-family="{2}"'
        ' font-size="13" fill="{3}"><rect width="{0}" height="{1}" fill="#ffffff"/>{4}{5}{6}</svg>',
        width,
        height,
        FONTS[get_language() or "en"],
        PRINT["ink"],
        _top(seen, columns),
        body,
        _foot(seen, height),
    )


def _columns(seen: Ranked) -> dict[str, int]:
    """Where each column begins."""
    cells = LEFT + 34 + TITLE + SCORE
    ranges = cells + CELL * len(seen.scored.criteria) + 14
    share = ranges + RANGE_WIDTH
    proposal = share + SHARE + 14
    return {"cells": cells, "ranges": ranges, "share": share, "proposal": proposal, "end": proposal + PROPOSAL}


def _top(seen: Ranked, columns: dict[str, int]) -> SafeString:
    call, base = seen.round.call, HEAD - 12
    title = gettext("%(call)s, %(round)s: ranking of the jury") % {"call": call.name, "round": seen.round.name}
    texts = [
        (LEFT + 34, base, "start", "400", gettext("Application")),
        (columns["cells"] - 12, base, "end", "400", gettext("Score")),
        (columns["ranges"] + 6, base, "start", "400", gettext("Rank 1")),
        (columns["share"] - 8, base, "end", "400", str(len(seen.computed.ranking.standings))),
        (columns["share"] + SHARE, base, "end", "400", gettext("Has a place")),
        (columns["proposal"], base, "start", "400", gettext("Proposal")),
    ]
    for n, head in enumerate(heads(seen), start=1):
        right = columns["cells"] + CELL * n - 8
        above = [*_lines(str(head.name), CELL - 4, 11), head.weight]
        texts += [(right, base - 13 * up, "end", "400", line) for up, line in enumerate(reversed(above))]
    return format_html(
        '<text x="{0}" y="36" font-size="19" font-weight="700">{1}</text><g fill="{2}" font-size="11">{3}</g>'
        '<line x1="{0}" x2="{4}" y1="{5}" y2="{5}" stroke="{6}"/>',
        LEFT,
        title,
        PRINT["ink-3"],
        format_html_join("", _TEXT, texts),
        columns["end"],
        HEAD - 4,
        PRINT["ink"],
    )


_TEXT = '<text x="{}" y="{}" text-anchor="{}" font-weight="{}">{}</text>'
_RECT = '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
_LINE = '<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="{3}"{4}/>'


def _row(seen: Ranked, row: Row, top: int, columns: dict[str, int]) -> SafeString:
    middle, bottom = top + ROW // 2 + 4, top + ROW
    texts = [
        (LEFT + 22, middle, "end", "700", row.rank),
        (LEFT + 34, middle, "start", "400", _cut(row.title, TITLE - 20, 13)),
        (columns["cells"] - 12, middle, "end", "700", row.score),
        (columns["share"] + SHARE, middle, "end", "400", row.share),
        (columns["proposal"], middle, "start", "400", row.proposal),
    ]
    return format_html(
        "{}{}{}{}{}{}",
        _wash(top, columns) if row.is_discussed else "",
        format_html(_LINE, LEFT, columns["end"], bottom, PRINT["rule"], ""),
        _heat(row, top, columns),
        format_html_join("", _TEXT, texts),
        _range(seen, row, top + 4, columns["ranges"]),
        format_html(_LINE, LEFT, columns["end"], bottom, PRINT["ink"], _DASHED) if row.is_edge else "",
    )


_DASHED = mark_safe(' stroke-dasharray="4 3"')


def _range(seen: Ranked, row: Row, top: int, left: int) -> SafeString | str:
    place = range_of(seen, row.place)
    if place is None:
        return ""
    return format_html('<g transform="translate({} {})">{}</g>', left, top, range_parts(place, PRINT.__getitem__))


def _heat(row: Row, top: int, columns: dict[str, int]) -> SafeString:
    left = columns["cells"]
    found = [(left + CELL * n, cell) for n, cell in enumerate(row.cells) if cell.colour]
    boxes = [(x, top, CELL - 2, ROW, PRINT[cell.colour]) for x, cell in found]
    texts = [(x + CELL - 10, top + ROW // 2 + 4, "end", "400", cell.figure) for x, cell in found]
    return format_html("{}{}", format_html_join("", _RECT, boxes), format_html_join("", _TEXT, texts))


def _wash(top: int, columns: dict[str, int]) -> SafeString:
    left = LEFT - 8
    boxes = [(left, top, columns["cells"] - left, ROW, PRINT["warn-wash"]), (left, top, 3, ROW, PRINT["warn"])]
    return format_html_join("", _RECT, boxes)


def _foot(seen: Ranked, height: int) -> SafeString:
    lines = (_reading(seen), gettext("Cluster Atlas. Not public: for those who run the call and its jury."))
    texts = [(LEFT, height - 28 + 15 * n, "start", "400", line) for n, line in enumerate(lines)]
    return format_html('<g font-size="11" fill="{}">{}</g>', PRINT["ink-3"], format_html_join("", _TEXT, texts))


def _reading(seen: Ranked) -> str:
    runs = seen.computed.robustness.runs if seen.computed.robustness else 0
    said = gettext("Bar: the rank in nine of ten of %(runs)s runs. Line: %(places)s places end here.")
    return said % {"runs": numbers.count(runs), "places": seen.scored.seats}


def _lines(text: str, room: int, size: int) -> list[str]:
    """The text in at most two lines, broken between words, in Chinese between any two characters."""
    is_chinese = any(ord(sign) > FIRST_WIDE for sign in text)
    words, joint = (list(text), "") if is_chinese else (text.split(" "), " ")
    first = 1
    while first < len(words) and _width(joint.join(words[: first + 1]), size) <= room:
        first += 1
    return [_cut(joint.join(part), room, size) for part in (words[:first], words[first:]) if part]


def _cut(text: str, room: int, size: int) -> str:
    """The text as far as it fits."""
    if _width(text, size) <= room:
        return text
    kept = len(text)
    while kept > 1 and _width(text[:kept], size) + size * 0.8 > room:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def _width(text: str, size: int) -> float:
    """How wide a text is, nearly: a Chinese character is as wide as the type is high, others about half of that."""
    return sum(size * (1.0 if ord(sign) > FIRST_WIDE else 0.53) for sign in text)
