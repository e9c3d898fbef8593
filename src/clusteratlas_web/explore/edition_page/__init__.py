"""The page of an edition, part by part: what it was made from, by which rules, and how sure its figures are."""
