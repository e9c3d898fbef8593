"""Writes a boundary package whose levels are groups of the areas of one topology."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.geometry.drawing import Drawing, within
from clusteratlas.geometry.packages import BoundaryPackage, PackageDescription, write_package
from clusteratlas.geometry.projection import Composition
from clusteratlas.geometry.topology import Topology

Groups = Mapping[str, Collection[str]]  # codes of areas by the code of the region they make up


@dataclass(frozen=True)
class Plan:
    """What is drawn: which areas make up which regions of each level, and lines between the regions of which level."""

    topology: Topology
    areas: str  # the object of the topology
    composition: Composition
    levels: Mapping[str, Groups]
    line_levels: Mapping[str, str]  # a layer of lines by the level whose regions they part
    country: str
    simplification: float  # see Drawing
    least_part: float
    frames_shown: bool = True  # a rectangle around every inset


@dataclass(frozen=True)
class Drawn:
    """The package written, and what of the regions asked for is not in it."""

    package: BoundaryPackage
    undrawn: tuple[str, ...]  # regions of which nothing could be drawn
    parts_left_out: Mapping[str, int]  # parts of areas that lie outside the sheet, by area
    rings_lost: int  # islets below the least part, and rings whole coordinates cannot show


def write_areas(plan: Plan, description: PackageDescription, folder: Path) -> Drawn:
    """Draw every level, the lines, the frames of insets and the country into a package, in place of an older one.

    A region made of several areas is drawn from those that are on the sheet. Raises UnknownCode for an area the
    topology does not have.
    """
    topology, left_out = within(plan.topology, plan.areas, plan.composition)
    drawing = Drawing(topology, plan.areas, plan.composition, plan.simplification, plan.least_part)
    shown = {level: _shown(groups, drawing.topology.features(plan.areas)) for level, groups in plan.levels.items()}
    layers = {level: drawing.layer(level, groups) for level, groups in shown.items()}
    layers["country"] = drawing.layer("country", {plan.country: sorted(topology.features(plan.areas))})
    for layer, level in plan.line_levels.items():
        layers[layer] = drawing.lines(f"{plan.country}-{layer}", shown[level])
    if plan.frames_shown and len(plan.composition.frames) > 1:
        layers["inset-lines"] = drawing.inset_lines(f"{plan.country}-inset-lines")
    package = write_package(folder, description, layers)
    asked = {code for groups in plan.levels.values() for code in groups}
    undrawn = asked - {feature.code for level in plan.levels for feature in layers[level].features}
    return Drawn(package, tuple(sorted(undrawn)), left_out, drawing.rings_lost)


def _shown(groups: Groups, known: Collection[str]) -> dict[str, list[str]]:
    """The groups with the areas that are on the sheet; a group without any is left out."""
    found = {code: sorted(area for area in members if area in known) for code, members in groups.items()}
    return {code: members for code, members in found.items() if members}
