"""How the tables of designations came about."""
