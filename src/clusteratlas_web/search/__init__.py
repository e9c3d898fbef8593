"""Search across all atlases and the commons."""
