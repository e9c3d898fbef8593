"""Definitions made from editions: the figures they start from, a search that can be taken up again, folders saved."""

from clusteratlas.editions.defining.figures import Figures, figures_of
from clusteratlas.editions.defining.making import Choices, define_from
from clusteratlas.editions.defining.saving import save_definition

__all__ = ["Choices", "Figures", "define_from", "figures_of", "save_definition"]
