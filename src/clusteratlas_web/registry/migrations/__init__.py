"""Changes of the tables of the registry."""
