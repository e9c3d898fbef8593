"""What the API answers of the commons: its public part, as a visitor sees it."""
