"""Changes of the tables of history, letters and files."""
