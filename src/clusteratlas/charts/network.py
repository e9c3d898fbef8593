"""The network of related clusters: of a region, with what is strong there; of the country, around one cluster."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from clusteratlas.charts.certainty_marks import HALF, LEFT_HALF, mark_of
from clusteratlas.charts.description import describe
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, links_of, unchecked
from clusteratlas.charts.network_legend import Ink, network_legend
from clusteratlas.charts.network_placing import (
    FONT,
    Line,
    Network,
    Node,
    Plane,
    Row,
    around,
    lay_network,
    relations_between,
)

if TYPE_CHECKING:
    import altair as alt

_NARROW = 480
_DOTS = [0.2, 4.0]
_LINE_WORDS = {"close": "closely related", "related": "related", "next": "next closest"}
_NAMED = 3  # related clusters in the words of a mark


@unchecked
def related_network(
    rows: Sequence[Row], links: Sequence[Row], drawing: Drawing | None = None, focus: str | None = None
) -> "alt.LayerChart":
    """Clusters as circles, related ones joined by lines: dark where close, lighter where related, dotted where next.

    Area is jobs; filled circles are strong, half ones borderline, those in the accent's colour opportunities. With
    `focus`, the code of a cluster, that one has the accent's colour and its links stand out: the national drawing; a
    narrow one is cut to what is two links away.
    Rows need cluster, cluster_name, employment, x and y (`network_layout`); they may have label, strong, robust,
    opportunity, location_quotient, employment_growth, description and href. Links need cluster, other and relation,
    as `related_clusters` answers; those of a cluster without a row are passed over.
    """

    drawing = drawing or Drawing()
    narrow = drawing.width < _NARROW
    if narrow and focus is not None:
        rows = around(rows, links, focus)
    plane = Plane(drawing.width, drawing.height, 14 if narrow else 18, 18 if narrow else len(rows))
    network = lay_network(rows, links, plane, focus)
    marks = _marks(network, _related_names(rows, links), drawing)
    legend = _legend(focus, drawing) if drawing.title else []
    layers = [*_lines(network.lines, drawing), *marks, *_labels(network.nodes, drawing), *legend]
    return layered(layers, drawing.width, drawing.height)


def _lines(lines: Sequence[Line], drawing: Drawing) -> list["alt.Chart"]:
    """The lines, those that matter most on top; the first layer sets the scales, in pixels."""
    import altair as alt  # deferred: see related_network

    place: dict[str, Any] = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, drawing.width], nice=False, zero=False),
        "y": alt.Y("y:Q").axis(None).scale(domain=[drawing.height, 0], nice=False, zero=False),
    }
    layers = []
    for faint, relation in [(True, "next"), *((False, how) for how in ("next", "related", "close"))]:
        drawn = [line for line in lines if line.faint == faint and (faint or line.relation == relation)]
        values = [dict(zip(("x", "y", "x2", "y2"), line.ends, strict=True)) for line in drawn]
        style = _style("faint" if faint else relation, drawing)
        layers.append(encoded(chart_of(values).mark_rule(aria=False, **style), **place, x2="x2:Q", y2="y2:Q"))
        place = {"x": "x:Q", "y": "y:Q"}
    return layers


def _style(line: str, drawing: Drawing) -> dict[str, Any]:
    palette = drawing.palette
    return {
        "close": {"color": palette.ink_2, "strokeWidth": 1.5},
        "related": {"color": palette.grey, "strokeWidth": 1.3},
        "next": {"color": palette.field, "strokeWidth": 1.5, "strokeDash": _DOTS, "strokeCap": "round"},
        "faint": {"color": palette.rule, "strokeWidth": 1},
    }[line]


def _marks(network: Network, related: dict[str, list[str]], drawing: Drawing) -> list["alt.Chart"]:
    import altair as alt  # deferred: see related_network

    circles = [_circle(node, related, drawing) for node in network.nodes]
    place: dict[str, Any] = {"x": "x:Q", "y": "y:Q", "size": alt.Size("size:Q").scale(None)}
    drawn = encoded(
        chart_of(circles).mark_point(shape="circle", opacity=1),
        **place,
        fill=alt.Fill("fill:N").scale(None),
        stroke=alt.Stroke("stroke:N").scale(None),
        strokeWidth=alt.StrokeWidth("width:Q").scale(None),
        description="description:N",
        **links_of(circles),
    )
    halves = [circle for circle in circles if circle["half"]]
    shape = chart_of(halves).mark_point(shape=LEFT_HALF, filled=True, opacity=1, aria=False)
    return [drawn, encoded(shape, **place, fill=alt.Fill("half:N").scale(None))]


def _ink(part: str, half: bool, drawing: Drawing) -> Ink:
    palette = drawing.palette
    teal = palette.quotient[4]
    if part == "strong":
        return Ink(palette.paper, teal, half=teal) if half else Ink(teal, palette.paper)
    return {
        "focus": Ink(palette.accent, palette.paper),
        "opportunity": Ink(palette.paper, palette.accent, 1.8),
        "near": Ink(palette.paper, palette.ink, 1.6),
    }.get(part, Ink(palette.paper, palette.field))


def _legend(focus: str | None, drawing: Drawing) -> list["alt.Chart"]:
    other = drawing.word("other_cluster", "other"), _ink("other", False, drawing)
    if focus is None:
        named = [
            (drawing.word("robust", "strong, robust"), _ink("strong", False, drawing)),
            (drawing.word("borderline", "strong, borderline"), _ink("strong", True, drawing)),
            (drawing.word("opportunity", "opportunity"), _ink("opportunity", False, drawing)),
            other,
        ]
    else:
        near = drawing.word("related_cluster", "related to it"), _ink("near", False, drawing)
        named = [(drawing.word("this_cluster", "this cluster"), _ink("focus", False, drawing)), near, other]
    lines = {drawing.word(how, word): _style(how, drawing) for how, word in _LINE_WORDS.items()}
    return network_legend(dict(named), lines, drawing)


def _circle(node: Node, related: dict[str, list[str]], drawing: Drawing) -> dict[str, Any]:
    ink = _ink(node.part, mark_of(node.row) == HALF, drawing)
    return {
        "x": node.circle.x,
        "y": node.circle.y,
        "size": (2 * node.circle.radius) ** 2,
        "fill": ink.fill,
        "stroke": ink.stroke,
        "width": ink.width,
        "half": ink.half,
        "description": node.row.get("description") or _description(node.row, related, drawing),
        "href": node.row.get("href"),
    }


def _description(row: Row, related: dict[str, list[str]], drawing: Drawing) -> str:
    """The facts of a cluster and the first of its links."""
    facts = [str(row["cluster_name"]) if row["employment"] is None else describe(row, drawing)]
    if row.get("opportunity"):
        facts.append(drawing.word("opportunity", "opportunity"))
    if names := related.get(row["cluster"], [])[:_NAMED]:
        facts.append(f"{drawing.word('related_to', 'Related to')}: {drawing.word('comma', ', ').join(names)}")
    return "; ".join(facts)


def _related_names(rows: Sequence[Row], links: Sequence[Row]) -> dict[str, list[str]]:
    """By cluster the names of those it is linked to, the strongest links first."""
    names = {row["cluster"]: str(row.get("label") or row["cluster_name"]) for row in rows}
    pairs = relations_between(links)
    found: dict[str, list[str]] = defaultdict(list)
    for relation in ("close", "related", "next"):
        for one, other in sorted(pair for pair, how in pairs.items() if how == relation and names.keys() >= set(pair)):
            found[one].append(names[other])
            found[other].append(names[one])
    return found


def _labels(nodes: Sequence[Node], drawing: Drawing) -> list["alt.Chart"]:
    """Leaders, then each text on a halo of paper."""
    palette = drawing.palette
    colours = {"focus": palette.accent_ink, "opportunity": palette.accent_ink, "other": palette.ink_2}
    texts = [(node, node.label) for node in nodes if node.label]
    leaders = [dict(zip(("x", "y", "x2", "y2"), label.leader, strict=True)) for _, label in texts if label.leader]
    lines = chart_of(leaders).mark_rule(color=palette.field, strokeWidth=0.8, aria=False)
    plain = [
        {
            "x": label.x,
            "y": label.y,
            "text": label.text,
            "align": label.align,
            "colour": colours.get(node.part, palette.ink),
            "weight": "normal" if node.part == "other" else "bold",
        }
        for node, label in texts
    ]
    drawn = [encoded(lines, x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")]
    for weight in ("normal", "bold"):
        values = [text for text in plain if text["weight"] == weight]
        drawn += [_texts(values, weight, palette.paper), _texts(values, weight)]
    return drawn


def _texts(values: Sequence[Row], weight: Literal["normal", "bold"], halo: str = "") -> "alt.Chart":
    import altair as alt  # deferred: see related_network

    outline: dict[str, Any] = {"stroke": halo, "strokeWidth": 3.5, "strokeJoin": "round", "color": halo} if halo else {}
    texts = chart_of(values).mark_text(
        fontSize=FONT, fontWeight=weight, baseline="middle", align={"expr": "datum.align"}, aria=False, **outline
    )
    colour: dict[str, Any] = {} if halo else {"color": alt.Color("colour:N").scale(None)}
    return encoded(texts, x="x:Q", y="y:Q", text="text:N", **colour)
