"""The view as a page of PDF: the maps with their legends, what they say, and where the figures come from."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext

from clusteratlas_web.explore.mapping.contents import View, map_title, source_of
from clusteratlas_web.explore.mapping.panels import Panel
from clusteratlas_web.explore.mapping.picture import BESIDE, WIDTH, drawing, picture, to_png
from clusteratlas_web.explore.mapping.picture_legend import legend_pieces, said_of
from clusteratlas_web.explore.mapping.picture_map import map_piece
from clusteratlas_web.explore.mapping.pieces import stacked
from clusteratlas_web.foundation.documents import render_pdf

TEMPLATE = Path(__file__).with_name("map.typ")
_LEGEND = 0.2  # millimetres of a legend's pixel on paper
# Millimetres that a map may be wide and high: upright, across the paper where it is wide, and each of two.
_UPRIGHT, _ACROSS, _TWO = (170, 165), (190, 112), (123, 95)
_BUBBLES = 16  # millimetres of the legend of bubbles
_WIDE = 1.3  # times as wide as high


def svg_file(view: View) -> bytes:
    """The view as a drawing."""
    return picture(view.panels, view.edition.folder, note_of(view)).encode()


def png_file(view: View) -> bytes:
    """The view as a picture."""
    return to_png(picture(view.panels, view.edition.folder, note_of(view)))


def pdf_file(view: View) -> bytes:
    """The view as a document: upright, or across with two maps or a wide one."""
    room = _room(view)
    facts = {
        "language": get_language() or "en",
        "title": map_title(view),
        "edition": gettext("Cluster Atlas, edition %(edition)s") % {"edition": view.edition.manifest.identity},
        "address": f"{settings.PUBLIC_ADDRESS}{view.asked.but(view.to.page('map'))}",
        "flipped": room is not _UPRIGHT,
        "panels": [_facts(each, view, room) for each in view.panels],
        "note": note_of(view),
        "notice": view.panels[0].map.notice if view.panels[0].map else "",
    }
    return render_pdf(TEMPLATE, facts, dated=view.edition.manifest.created)


def note_of(view: View) -> str:
    """Edition and source."""
    facts = {"edition": view.edition.manifest.identity, "sources": source_of(view.edition.manifest)}
    return gettext("Cluster Atlas, edition %(edition)s. Figures: %(sources)s.") % facts


def _room(view: View) -> tuple[int, int]:
    if len(view.panels) > 1:
        return _TWO
    drawn = view.panels[0].map
    _, _, across, high = (int(number) for number in drawn.view_box.split()) if drawn else (0, 0, 1, 1)
    return _ACROSS if across > _WIDE * high else _UPRIGHT


def _facts(panel: Panel, view: View, room: tuple[int, int]) -> dict[str, object]:
    """What the template needs of a map; lengths are millimetres."""
    width, drawn = WIDTH if len(view.panels) == 1 else BESIDE, panel.map
    assert drawn is not None  # noqa: S101 - there is no document of what has no map
    across, high = room[0], room[1] - (_BUBBLES if drawn.sizes else 0)
    whole = map_piece(panel, view.edition.folder, width)
    map_width, legend_width = min(across, high * width / whole.height), min(across, width * _LEGEND)
    legend = stacked(legend_pieces(drawn, width, map_width / legend_width)[:-2])
    return {
        "title": panel.title,
        "opening": panel.opening,
        "lead": panel.lead,
        "map": drawing(whole, width, margin=0),
        "map_width": map_width,
        "legend": drawing(legend, width, margin=0),
        "legend_width": legend_width,
        "said": pgettext("between reasons", "; ").join(said_of(drawn)),
    }
