"""The page of a cluster, part by part: where it is, by which rules, what it is related to, how concentrated it is."""
