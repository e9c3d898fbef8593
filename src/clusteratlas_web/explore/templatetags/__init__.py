"""Tags of the pages on editions."""
