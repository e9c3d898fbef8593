"""What is asked of an edition, by subject; each function is one query and returns plain rows."""
