"""Selection: calls, rounds, applications, juries, scoring, decisions; one engine for every instrument."""
