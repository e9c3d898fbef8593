"""Crossings by the rule of the United States, one regional cluster after another."""

from dataclasses import replace

from tests.reference.strength import Row, find, passes, ranked_with

Year = list[Row]


def strong(row: Row, ranked: Year) -> bool:
    """Whether a row is strong among the rows it is ranked with."""
    return all(passes(row, ranked))


def moved(own: Row, there: Row, world: Year) -> Row:
    """The figures of one year put among the other jobs of another: `there` is the same regional cluster in it."""
    more = own.employment - there.employment
    alike = [row for row in world if row.kind == there.kind]
    region = sum(row.employment for row in alike if row.region == there.region) + more
    cluster = sum(row.employment for row in alike if row.cluster == there.cluster) + more
    nation = sum(row.employment for row in alike) + more
    quotient = own.employment * nation / (region * cluster) if region and cluster else None
    return replace(own, location_quotient=quotient)


def crossing(start: Year, end: Year, region: str, cluster: str) -> tuple[str | None, str | None]:
    """What a regional cluster did between two years, and why; None, None where it is strong in neither."""
    before, after = find(start, region, cluster), find(end, region, cluster)
    was, is_ = strong(before, ranked_with(before, start)), strong(after, ranked_with(after, end))
    if was == is_:
        return ("kept", None) if is_ else (None, None)
    by_own = strong(moved(after, before, start), ranked_with(before, start)) == is_
    by_others = strong(moved(before, after, end), ranked_with(after, end)) == is_
    causes = {(True, False): "own", (False, True): "others", (True, True): "either", (False, False): "together"}
    return "entered" if is_ else "left", causes[by_own, by_others]
