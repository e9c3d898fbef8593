"""Documents of the commons as PDF: the library's typesetter with the platform's templates, fonts and refusal.

A template is a file `.typ` inside the platform. It begins with `#import "/foundation/typst/paper.typ": *` and so has
`facts` (what render_pdf was handed), the fonts, the page and `paragraphs(text)`.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from clusteratlas.typesetting import CHINESE_SERIF, LATIN_SERIF, NoSuchFont, Template, first_font, typeset
from clusteratlas_web.foundation.refusals import Refusal

PLATFORM = Path(__file__).resolve().parent.parent  # what templates may read: nothing outside it
LATIN, CHINESE = LATIN_SERIF, CHINESE_SERIF
NO_FONT = gettext_noop(
    "Documents are in English and Chinese, and this server has no Chinese font. Its administrator can install one "
    "(on Debian and Ubuntu: apt-get install fonts-noto-cjk) or put a font file into %(folder)s."
)


class NoChineseFont(Refusal):
    """The server cannot typeset Chinese."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


def render_pdf(template: Path, facts: Mapping[str, Any], dated: datetime | None = None) -> bytes:
    """The document; the same facts and date make the same bytes. Facts are texts, numbers, lists, dictionaries."""
    fonts = {"latin": LATIN, "chinese": chinese_font()}
    return typeset(Template(template, PLATFORM, font_folder(), fonts), facts, dated)


def chinese_font() -> str:
    """The family that Chinese is set in: the first there is of CHINESE; raises NoChineseFont."""
    try:
        return first_font(CHINESE, font_folder())
    except NoSuchFont as missing:
        raise NoChineseFont(NO_FONT, folder=missing.folder) from missing


def font_folder() -> Path:
    """Where fonts can be put besides those of the system."""
    return Path(settings.CLUSTERATLAS_HOME) / "fonts"
