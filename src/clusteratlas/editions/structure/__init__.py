"""The structure of a year: how diverse regions are, how concentrated clusters, how complex industries, who is alike."""

from clusteratlas.editions.structure.alike import related
from clusteratlas.editions.structure.levels import LOCAL, LevelYear, Placed, level_years, levels_of, places_by_vintage
from clusteratlas.editions.structure.tables import Structure, structure_of

__all__ = [
    "LOCAL",
    "LevelYear",
    "Placed",
    "Structure",
    "level_years",
    "levels_of",
    "places_by_vintage",
    "related",
    "structure_of",
]
