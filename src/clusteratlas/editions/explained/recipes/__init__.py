"""Recipes: for every column that pages show, what its numbers are computed from and how."""

from clusteratlas.editions.explained.recipes.registry import NOT_STORED, RECIPES, Recipe

__all__ = ["NOT_STORED", "RECIPES", "Recipe"]
