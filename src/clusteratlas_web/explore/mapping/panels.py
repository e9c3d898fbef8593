"""One map of a view: its title, how to read it, and the regions laid out in their colours."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.geometry import BoundaryPackage
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.labels import Point, ViewBox, letter_size, place_labels
from clusteratlas_web.explore.mapping.asked import Asked, Shown
from clusteratlas_web.explore.mapping.cluster_map import dots_in
from clusteratlas_web.explore.mapping.figures import VALUE, Figures
from clusteratlas_web.explore.mapping.legends import Sizes, SizeWords, lay_legends, lay_sizes, name_classes, radius_of
from clusteratlas_web.explore.mapping.region_map import RegionMap
from clusteratlas_web.explore.mapping.shapes import (
    BARE,
    NONE,
    OFF,
    Bubble,
    DrawnLabel,
    Shape,
    counted_reasons,
    reason_texts,
)
from clusteratlas_web.explore.mapping.words import (
    asked_in_words,
    lead_of,
    measure_of,
    named_of,
    opening_of,
    size_words,
    spread_of,
    title_of,
)
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.outlines import HATCH
from clusteratlas_web.explore.serving import boundaries, label_points, line_layers
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.marks import Mark, mark_of

_REGION = "0-the-region-0"  # written once: a map has hundreds of addresses


@dataclass(frozen=True)
class Panel:
    """A map with its words."""

    figures: Figures
    title: str
    title_address: str
    measure: str
    opening: str  # the measure before what explains it, where the title does not name it
    lead: str
    map: RegionMap | None


@dataclass(frozen=True)
class Ground:
    """What all regions of a map have in common: names, addresses, words, and where their names may stand."""

    figures: Figures
    asked: Asked
    names: Naming
    to: Addresses
    addresses: str  # of a region's page, with _REGION in the place of its code
    points: Mapping[str, Point]
    package: BoundaryPackage
    reasons: Mapping[str, str]
    marks: Mapping[Mark, str]

    @property
    def shown(self) -> Shown:
        """What the map shows."""
        return self.figures.shown

    @property
    def has_marks(self) -> bool:
        """Whether its regions are strong or not."""
        return self.figures.regions is not None

    def address(self, region: str) -> str:
        """Where a click on a region leads."""
        return self.addresses.replace(_REGION, region)


def lay_panel(figures: Figures, asked: Asked, to: Addresses, names: Naming) -> Panel:
    """One of the maps of a view."""
    shown, edition = figures.shown, figures.edition
    return Panel(
        figures=figures,
        title=title_of(shown, names),
        title_address=shown.subject.page(to, asked.level, shown.year, figures.rules.query),
        measure=measure_of(shown, figures.rules),
        opening=opening_of(shown, figures.rules),
        lead=lead_of(edition, shown, names.level(asked.level)),
        map=_lay(figures, asked, to, names),
    )


def _lay(figures: Figures, asked: Asked, to: Addresses, names: Naming) -> RegionMap | None:
    """The map; None where the edition has no boundaries of the level."""
    edition, package = figures.edition, boundaries(figures.edition)
    drawn = [row for row in figures.rows if row["has_boundary"]]
    if package is None or not drawn:
        return None
    ground = _ground(figures, asked, to, names, package)
    met = [row for row in figures.met if row["has_boundary"]]
    grey = [row for row in drawn if row[VALUE] is None]
    box, values = package.description.view_box, [row[VALUE] for row in met]
    codes = {row["region"] for row in drawn}
    strong = [row["region"] for row in met if ground.has_marks and row["strong"]]
    sized = size_words(figures, names, met)
    return RegionMap(
        title=named_of(figures.shown, names, figures.shown.measure.label),
        tip_labels="|".join(tip_labels(ground)),
        rules=figures.rules if ground.has_marks else None,
        dots="" if asked.bubbles or figures.scale.labels else dots_in(strong, ground.points),
        strong=len(strong),
        shapes=_shapes(drawn, asked, ground),
        legends=lay_legends(figures.scale, values),
        classes=name_classes(figures.scale, values),
        labels=_labels(met, ground),
        view_box=" ".join(str(number) for number in box),
        letters=letter_size(box),
        sheet=to.page("boundary-sheet"),
        country=edition.manifest.country,
        lines=line_layers(edition.folder),
        coloured=len(met),
        grey=counted_reasons({row["region"]: figures.reason(row) for row in grey}),
        without_boundary=[names.region(row["region"]) for row in figures.rows if not row["has_boundary"]],
        notice=package.description.notice,
        selected=asked.region if asked.region in codes else "",
        bubbles=_bubbles(met, ground),
        sizes=_sizes(figures, box, sized),
        sized=sized,
        below=len(drawn) - len(grey) - len(met),
        asked=asked_in_words(asked),
        spread=spread_of(figures),
    )


def _sizes(figures: Figures, box: ViewBox, words: SizeWords | None) -> list[Sizes]:
    bubbled = figures.bubbled
    return lay_sizes(bubbled.most, box, words, bubbled.maps) if bubbled and bubbled.most and words else []


def _ground(figures: Figures, asked: Asked, to: Addresses, names: Naming, package: BoundaryPackage) -> Ground:
    shown, edition = figures.shown, figures.edition
    rules = None if shown.subject.is_whole else figures.rules.query
    return Ground(
        figures=figures,
        asked=asked,
        names=names,
        to=to,
        addresses=shown.subject.regional(to, with_query("", year=shown.year, rules=rules), _REGION),
        points=label_points(edition.folder, asked.level),
        package=package,
        reasons=reason_texts(),
        marks={mark: mark.word for mark in Mark},
    )


def _shapes(drawn: list[Row], asked: Asked, ground: Ground) -> list[Shape]:
    """Every region; a figure lies above what has none."""
    ordered = sorted(drawn, key=lambda row: (row[VALUE] is not None, row["meets"]))
    codes = {row["region"] for row in drawn}
    first = asked.region if asked.region in codes else ""
    if not first:
        met = ground.figures.ordered(ground.shown.measure.name)
        first = next((row["region"] for row in met if row["has_boundary"]), ordered[-1]["region"])
    return [_shape(row, ground, row["region"] == first) for row in ordered]


def _shape(row: Row, ground: Ground, stop: bool) -> Shape:
    code, name = row["region"], ground.names.region(row["region"])
    figure, class_ = _figure(row, ground), _class(row, ground)
    return Shape(
        region=code,
        colour=BARE if ground.asked.bubbles and row[VALUE] is not None else _colour(row, ground),
        address=ground.address(code),
        label="; ".join(filter(None, (name, figure, class_))),
        tip=_tip(row, name, figure, class_, ground),
        stop=stop,
        pattern="" if ground.asked.bubbles else _pattern(row, ground),
    )


def _figure(row: Row, ground: Ground) -> str:
    value = row[VALUE]
    return ground.reasons[ground.figures.reason(row)] if value is None else ground.figures.scale.write(value)


def _colour(row: Row, ground: Ground) -> str:
    if row[VALUE] is None:
        return NONE
    return ground.figures.scale.colour(row[VALUE]) if row["meets"] else OFF


def _pattern(row: Row, ground: Ground) -> str:
    """What lies over a region's colour: the pattern of its class, or hatching where withheld cells decide."""
    if row[VALUE] is None or not row["meets"]:
        return ""
    scale = ground.figures.scale
    if scale.labels:
        return scale.pattern(scale.class_of(row[VALUE]))
    return HATCH if ground.has_marks and row["strong_low"] != row["strong_high"] else ""


def _class(row: Row, ground: Ground) -> str:
    """Whether it is strong there, in words; nothing where that is not said, or the map says it already."""
    if not ground.has_marks or ground.figures.scale.labels or row["strong"] is None or not row["employment"]:
        return ""
    return ground.marks[mark_of(row["strong"], bool(row["robust"]))]


def tip_labels(ground: Ground) -> tuple[str, ...]:
    """What the figures of a tooltip are called."""
    labels = gettext("Jobs"), gettext("Location quotient"), gettext("Change since the year before"), gettext("Class")
    return (ground.shown.measure.label, *_bubble_label(ground), *labels)


def _bubble_label(ground: Ground) -> tuple[str, ...]:
    """What bubbles stand for, where a tooltip does not say it anyway."""
    bubbled = ground.figures.bubbled
    if bubbled is None or bubbled.is_shown_by(ground.shown):
        return ()
    return (bubbled.amount.label(ground.shown.subject, ground.names),)


def _tip(row: Row, name: str, figure: str, class_: str, ground: Ground) -> str:
    """Name, figure, the bubble's amount, jobs, quotient, growth and class; nothing further where there is no figure."""
    if row[VALUE] is None:
        return f"{name}|{figure}"
    quotient, growth = row.get("location_quotient"), row.get("employment_growth")
    written = [
        "" if row["employment"] is None else numbers.count(row["employment"]),
        "" if quotient is None else numbers.location_quotient(quotient),
        "" if growth is None else numbers.change(growth),
    ]
    bubble = [ground.figures.bubble_text(row["region"])] if _bubble_label(ground) else []
    return "|".join([name, figure, *bubble, *("" if each == figure else each for each in written), class_])


def _bubbles(met: list[Row], ground: Ground) -> list[Bubble]:
    """A bubble for each coloured region that has some of the amount."""
    bubbled, box = ground.figures.bubbled, ground.package.description.view_box
    if bubbled is None:
        return []
    sized = [(row, bubbled.value(row["region"])) for row in met if row["region"] in ground.points]
    return [_bubble(row, radius_of(amount, bubbled.most, box), ground) for row, amount in sized if amount]


def _bubble(row: Row, radius: float, ground: Ground) -> Bubble:
    code, name = row["region"], ground.names.region(row["region"])
    return Bubble(
        region=code,
        colour=ground.figures.scale.colour(row[VALUE]),
        address=ground.address(code),
        tip=_tip(row, name, _figure(row, ground), _class(row, ground), ground),
        x=ground.points[code][0],
        y=ground.points[code][1],
        radius=radius,
    )


def _labels(met: list[Row], ground: Ground) -> list[DrawnLabel]:
    """The names of the first few regions; of named classes none, since many are first."""
    if ground.figures.scale.labels:
        return []
    scale, names = ground.figures.scale, ground.names
    ranked = sorted(met, key=lambda row: (-row[VALUE], row["region"]))[:60]
    figures = {row["region"]: scale.write(row[VALUE]) for row in ranked}
    texts = {region: f"{names.short_region(region)} {figure}" for region, figure in figures.items()}
    strong = [row["region"] for row in met if ground.has_marks and row["strong"]]
    places = place_labels(texts, ground.points, ground.package.description.view_box, strong)
    return [DrawnLabel(place, names.short_region(place.region), figures[place.region]) for place in places]
