"""The forms of designations and assessments."""
