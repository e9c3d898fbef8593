"""How figures are written in each language: counts, shares, ranks, days, money."""
