"""Copies the boundaries of the edition's levels from the operator's boundary package, if there is one."""

import shutil
from pathlib import Path

from clusteratlas.editions.plan import Plan
from clusteratlas.home import Share


def write_boundaries(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """One GeoJSON for each level, with the package's own description; nothing where there is no package."""
    if plan.boundaries is None:
        return
    target = folder / "boundaries"
    target.mkdir()
    for file in sorted(plan.boundaries.folder.iterdir()):
        shutil.copyfile(file, target / file.name)
