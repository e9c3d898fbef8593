"""A view as a drawing of its own: titles, maps and legends in one SVG that needs no page, and as PNG."""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from django.utils.translation import get_language

from clusteratlas.charts import PRINT
from clusteratlas.charts.palette import FONTS
from clusteratlas_web.explore.mapping.panels import Panel
from clusteratlas_web.explore.mapping.picture_legend import legend_pieces
from clusteratlas_web.explore.mapping.picture_map import map_piece
from clusteratlas_web.explore.mapping.pieces import NOTE, TEXT, TITLE, Piece, lettered, patterns, stacked

WIDTH, BESIDE, MARGIN = 760, 560, 20  # of one map, of each of two, and around the drawing
_SCALE = 2.0  # pictures have two pixels for one


def picture(panels: Sequence[Panel], folder: Path, note: str) -> str:
    """The maps of a view side by side with their titles and legends, and the note below."""
    width = WIDTH if len(panels) == 1 else BESIDE
    columns = [stacked(panel_pieces(panel, folder, width)) for panel in panels]
    whole, highest = len(panels) * (width + MARGIN) - MARGIN, max(each.height for each in columns)
    beside = "".join(
        f'<g transform="translate({at * (width + MARGIN)},0)">{each.svg}</g>' for at, each in enumerate(columns)
    )
    below = lettered(note, whole, NOTE, PRINT.ink_2)
    return drawing(stacked([Piece(beside, highest), Piece("", 8), below]), whole)


def drawing(piece: Piece, width: float, margin: int = MARGIN) -> str:
    """A part as a whole SVG on paper."""
    w, h = width + 2 * margin, round(piece.height + 2 * margin)
    font = FONTS[get_language() or "en"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f'font-family={quoteattr(font)}><defs>{patterns()}</defs><rect width="{w}" height="{h}" fill="#ffffff"/>'
        f'<g transform="translate({margin},{margin})">{piece.svg}</g></svg>\n'
    )


def to_png(svg: str) -> bytes:
    """A drawing as PNG."""
    import vl_convert  # deferred: it starts a drawing engine

    made: bytes = vl_convert.svg_to_png(svg, scale=_SCALE)
    return made


def panel_pieces(panel: Panel, folder: Path, width: float) -> list[Piece]:
    """Title, how to read it, the map, its legend."""
    title = lettered(panel.title, width, TITLE, PRINT.ink, bold=True)
    head = [title, lettered(panel.opening + panel.lead, width, TEXT, PRINT.ink_2)]
    if panel.map is None:
        return head
    return [*head, Piece("", 8), map_piece(panel, folder, width), *legend_pieces(panel.map, width)]
