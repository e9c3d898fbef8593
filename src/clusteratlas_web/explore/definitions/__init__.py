"""Definitions of clusters in the browser: the list, one in full, a draft with what it would change."""
