"""The Django platform of Cluster Atlas: pages on editions that the library has built."""
