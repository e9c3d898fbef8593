"""Documents as PDF: typeset from a template of ours and from facts, which are never read as markup.

A template is a file `.typ` inside the platform. It begins with `#import "/foundation/typst/paper.typ": *` and so has
`facts` (what render_pdf was handed), the fonts, the page and `paragraphs(text)`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.refusals import Refusal

PLATFORM = Path(__file__).resolve().parent.parent  # what templates may read: nothing outside it
LATIN = "Libertinus Serif"  # comes with the typesetter
CHINESE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Songti SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
)
NO_FONT = gettext_noop(
    "Documents are in English and Chinese, and this server has no Chinese font. Its administrator can install one "
    "(on Debian and Ubuntu: apt-get install fonts-noto-cjk) or put a font file into %(folder)s."
)


class NoChineseFont(Refusal):
    """The server cannot typeset Chinese."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


def render_pdf(template: Path, facts: Mapping[str, Any], dated: datetime | None = None) -> bytes:
    """The document; the same facts and date make the same bytes. Facts are texts, numbers, lists, dictionaries."""
    import typst  # deferred: 30 MB that most processes never need

    return bytes(
        typst.compile(
            template,
            root=PLATFORM,
            font_paths=_fonts(font_folder()),
            format="pdf",
            sys_inputs={"facts": json.dumps(facts, ensure_ascii=False), "latin": LATIN, "chinese": chinese_font()},
            timestamp=int((dated or datetime(2000, 1, 1, tzinfo=UTC)).timestamp()),
        )
    )


def chinese_font() -> str:
    """The family that Chinese is set in: the first there is of CHINESE; raises NoChineseFont."""
    known = set(_fonts(font_folder()).families())
    found = next((family for family in CHINESE if family in known), None)
    if found is None:
        _fonts.cache_clear()  # it is looked for again once there is one
        raise NoChineseFont(NO_FONT, folder=font_folder())
    return found


def font_folder() -> Path:
    """Where fonts can be put besides those of the system."""
    return Path(settings.CLUSTERATLAS_HOME) / "fonts"


@cache
def _fonts(folder: Path) -> Any:
    """All fonts there are; looking for them takes a third of a second."""
    import typst  # deferred: see render_pdf

    return typst.Fonts(font_paths=[folder] if folder.is_dir() else [])
