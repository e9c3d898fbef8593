"""Lays out the map of one cluster: every region with its colour or why it has none, legend counts, labels."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.cluster_regions import ClusterRegions
from clusteratlas_web.explore.labels import Label, ViewBox, letter_size, place_labels
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.outlines import written_outlines
from clusteratlas_web.explore.rule_choice import RuleChoice
from clusteratlas_web.explore.scales import Scale
from clusteratlas_web.explore.serving import boundaries, label_points, line_layers
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.marks import Mark, mark_of

NO_COMPARISON = "no_comparison"  # a region with jobs whose change is not known

LEGEND_WIDE, LEGEND_NARROW = 560, 328  # widths of the legend's two drawings, for screens and phones
LEGEND_BASE, LEGEND_BAR = 50, 34  # where its bars stand, and the height of the tallest


@dataclass(frozen=True)
class Shape:
    """A region on the map: its code, colour, address and what its tooltip says."""

    region: str
    colour: str
    address: str
    label: str
    tip: str
    stop: bool  # the one region the tab key enters the map at
    hatched: bool  # whether withheld cells decide on its class


@dataclass(frozen=True)
class LegendClass:
    """A class of the legend: its colour, its lower bound as text, how many regions it has, and where it is drawn."""

    colour: str
    bound: str
    count: int
    emphasised: bool
    x: float
    width: float
    height: float

    @property
    def bar(self) -> float:
        """The width of the bar of its count."""
        return round(self.width * 0.64, 1)

    @property
    def inset(self) -> float:
        """Where its bar begins."""
        return round(self.width * 0.18, 1)

    @property
    def middle(self) -> float:
        """The middle of its bar."""
        return round(self.width / 2, 1)

    @property
    def top(self) -> float:
        """The upper end of its bar."""
        return LEGEND_BASE - self.height

    @property
    def count_y(self) -> float:
        """Where its count stands, above the bar."""
        return self.top - 4


@dataclass(frozen=True)
class Legend:
    """One drawing of the legend."""

    style: str
    width: int
    classes: list[LegendClass]


@dataclass(frozen=True)
class DrawnLabel:
    """A label with its words."""

    place: Label
    name: str
    figure: str


@dataclass(frozen=True)
class ClusterMap:
    """The map of a cluster: shapes, legend, labels, and the counts that must equal the table beside it.

    `dots` is a path with a point in every region that is strong under `rules`; it is empty where none is ranked.
    """

    title: str
    tip_labels: str
    rules: RuleChoice
    dots: str
    strong: int
    shapes: list[Shape]
    legends: list[Legend]
    labels: list[DrawnLabel]
    view_box: str
    letters: int  # the size of letters, which hatching goes by too
    sheet: str
    country: str
    lines: tuple[str, ...]
    coloured: int
    hatched: int
    grey: list["Counted"]
    without_boundary: list[str]
    notice: str
    selected: str

    @property
    def outlines(self) -> SafeString:
        """The shapes as SVG."""
        return written_outlines(self.shapes, self.sheet)

    @property
    def hatch(self) -> int:
        """The width of the lines of its hatching."""
        return self.letters // 4

    @property
    def grey_count(self) -> int:
        """How many regions have no colour."""
        return sum(each.count for each in self.grey)


@dataclass(frozen=True)
class Counted:
    """A reason why regions have no colour, and how many regions have it."""

    label: str
    count: int

    @property
    def text(self) -> str:
        """withheld, and not known (3)."""
        return gettext("%(reason)s (%(count)s)") % {"count": self.count, "reason": self.label}


@dataclass(frozen=True)
class Said:
    """The words that the regions of a map have in common, in the language that is spoken."""

    reasons: Mapping[str, str]
    marks: Mapping[Mark, str]


@dataclass(frozen=True)
class Subject:
    """What a map shows: a cluster over the regions of a level, by which scale, with which region selected."""

    regions: ClusterRegions
    scale: Scale
    selected: str
    reasons: Mapping[str, str]  # why a region has no jobs in the cluster, by region
    tip_labels: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        """All regions of the level."""
        return self.regions.rows


def lay_map(edition: Edition, subject: Subject, to: Addresses, names: Naming) -> ClusterMap | None:
    """The map of a subject; None where the edition has no boundaries of its level."""
    package = boundaries(edition)
    drawn = [row for row in subject.rows if row["has_boundary"]]
    if package is None or not drawn:
        return None
    valued = [row for row in drawn if _value(row, subject) is not None]
    grey = [row for row in drawn if _value(row, subject) is None]
    values = [row[subject.scale.measure] for row in valued]
    first = subject.selected or (valued or drawn)[0]["region"]
    said = Said(reason_texts(), {mark: mark.word for mark in Mark})
    # A figure lies above what has none.
    shapes = [_shape(row, subject, said, to, names, row["region"] == first) for row in (*grey, *valued)]
    strong = [row["region"] for row in subject.regions.strong if row["has_boundary"]]
    return ClusterMap(
        title=names.cluster(subject.regions.cluster),
        tip_labels="|".join(subject.tip_labels),
        rules=subject.regions.rules,
        dots=_dots(strong, label_points(edition.folder, subject.regions.place.level)),
        strong=len(strong),
        shapes=shapes,
        legends=[
            Legend("only-w", LEGEND_WIDE, _classes(subject.scale, values, LEGEND_WIDE)),
            Legend("only-n", LEGEND_NARROW, _classes(subject.scale, values, LEGEND_NARROW)),
        ],
        labels=_labels(edition, subject, valued, names, package.description.view_box),
        view_box=" ".join(str(number) for number in package.description.view_box),
        letters=letter_size(package.description.view_box),
        sheet=to.page("boundary-sheet"),
        country=edition.manifest.country,
        lines=line_layers(edition.folder),
        coloured=len(valued),
        hatched=sum(shape.hatched for shape in shapes),
        grey=counted_reasons({row["region"]: _reason(row, subject) for row in grey}),
        without_boundary=[names.region(row["region"]) for row in subject.rows if not row["has_boundary"]],
        notice=package.description.notice,
        selected=subject.selected if any(row["region"] == subject.selected for row in drawn) else "",
    )


def _value(row: Row, subject: Subject) -> float | None:
    value: float | None = row[subject.scale.measure]
    return value if row["employment"] else None


def reason_texts() -> dict[str, str]:
    """Why a region has no colour, in the order a legend says it."""
    return {
        clusters.ABSENT: gettext("nothing of the cluster in the file"),
        clusters.WITHHELD: gettext("withheld, and not known"),
        NO_COMPARISON: gettext("no figure of the year before"),
        clusters.NOT_IN_YEAR: gettext("no figures in this year"),
        clusters.NOT_IN_FILE: gettext("not in the file"),
    }


def _reason(row: Row, subject: Subject) -> str:
    """Why a region has no colour; one that has jobs lacks only what they are compared with."""
    return subject.reasons.get(row["region"], NO_COMPARISON)


def counted_reasons(reasons: Mapping[str, str]) -> list[Counted]:
    """How many regions have each reason."""
    counts = Counter(reasons.values())
    return [Counted(label, counts[reason]) for reason, label in reason_texts().items() if counts[reason]]


def _shape(row: Row, subject: Subject, said: Said, to: Addresses, names: Naming, stop: bool) -> Shape:
    code, value = row["region"], _value(row, subject)
    name, class_ = names.region(code), _class(row, said)
    figure = said.reasons[_reason(row, subject)] if value is None else subject.scale.write(value)
    return Shape(
        region=code,
        colour=subject.scale.colour(value),
        address=subject.regions.address(to, code),
        label="; ".join(filter(None, (name, figure, class_))),
        tip="|".join([name, figure, *_further(row, value), class_]),
        stop=stop,
        hatched=value is not None and row["strong_low"] != row["strong_high"],
    )


def _further(row: Row, value: float | None) -> list[str]:
    """Jobs, share, rank and growth of a tooltip; nothing where there is no figure, which has no class either."""
    if value is None:
        return []
    rank, ranked = row["rank_location_quotient"], row["ranked"]
    return [
        numbers.count(row["employment"]),
        numbers.share(row["employment_share"]),
        f"{rank}/{ranked}" if rank else "",
        "" if row["employment_growth"] is None else numbers.change(row["employment_growth"]),
    ]


def _class(row: Row, said: Said) -> str:
    """Whether it is strong there, in words; nothing where that is not said, or nothing is there."""
    if row["strong"] is None or not row["employment"]:
        return ""
    return said.marks[mark_of(row["strong"], bool(row["robust"]))]


def _dots(regions: list[str], points: Mapping[str, tuple[float, float]]) -> str:
    """A path of points, one in each region that has a place for its name."""
    return "".join(f"M{points[code][0]:g} {points[code][1]:g}h0" for code in regions if code in points)


def _classes(scale: Scale, values: list[float], drawing_width: int) -> list[LegendClass]:
    counts = Counter(scale.class_of(value) for value in values)
    most, width = max(counts.values(), default=1), drawing_width / len(scale.bounds)
    return [
        LegendClass(
            colour=colour,
            bound=scale.write_bound(bound) if bound != float("-inf") else "",
            count=counts[at],
            emphasised=bound == scale.emphasised,
            x=round(at * width, 1),
            width=round(width, 1),
            height=round(LEGEND_BAR * counts[at] / most, 1),
        )
        for at, (bound, colour) in enumerate(zip(scale.bounds, scale.colours, strict=True))
    ]


def _labels(edition: Edition, subject: Subject, valued: list[Row], names: Naming, box: ViewBox) -> list[DrawnLabel]:
    measure = subject.scale.measure
    ranked = sorted(valued, key=lambda row: (-row[measure], row["region"]))
    figures = {row["region"]: subject.scale.write(row[measure]) for row in ranked}
    texts = {region: f"{names.short_region(region)} {figure}" for region, figure in figures.items()}
    places = place_labels(texts, label_points(edition.folder, subject.regions.place.level), box)
    return [DrawnLabel(place, names.short_region(place.region), figures[place.region]) for place in places]
