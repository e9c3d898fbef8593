"""Recipes of how common and how complex an industry is."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Number, Parts, Working

_REGIONS = """
select a.region, a.employment as e_ri, s.traded_employment as e_r
from activity_by_industry a join summary s on s.region = a.region and s.year = a.year
where a.industry = $industry and a.year = $year and s.level = $level and a.employment > 0
order by e_ri desc, a.region
"""
_LEVEL = "select sum(traded_employment)::bigint as e from summary where level = $level and year = $year"


def ubiquity(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many regions of the level are specialised in the industry."""
    rows = edition.rows(_REGIONS, key_of(row, "industry", "level", "year"))
    letters = {"e_ri": "activity.employment", "e_r": "summary.traded_employment"}
    parts = Parts("region", letters, rows, key_of(row, "industry", "year"))
    numbers = (
        Number("e_i", "level.employment", sum(each["e_ri"] for each in rows), formula="sum(e_ri)"),
        Number("e", "level.employment", edition.rows(_LEVEL, key_of(row, "level", "year"))[0]["e"]),
    )
    return Working("count(e_ri * e >= e_r * e_i)", numbers, parts)


def complexity(edition: Edition, subject: Subject, row: Row) -> Working:
    """Where the industry stands on the axis of complexity: an eigenvector of the whole matrix."""
    return Working(kind=PROCEDURE, procedure="complexity")
