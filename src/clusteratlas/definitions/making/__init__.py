"""Definitions made anew: from similarities of industries to clusters with codes, names, places and provenance."""

from clusteratlas.definitions.making.define import Made, Wish, define

__all__ = ["Made", "Wish", "define"]
