"""Briefs of regions and clusters as pages of the atlas, and as files to take away."""
