"""How the tables of programmes came about."""
