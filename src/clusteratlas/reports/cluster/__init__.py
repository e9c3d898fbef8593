"""The brief of a cluster, a file for each of its sections."""
