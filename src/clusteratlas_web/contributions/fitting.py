"""Whether a file can be built into an atlas: its country, its levels, its classification, its measures."""

from dataclasses import dataclass

from clusteratlas.definitions import load
from clusteratlas.editions.atlases import atlas_names, describe_atlas
from clusteratlas_web.contributions.examining import Facts

NEEDED = "employment"  # what every edition is about

COUNTRY, LEVEL, CLASSIFICATION, VINTAGE, MEASURE = "country", "level", "classification", "vintage", "measure"


@dataclass(frozen=True)
class Fit:
    """An atlas and what stands in the way of building it from a file; nothing, where it can be built."""

    atlas: str
    obstacles: tuple[str, ...]


def fit(atlas: str, facts: Facts) -> Fit:
    """Whether the file that was found to be so can be built into this atlas."""
    about = describe_atlas(atlas)
    definition = load(about.definition)
    obstacles = []
    if facts["gazetteer"] != about.gazetteer:
        obstacles.append(COUNTRY)
    elif not set(facts["levels"]) & set(about.levels):
        obstacles.append(LEVEL)
    if facts["classification"] != definition.classification:
        obstacles.append(CLASSIFICATION)
    elif not set(facts["vintages"]) <= set(definition.vintages):
        obstacles.append(VINTAGE)
    if NEEDED not in {each["measure"] for each in facts["sums"]}:
        obstacles.append(MEASURE)
    return Fit(atlas, tuple(obstacles))


def fitting_atlases(facts: Facts) -> list[str]:
    """The atlases that can be built from the file."""
    return [name for name in atlas_names() if not fit(name, facts).obstacles]
