"""The page of one number: what it is, how it is computed, from what, and where it stands among all regions."""
