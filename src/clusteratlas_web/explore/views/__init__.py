"""The pages of explore, one file for each kind."""
