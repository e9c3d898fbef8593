"""Documents as PDF: typeset from a template of ours and from facts, which are never read as markup."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from clusteratlas.errors import InputError

LATIN_SERIF = "Libertinus Serif"  # comes with the typesetter
LATIN_SANS = ("Liberation Sans", "Arial", "Helvetica Neue", "Noto Sans", "DejaVu Sans", LATIN_SERIF)
_CHINESE = {
    "serif": ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun"),
    "sans": ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
}
CHINESE_SERIF = (*_CHINESE["serif"], *_CHINESE["sans"])
CHINESE_SANS = (*_CHINESE["sans"], *_CHINESE["serif"])


class NoTypesetter(InputError):
    """The typesetter is not installed."""

    def __init__(self) -> None:
        super().__init__("A PDF needs the typesetter: pip install typst. A workbook and a page can be written without.")


class NoSuchFont(InputError):
    """None of the fonts that a document could be set in is on this computer."""

    def __init__(self, families: Sequence[str], folder: Path) -> None:
        self.families, self.folder = tuple(families), folder
        super().__init__(
            "This computer has no Chinese font. Install one (on Debian and Ubuntu: apt-get install fonts-noto-cjk) or "
            f"put a font file into {folder}."
        )


@dataclass(frozen=True)
class Template:
    """A file `.typ`, the folder that it may read from and nothing outside it, and where fonts may be put."""

    file: Path
    root: Path
    font_folder: Path
    inputs: Mapping[str, str] = field(default_factory=dict)
    standards: tuple[str, ...] = ()


def typeset(template: Template, facts: Mapping[str, Any], dated: datetime | None = None) -> bytes:
    """The document; the same facts and date make the same bytes. Facts are texts, numbers, lists, dictionaries."""
    typst = _typesetter()
    return bytes(
        typst.compile(
            template.file,
            root=template.root,
            font_paths=_fonts(template.font_folder),
            format="pdf",
            sys_inputs={"facts": json.dumps(facts, ensure_ascii=False), **template.inputs},
            timestamp=int((dated or datetime(2000, 1, 1, tzinfo=UTC)).timestamp()),
            pdf_standards=list(template.standards),
        )
    )


def first_font(families: Sequence[str], folder: Path) -> str:
    """The first of these families that is on this computer or in the folder; raises NoSuchFont."""
    known = set(_fonts(folder).families())
    found = next((family for family in families if family in known), None)
    if found is None:
        _fonts.cache_clear()  # it is looked for again once there is one
        raise NoSuchFont(families, folder)
    return found


@cache
def _fonts(folder: Path) -> Any:
    """All fonts there are; looking for them takes a third of a second."""
    return _typesetter().Fonts(font_paths=[folder] if folder.is_dir() else [])


def _typesetter() -> Any:
    try:
        import typst  # deferred: 30 MB that most processes never need
    except ImportError as error:
        raise NoTypesetter from error
    return typst
