"""The forms of selection."""
