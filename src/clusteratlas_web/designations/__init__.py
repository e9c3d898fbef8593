"""Designations: labels, pilots and winners, their evidence, their life, the public register."""
