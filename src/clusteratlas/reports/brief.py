"""A brief as data: its answers, its headlines and its sections, as the document, the page and the workbook take it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.charts import Palette
from clusteratlas.editions.edition import Row

CODE, TEXT, MARK, RAIL, BAR = "code", "text", "mark", "rail", "bar"  # kinds of columns beside those of figures
YEAR = "year"
GROWTH = "growth"  # a change that is written as a range where it is one
DRAWN = (MARK, RAIL, BAR)


@dataclass(frozen=True)
class Ink:
    """What a picture is drawn with: colours, the sheet of outlines a page draws its maps from, whether for a phone."""

    palette: Palette
    sheet: str = ""
    narrow: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: the key of its values, its heading and what that means, and the kind of its values.

    `under` is the key of a text that stands below the value. What is not `on_paper` is in the workbook alone, what is
    not `in_workbook` on paper alone; `head` is the heading in a workbook, where no two columns have the same.
    """

    key: str
    label: str
    kind: str = TEXT
    meaning: str = ""
    under: str = ""
    on_paper: bool = True
    bold: bool = False
    absent: str = ""
    in_workbook: bool = True
    head: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of typed values; a document shows the first `shown` of them, all if that is None, a workbook all.

    `sheet` is what its sheet is called, where its title is too long for one.
    """

    id: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    title: str = ""
    shown: int | None = None
    foot: Row | None = None
    note: str = ""
    sheet: str = ""

    @property
    def on_paper(self) -> tuple[Column, ...]:
        """The columns that a document shows: not one that has nothing in any row."""
        return tuple(column for column in self.columns if column.on_paper and self._is_filled(column))

    def _is_filled(self, column: Column) -> bool:
        shown = (*self.shown_rows, *([self.foot] if self.foot else []))
        return not shown or any(row.get(column.key) not in (None, "") for row in shown)

    @property
    def shown_rows(self) -> Sequence[Row]:
        """The rows that a document shows."""
        return self.rows if self.shown is None else self.rows[: self.shown]


@dataclass(frozen=True)
class Picture:
    """A picture: what is said to those who cannot see it, how it is drawn, how it is read, and its owner's notice."""

    id: str
    alt: str
    draw: Callable[[Ink], str]
    caption: str = ""
    notice: str = ""
    share: int = 100  # of the width of the page, in hundredths
    has_narrow: bool = False  # whether there is a drawing of its own for phones


@dataclass(frozen=True)
class Facts:
    """Labels with what they stand for."""

    lines: tuple[tuple[str, str], ...]


Block = Table | Picture | Facts


@dataclass(frozen=True)
class Section:
    """A section: a title, the sentences it opens with, and its tables and pictures."""

    id: str
    title: str
    lead: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One of the questions a reader comes with, and the answer; `parts` are the paragraphs of a long one."""

    question: str
    sentence: str
    parts: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The answer as it is set."""
        return self.parts or (self.sentence,)


@dataclass(frozen=True)
class Headline:
    """A key figure: its name, the value and its kind, and what it is held against."""

    id: str
    label: str
    value: float | None
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Naming:
    """What a brief is called and of what: the kind in words, the name, the line below it, year and edition."""

    kind: str
    code: str
    title: str
    kicker: str
    subtitle: str
    language: str
    year: int
    edition: str
    created: datetime.datetime


@dataclass(frozen=True)
class Brief:
    """A brief of a region or of a cluster, ready to be set as a document, shown as a page or kept as a workbook."""

    naming: Naming
    answers: tuple[Answer, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    words: Mapping[str, str]  # of the frame: contents, page, and what a figure that is not there is called
    place: Picture | None = None
    warning: str = ""
    currency: str = ""

    def __repr__(self) -> str:
        return f"<Brief of {self.naming.title}, {self.naming.edition}>"

    def _repr_html_(self) -> str:
        return self.to_html()

    @property
    def tables(self) -> dict[str, Table]:
        """All its tables by their names."""
        blocks = (block for section in self.sections for block in section.blocks)
        return {block.id: block for block in blocks if isinstance(block, Table)}

    def to_pdf(self, file: Path | str | None = None) -> bytes:
        """The brief as a PDF, written to a file if one is named; raises NoSuchFont and NoTypesetter."""
        from clusteratlas.reports.pdf import pdf_bytes  # deferred: what renders a brief takes its model from here

        return _written(pdf_bytes(self), file)

    def to_xlsx(self, file: Path | str | None = None) -> bytes:
        """The brief as a workbook, a sheet for each subject, written to a file if one is named."""
        from clusteratlas.reports.workbook import workbook_bytes  # deferred: as above

        return _written(workbook_bytes(self), file)

    def to_html(self, file: Path | str | None = None) -> str:
        """The brief as one HTML file that asks for no other, written to a file if one is named."""
        from clusteratlas.reports.html import whole_page  # deferred: as above

        text = whole_page(self)
        _written(text.encode(), file)
        return text


def _written(content: bytes, file: Path | str | None) -> bytes:
    if file is not None:
        Path(file).write_bytes(content)
    return content
