"""The pages of designations and assessments."""
