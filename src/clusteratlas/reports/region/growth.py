"""Specialisation and growth: the scatter of a region's clusters, and what stands in each of its corners."""

from clusteratlas.charts import drawable, growth_scatter, specification, to_svg
from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import Column, Ink, Picture, Section, Table
from clusteratlas.reports.growing import is_open
from clusteratlas.reports.listing import first_named
from clusteratlas.reports.region.leap import leap_in_words
from clusteratlas.reports.region.portfolio import labelled
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.stage_words import why_no_stages

SECTION, TABLE = "growth", "growth"
SCATTER, NARROW = (700, 460), (328, 410)
NAMED, LISTED = 3, 5
_CORNERS = {"star": (True, True), "emerging": (False, True), "mature": (True, False), "transforming": (False, False)}


def read_growth(subject: RegionSubject) -> Section:
    """The section; a sentence where there is no year to compare with."""
    spoken, drawn = subject.spoken, [dict(row) for row in drawable(labelled(subject))]
    if not drawn:
        said = spoken.sentences(spoken.say("growth_none", year=subject.year), why_no_stages(spoken))
        return Section(SECTION, spoken.say("growth_title"), (said,))
    title = spoken.say("growth_title_years", before=subject.before, year=subject.year)
    growing = sorted((row for row in drawn if _corner(row) == "star"), key=lambda row: -row["employment"])
    names = spoken.joined([row["name"] for row in growing[:NAMED]])
    unsure = sum(is_open(row) for row in drawn)
    key = "growth_lead" if len(drawn) > 1 else "growth_lead_one" if growing else "growth_lead_not_one"
    lead = spoken.say(key, count=len(growing), of=len(drawn), year=subject.before)
    said = spoken.sentences(
        lead,
        spoken.say("growth_named", names=names, count=len(growing)) if names else "",
        spoken.say("growth_open", count=unsure, of=len(drawn)) if unsure else "",
    )
    picture = Picture(
        id="growth",
        alt=spoken.say("growth_alt", region=subject.name, lead=said),
        draw=lambda ink: _scatter(subject, ink),
        caption=spoken.say("growth_caption"),
        has_narrow=True,
    )
    leads = tuple(each for each in (said, leap_in_words(subject), why_no_stages(spoken)) if each)
    return Section(SECTION, title, leads, (picture, _table(subject, drawn)))


def _corner(row: Row) -> str:
    """Which corner a cluster stands in: specialised from a quotient of 1 on, growing above none."""
    where = (row["location_quotient"] >= 1, row["employment_growth"] > 0)
    return next(corner for corner, place in _CORNERS.items() if place == where)


def _table(subject: RegionSubject, drawn: list[Row]) -> Table:
    say = subject.spoken.say
    columns = (
        Column("corner", say("col_quadrant"), bold=True),
        Column("named", say("col_largest")),
        Column("clusters", say("col_clusters"), "count"),
        Column("employment", say("col_jobs_in", year=subject.year), "count"),
    )
    return Table(TABLE, columns, [_row(subject, corner, drawn) for corner in _CORNERS])


def _row(subject: RegionSubject, corner: str, drawn: list[Row]) -> Row:
    spoken = subject.spoken
    rows = sorted((row for row in drawn if _corner(row) == corner), key=lambda row: -row["employment"])
    corner_name = spoken.say("named", name=spoken.say(f"chart_{corner}"), what=spoken.say(f"meaning_{corner}"))
    return {
        "corner": corner_name,
        "named": first_named(spoken, [row["short"] for row in rows], LISTED),
        "clusters": len(rows),
        "employment": sum(row["employment"] for row in rows),
    }


def _scatter(subject: RegionSubject, ink: Ink) -> str:
    drawing = subject.spoken.drawing(*(NARROW if ink.narrow else SCATTER), ink.palette)
    return to_svg(specification(growth_scatter(labelled(subject), drawing), drawing))
