"""How much of a region's jobs is known, as a grade."""

# Shares of jobs that are published or follow exactly from what is, best first; below the last it is LOWEST_GRADE.
GRADES = {"A": 0.95, "B": 0.85, "C": 0.60}
LOWEST_GRADE = "D"
