"""How the tables of contributed data came about."""
