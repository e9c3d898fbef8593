"""The brief of a region, a file for each of its sections."""
