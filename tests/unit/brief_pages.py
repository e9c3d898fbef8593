"""How the pages of a brief are filled: the widest gap on each, between its pieces of text and at its end."""

from itertools import pairwise

from pypdf import PageObject, PdfReader

_TOP, _BOTTOM = 68.0, 62.0  # the margins, in points


def widest_gaps(reader: PdfReader) -> list[float]:
    """For each page the widest gap without text as a share of what a page holds."""
    ends = ([0.0, *sorted(_places(page)), 1.0] for page in reader.pages)
    return [max(below - above for above, below in pairwise(each)) for each in ends]


def _places(page: PageObject) -> list[float]:
    """How far down the page each piece of text stands, from 0 at the top to 1 at the end of what it holds."""
    found: list[float] = []
    top = float(page.mediabox.height) - _TOP

    def visit(text: str, current: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            y = current[1] * matrix[4] + current[3] * matrix[5] + current[5]
            found.append((top - y) / (top - _BOTTOM))

    page.extract_text(visitor_text=visit)
    return [place for place in found if 0 <= place <= 1]
