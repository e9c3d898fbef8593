"""Parts of a drawing that stands alone: how high each is, how they stand below each other, and their colours."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from clusteratlas.charts import PRINT
from clusteratlas.charts.lettering import fitted_lines
from clusteratlas_web.explore.mapping.shapes import BARE, NONE, OFF

HIGHEST = 620  # pixels: no map is higher
TITLE, TEXT, NOTE = 18, 12, 11
_LINE = 1.4
GROUND = {NONE: "#dfe3e5", OFF: "#ffffff", BARE: "#f5f6f3", "k0": PRINT.quotient[0], "kn": "#f5f6f3"}
# The colours of pages in the light: the style sheet names them once for both, a drawing has only this one.
COLOURS = {
    **{f"q{at}": colour for at, colour in enumerate(PRINT.quotient)},
    **{f"d{at - 3}": colour for at, colour in enumerate(PRINT.growth)},
    **GROUND,
    "k1": PRINT.quotient[4],
    "k2": "#c98500",
    "k3": "#7a4fa3",
    "k4": "#3f7fc8",
    "k5": "#8a5a3c",
}
_PATTERNS = {
    "depends": '<path d="M0 2h7" stroke="#17212b" stroke-opacity=".5" stroke-width="1.1"/>',
    "dotted": '<circle cx="2" cy="2" r="1" fill="#fff"/><circle cx="5.5" cy="5.5" r="1" fill="#fff"/>',
    "ruled": '<path d="M0 2h7" stroke="#fff" stroke-width="1.2"/>',
    "crossed": '<path d="M0 2h7M2 0v7" stroke="#fff" stroke-width="1.1"/>',
    "checked": '<path d="M0 1h7M0 4.5h7" stroke="#fff" stroke-width="1.1"/>',
}
_TURNED = {"depends": 45, "ruled": -45, "crossed": 45}


@dataclass(frozen=True)
class Piece:
    """A part of a drawing, and how high it is."""

    svg: str
    height: float


def stacked(pieces: Iterable[Piece]) -> Piece:
    """Parts below each other."""
    drawn, y = [], 0.0
    for piece in pieces:
        if piece.svg:
            drawn.append(f'<g transform="translate(0,{y:g})">{piece.svg}</g>')
        y = round(y + piece.height, 1)
    return Piece("".join(drawn), y)


def lettered(words: str, width: float, size: float, colour: str, bold: bool = False) -> Piece:
    """Words in as many lines as they need."""
    lines = fitted_lines(words, width, size) or [words]
    weight = ' font-weight="700"' if bold else ""
    drawn = "".join(
        f'<text y="{size + at * size * _LINE:g}" font-size="{size}" fill="{colour}"{weight}>{escape(line)}</text>'
        for at, line in enumerate(lines)
        if line
    )
    return Piece(drawn, size * _LINE * len(lines) + 2)


def patterns(ending: str = "", scale: float = 1) -> str:
    """What lies over colours, in pixels of a legend, or in the units of a map."""
    return "".join(
        f'<pattern id="m-{name}{ending}" patternUnits="userSpaceOnUse" width="7" height="7" '
        f'patternTransform="scale({scale:g}) rotate({_TURNED.get(name, 0)})">{marks}</pattern>'
        for name, marks in _PATTERNS.items()
    )
