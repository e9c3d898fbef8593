"""Lays out the map of one cluster: every region with its colour or why it has none, legend counts, labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.cluster_regions import ClusterRegions
from clusteratlas_web.explore.labels import ViewBox, letter_size, place_labels
from clusteratlas_web.explore.mapping.legends import lay_legends
from clusteratlas_web.explore.mapping.region_map import RegionMap
from clusteratlas_web.explore.mapping.shapes import NO_COMPARISON, DrawnLabel, Shape, counted_reasons, reason_texts
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.outlines import HATCH
from clusteratlas_web.explore.scales import Scale
from clusteratlas_web.explore.serving import boundaries, label_points, line_layers
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.marks import Mark, mark_of


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


def lay_map(edition: Edition, subject: Subject, to: Addresses, names: Naming) -> RegionMap | None:
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
    return RegionMap(
        title=names.cluster(subject.regions.cluster),
        tip_labels="|".join(subject.tip_labels),
        rules=subject.regions.rules,
        dots=dots_in(strong, label_points(edition.folder, subject.regions.place.level)),
        strong=len(strong),
        shapes=shapes,
        legends=lay_legends(subject.scale, values),
        labels=_labels(edition, subject, valued, names, package.description.view_box),
        view_box=" ".join(str(number) for number in package.description.view_box),
        letters=letter_size(package.description.view_box),
        sheet=to.page("boundary-sheet"),
        country=edition.manifest.country,
        lines=line_layers(edition.folder),
        coloured=len(valued),
        grey=counted_reasons({row["region"]: _reason(row, subject) for row in grey}),
        without_boundary=[names.region(row["region"]) for row in subject.rows if not row["has_boundary"]],
        notice=package.description.notice,
        selected=subject.selected if any(row["region"] == subject.selected for row in drawn) else "",
    )


def _value(row: Row, subject: Subject) -> float | None:
    value: float | None = row[subject.scale.measure]
    return value if row["employment"] else None


def _reason(row: Row, subject: Subject) -> str:
    """Why a region has no colour; one that has jobs lacks only what they are compared with."""
    return subject.reasons.get(row["region"], NO_COMPARISON)


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
        pattern=HATCH if value is not None and row["strong_low"] != row["strong_high"] else "",
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


def dots_in(regions: list[str], points: Mapping[str, tuple[float, float]]) -> str:
    """A path of points, one in each region that has a place for its name."""
    return "".join(f"M{points[code][0]:g} {points[code][1]:g}h0" for code in regions if code in points)


def _labels(edition: Edition, subject: Subject, valued: list[Row], names: Naming, box: ViewBox) -> list[DrawnLabel]:
    measure = subject.scale.measure
    ranked = sorted(valued, key=lambda row: (-row[measure], row["region"]))
    figures = {row["region"]: subject.scale.write(row[measure]) for row in ranked}
    texts = {region: f"{names.short_region(region)} {figure}" for region, figure in figures.items()}
    strong = [row["region"] for row in valued if row["strong"]]
    places = place_labels(texts, label_points(edition.folder, subject.regions.place.level), box, strong)
    return [DrawnLabel(place, names.short_region(place.region), figures[place.region]) for place in places]
