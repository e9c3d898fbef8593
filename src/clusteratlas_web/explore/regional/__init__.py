"""A cluster in a region: what its page says of it, part by part."""
