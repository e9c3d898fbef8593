"""Life cycle: the stage a regional cluster is in, read from its level, its trend and its heterogeneity."""

from clusteratlas.diagnosis.life_cycle.reading import REASONS, life_cycle
from clusteratlas.diagnosis.life_cycle.stages import STAGES, LifeCycleRules, load

__all__ = ["REASONS", "STAGES", "LifeCycleRules", "life_cycle", "load"]
