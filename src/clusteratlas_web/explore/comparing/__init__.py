"""Comparison: regions, clusters or years side by side, against a benchmark group; how they are picked."""
