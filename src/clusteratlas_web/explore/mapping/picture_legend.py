"""The legend of a map in a drawing that stands alone: its classes, its bubbles, and what it says in words."""

from xml.sax.saxutils import escape

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas.charts import PRINT
from clusteratlas.charts.lettering import text_width
from clusteratlas_web.explore.mapping.legends import BASE, Legend, LegendClass, NamedClass
from clusteratlas_web.explore.mapping.pieces import COLOURS, HIGHEST, NOTE, TEXT, Piece, lettered
from clusteratlas_web.explore.mapping.region_map import RegionMap

_ROW = 21  # pixels from one named class to the next


def legend_pieces(drawn: RegionMap, width: float, beside: float = 1) -> list[Piece]:
    """The histogram of the classes, the bubbles, what has no colour, and the notice of the boundaries.

    `beside` is how much larger than the legend its map is shown, so that a bubble is as large in both.
    """
    made = [Piece("", 10)]
    made += [_histogram(each, width) for each in drawn.legends if each.style == "only-w"]
    made += [_named_classes(drawn.classes)] if drawn.classes else []
    made += _sizes(drawn, width, beside)
    said = pgettext("between reasons", "; ").join(said_of(drawn))
    return [
        *made,
        Piece("", 6),
        lettered(said, width, NOTE, PRINT.ink_2),
        lettered(drawn.notice, width, NOTE, PRINT.ink_2),
    ]


def said_of(drawn: RegionMap) -> list[str]:
    """What a legend says in words."""
    said = [ngettext("%(n)s region coloured", "%(n)s regions coloured", drawn.coloured) % {"n": drawn.coloured}]
    if drawn.dots and drawn.rules is not None:
        facts = {"n": drawn.strong, "title": drawn.rules.title}
        words = ngettext(
            "strong in %(n)s region under “%(title)s”", "strong in %(n)s regions under “%(title)s”", drawn.strong
        )
        said.append(gettext("dot: %(what)s") % {"what": words % facts})
    if drawn.asked:
        facts = {"n": drawn.below, "asked": drawn.asked}
        words = ngettext(
            "%(n)s region does not meet what is asked (%(asked)s)",
            "%(n)s regions do not meet what is asked (%(asked)s)",
            drawn.below,
        )
        said.append(words % facts)
    said += [each.text for each in drawn.grey]
    said += [drawn.sized.without] if drawn.sized and drawn.sized.without else []
    if drawn.hatched:
        words = ngettext(
            "hatched: %(n)s region whose class depends on withheld cells",
            "hatched: %(n)s regions whose class depends on withheld cells",
            drawn.hatched,
        )
        said.append(words % {"n": drawn.hatched})
    return said


def _histogram(legend: Legend, width: float) -> Piece:
    scale = min(1, width / legend.width)
    bars = "".join(_bar(each, at == 0) for at, each in enumerate(legend.classes))
    return Piece(f'<g transform="scale({scale:g})">{bars}</g>', 84 * scale)


def _bar(each: LegendClass, first: bool) -> str:
    anchor = "start" if first else "middle"
    return (
        f'<g transform="translate({each.x:g},0)">'
        f'<rect x="{each.inset:g}" y="{each.top:g}" width="{each.bar:g}" height="{each.height:g}" fill="{PRINT.grey}"/>'
        f'<text x="{each.middle:g}" y="{each.count_y:g}" text-anchor="middle" {_style(PRINT.ink_2)}>{each.count}</text>'
        f'<rect y="{BASE + 2}" width="{each.width:g}" height="12" fill="{COLOURS[each.colour]}"/>'
        f'<text y="{BASE + 29}" text-anchor="{anchor}" {_style(PRINT.ink)}>{escape(each.bound)}</text></g>'
    )


def _style(colour: str) -> str:
    return f'font-size="{TEXT}" fill="{colour}"'


def _named_classes(classes: list[NamedClass]) -> Piece:
    widest = max(text_width(each.label, TEXT) for each in classes)
    return Piece("".join(_named(each, at, widest) for at, each in enumerate(classes)), _ROW * len(classes))


def _named(each: NamedClass, at: int, widest: float) -> str:
    over = f'<rect width="22" height="14" fill="url(#m-{each.pattern})"/>' if each.pattern else ""
    return (
        f'<g transform="translate(0,{at * _ROW})">'
        f'<rect width="22" height="14" fill="{COLOURS[each.colour]}" stroke="{PRINT.rule}"/>{over}'
        f'<text x="32" y="11" {_style(PRINT.ink)}>{escape(each.label)}</text>'
        f'<rect x="{44 + widest:g}" y="2" width="{each.bar:g}" height="10" fill="{PRINT.grey}"/>'
        f'<text x="{50 + widest + each.bar:g}" y="11" {_style(PRINT.ink)}>{each.count}</text></g>'
    )


def _sizes(drawn: RegionMap, width: float, beside: float) -> list[Piece]:
    """What an area is, and the bubbles, as large as on the map."""
    if drawn.sized is None or not drawn.sizes:
        return []
    _, _, across, down = (int(number) for number in drawn.view_box.split())
    scale = min(width / across, HIGHEST / down) * beside
    sizes, x, parts = drawn.sizes[0].sizes, 1.0, []
    high = max(2 * scale * max(each.radius for each in sizes), 1.4 * TEXT) + 2
    for each in sizes:
        radius = each.radius * scale
        parts.append(_size(each.text, x + radius, radius, high / 2))
        x += 2 * radius + text_width(each.text, TEXT) + 24
    return [Piece("", 8), lettered(drawn.sized.caption, width, TEXT, PRINT.ink), Piece("".join(parts), high + 4)]


def _size(text: str, x: float, radius: float, middle: float) -> str:
    return (
        f'<circle cx="{x:g}" cy="{middle:g}" r="{radius:g}" fill="none" stroke="{PRINT.ink}" stroke-width=".9"/>'
        f'<text x="{x + radius + 6:g}" y="{middle + 4:g}" {_style(PRINT.ink_2)}>{escape(text)}</text>'
    )
