"""Opportunities and prospects that are found together are those that are found one by one."""

import pyarrow as pa

from clusteratlas.diagnosis import opportunity_table, prospects
from clusteratlas.diagnosis.opportunities.with_prospects import opportunities_with_prospects


def test_both_tables_are_those_found_one_by_one():
    portfolio = pa.table(
        {
            "year": [2019] * 5 + [2018] * 2,
            "region": ["reno", "reno", "reno", "ames", "ames", "reno", "ames"],
            "cluster": ["software", "games", "farms", "games", "farms", "games", "farms"],
            "kind": ["traded"] * 7,
            "employment": [6000, 1500, 1200, 1500, 9000, 1000, 8000],
            "establishments": [60, 15, 12, 15, 90, 10, 80],
            "location_quotient": [1.9, 0.75, 0.375, 1.1, 1.7, 1.2, 1.3],
        }
    )
    near = pa.table({"cluster": ["games", "farms"], "other": ["software", "games"], "relatedness": [0.5, 0.1]})
    for book in ("us-percentile", "fixed-threshold"):
        opportunities, prospect = opportunities_with_prospects(portfolio, near, book)
        assert opportunities.equals(opportunity_table(portfolio, near, rules=book))
        assert prospect.equals(prospects(portfolio, near, book))
        assert len(opportunities) > 0
        assert len(prospect) > 0
