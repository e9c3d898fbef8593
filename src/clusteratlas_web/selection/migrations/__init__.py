"""How the tables of selection came about."""
