"""What changes in selection, each with its history and its letters in one transaction."""
