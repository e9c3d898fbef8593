"""What a drawing is asked for: its palette, its size, and the words it uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusteratlas.charts.palette import PRINT, Palette


@dataclass(frozen=True)
class Drawing:
    """Size in pixels, palette, language, and words by key, so that a page can give them in its language.

    A drawing to take away has a title, and a note that says what it shows and where it comes from.
    """

    width: int = 600
    height: int = 400
    palette: Palette = PRINT
    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    note: str = ""

    def word(self, key: str, otherwise: str) -> str:
        """The word for a key, in English where none was given."""
        return self.words.get(key, otherwise)
