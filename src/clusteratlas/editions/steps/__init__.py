"""The steps of a build, in order: each reads what stands before it and writes its tables into one folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.editions.plan import Plan
from clusteratlas.editions.steps.boundaries import write_boundaries
from clusteratlas.editions.steps.cells import write_cells
from clusteratlas.editions.steps.entities import write_entities
from clusteratlas.editions.steps.life_cycle import write_life_cycle
from clusteratlas.editions.steps.opportunities import write_opportunities
from clusteratlas.editions.steps.peers import write_peers
from clusteratlas.editions.steps.portfolio import write_portfolio
from clusteratlas.editions.steps.relatedness import write_relatedness
from clusteratlas.editions.steps.structure import write_structure
from clusteratlas.editions.steps.summary import write_summary
from clusteratlas.home import Share


@dataclass(frozen=True)
class Step:
    """One step: its name, what it does in words, and the function that writes its tables into a folder.

    The function gets the plan, the folder of finished steps (one below for each), its own folder, and whom to tell
    the share done.
    """

    name: str
    words: str
    write: Callable[[Plan, Path, Path, Share], None]


STEPS = (
    Step("entities", "regions, industries, clusters and their names", write_entities),
    Step("cells", "figures by region, industry and year; withheld ones bounded and estimated", write_cells),
    Step("portfolio", "clusters of every region: shares, location quotients, ranks, classes", write_portfolio),
    Step("summary", "headlines and coverage of every region", write_summary),
    Step("structure", "how diverse, concentrated and complex regions, clusters and industries are", write_structure),
    Step("relatedness", "which clusters are related", write_relatedness),
    Step("opportunities", "opportunities, and whether such came true before", write_opportunities),
    Step("peers", "regions that are alike", write_peers),
    Step("life-cycle", "stages in the life of regional clusters", write_life_cycle),
    Step("boundaries", "boundaries of the regions", write_boundaries),
)
