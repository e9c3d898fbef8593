"""The page that says what the API has and how to ask it."""
