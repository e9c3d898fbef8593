"""The cells of a page's tables: under which title and which head each stands, what it says, whether it is explained."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BESIDE = {"ends", "note", "vh"}  # a range, a note and words for the ear stand beside a figure
_VOID = {"br", "img", "input", "meta", "link", "hr", "use", "path", "line", "circle", "rect"}


@dataclass
class Cell:
    """One cell of a table's body or foot."""

    title: str
    head: str
    text: str
    explained: bool
    place: int

    @property
    def is_number(self) -> bool:
        """Whether a figure stands in it: digits that are not part of a code, a name or a sentence."""
        return bool(re.fullmatch(r"[−+<≥>≤]?\s?[\d.,]+%?(?: .{0,24})?", self.text.strip()))


@dataclass
class TableCells(HTMLParser):
    """Collects the cells of all tables of a page."""

    cells: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._title, self._heads, self._row, self._in_head = "", list[str](), 0, False
        self._text: list[str] | None = None
        self._kind, self._explained, self._silent, self._column = "", False, 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a title, a table, a row or a cell."""
        given = dict(attrs)
        if self._silent or tag == "svg" or _BESIDE & set((given.get("class") or "").split()):
            self._silent += tag not in _VOID
        elif tag in ("h2", "summary"):
            self._kind, self._text = "title", []
        elif tag == "table":
            self._heads = []
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._column = 0
        elif tag in ("td", "th") and (tag == "td" or self._in_head or self._kind != "title"):
            self._kind, self._text, self._explained = tag, [], False
            self._span = int(given.get("colspan") or 1)
        elif tag == "a" and "explained" in (given.get("class") or "").split():
            self._explained = True

    def handle_endtag(self, tag: str) -> None:
        """Closes what is open, and keeps a cell."""
        if self._silent:
            self._silent -= tag not in _VOID
        elif tag == "thead":
            self._in_head = False
        elif tag in ("h2", "summary") and self._text is not None and self._kind == "title":
            self._title, self._text, self._kind = _plain(self._text), None, ""
        elif tag in ("td", "th") and self._text is not None:
            self._close(tag)

    def _close(self, tag: str) -> None:
        text = _plain(self._text or [])
        if self._in_head:
            self._heads += [text] * self._span
        elif tag == "td":
            head = self._heads[self._column] if self._column < len(self._heads) else ""
            self.cells.append(Cell(self._title, head, text, self._explained, self._column))
        self._column += self._span
        self._text = None

    def handle_data(self, data: str) -> None:
        """Text of what is open."""
        if self._text is not None and not self._silent:
            self._text.append(data)


def _plain(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def table_cells(page: str) -> list[Cell]:
    """The cells of a page."""
    parser = TableCells()
    parser.feed(page)
    return parser.cells
