"""The chain of a cluster in a region: who supplies it and who buys from it, and where these stand."""
