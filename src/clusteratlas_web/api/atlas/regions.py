"""Regions: the list of a level, one region, and every table of its page."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.editions.export.selection import Filter, Selection, selected
from clusteratlas.editions.queries import regions as queries
from clusteratlas.editions.search import find
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import shapes
from clusteratlas_web.api.atlas.subjects import REGIONS
from clusteratlas_web.api.parameters import LEVEL, RULES, STATE, WEIGHTS, WORDS, YEAR, one_of
from clusteratlas_web.api.problems import Problem, ProblemFound
from clusteratlas_web.api.schemas import EDITION, document, perhaps, rows, some
from clusteratlas_web.api.taken import rows_of
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.opportunities.choosing import asked_weights
from clusteratlas_web.explore.opportunities.reading import read_board
from clusteratlas_web.explore.opportunities.taken import taken_table as taken_opportunities
from clusteratlas_web.explore.region.taken import taken_table
from clusteratlas_web.explore.tables import TakenTable

REGION = "/regions/{region}"
OF_THE_COUNTRY = ("portfolio", "ranges")  # the tables that the reference has
_MOST_FOUND = 1000  # regions that a search looks at
_ORDER = one_of("order", queries.LIST_ORDERS, "By what the regions are ordered, the highest first.", "employment")


@edition_rows("/regions", said("Regions of a level"), REGIONS, shapes.REGIONS, LEVEL, YEAR, STATE, WORDS, RULES, _ORDER)
def regions(asked: Asked) -> Rows:
    """The regions of a level with their headlines: jobs, growth, strong clusters, structure, how much is known.

    With `q` those whose names or codes have the words, in the same order.
    """
    edition, level, year, state = asked.edition, asked.level, asked.year, asked["state"] or ""
    known = queries.states(edition, level)
    if state and state not in known:
        raise UnknownChoice("state", state, known)
    wanted = (level, year, asked["order"], state)
    rules = edition.book(asked["rules"]).name
    if asked["q"] is None:
        window = asked.window
        found = queries.listed(edition, *wanted, window.limit, window.start, rules)
        return Rows(shapes.REGIONS, found, count=queries.listed_count(edition, level, state))
    named = {row["code"] for row in find(edition, asked["q"], _MOST_FOUND) if row["entity"] == "region"}
    every = queries.listed(edition, *wanted, queries.listed_count(edition, level, state), 0, rules)
    return Rows(shapes.REGIONS, [row for row in every if row["region"] in named])


_REGION = document(
    "A region.",
    {
        "edition": EDITION,
        "region": some("string", "Its code.", "us-metro-48620"),
        "name": some("string", "Its name in the language asked for.", "Wichita, KS"),
        "level": some("string", "Its level.", "metro"),
        "parent": perhaps("string", "The region it lies in and is counted in."),
        "states": perhaps("string", "The states or countries it lies in, joined by a hyphen.", "KS"),
        "counties": perhaps("string", "The counties it is made of, where it is made of any."),
        "delineation": perhaps("integer", "The year of the delineation it is drawn by."),
        "has_boundary": some("boolean", "Whether maps show it."),
        "headlines": rows(shapes.SUMMARY, "Its headlines, a row for each year."),
        "quality": rows(shapes.QUALITY, "How much of its jobs is published, a row for each year."),
    },
)


@edition_document(REGION, said("A region"), REGIONS, _REGION)
def region(asked: Asked) -> dict[str, Any]:
    """One region: its names, level and place, and its headlines and what is known of them in every year."""
    edition, code = asked.edition, asked["region"]
    row = queries.region(edition, code)
    told = {
        name: of_region(asked, table).rows.to_pylist()
        for name, table in (("headlines", "summary"), ("quality", "quality"))
    }
    return {"edition": edition.manifest.identity} | row | {"name": str(naming(edition).region(code))} | told


def of_region(asked: Asked, table: str) -> Rows:
    """The rows of one region in a table of the edition."""
    queries.region(asked.edition, asked["region"])
    chosen = Selection(table, Filter(region=asked["region"]))
    shape = {"summary": shapes.SUMMARY, "quality": shapes.QUALITY}[table]
    return Rows(shape, selected(asked.edition, chosen))


@edition_rows(f"{REGION}/headlines", said("Headlines of a region"), REGIONS, shapes.SUMMARY)
def headlines(asked: Asked) -> Rows:
    """Jobs, growth, traded and local, strong clusters and ranks of a region, a row for each year."""
    return of_region(asked, "summary")


@edition_rows(f"{REGION}/quality", said("What is known of a region"), REGIONS, shapes.QUALITY)
def quality(asked: Asked) -> Rows:
    """How much of a region's jobs is published, derived and estimated, and its grade, a row for each year."""
    return of_region(asked, "quality")


def _taken(asked: Asked, table: str) -> TakenTable:
    if asked["region"] == asked.edition.manifest.country and table not in OF_THE_COUNTRY:
        raise ProblemFound(of_reference(asked["region"]))
    return taken_table(asked.request, asked.edition, asked["region"], table)


def of_reference(code: str) -> Problem:
    """The reference is asked for what only its regions have."""
    return Problem(
        "no-such-entry",
        HTTPStatus.NOT_FOUND,
        gettext("“%(code)s” is the reference") % {"code": code},
        gettext("It is what regions are compared with, so it has no ranks, peers or strong clusters of its own."),
        gettext("Ask for one of its regions."),
        {"value": code},
    )


@edition_rows(f"{REGION}/ranges", said("Ranges of a region’s figures"), REGIONS, shapes.RANGES, YEAR)
def ranges(asked: Asked) -> Rows:
    """The clusters of a region by how far apart the ends of their figures are, and whether they stay strong at both."""
    return rows_of(shapes.RANGES, _taken(asked, "ranges"))


@edition_rows(f"{REGION}/portfolio", said("Portfolio of a region"), REGIONS, shapes.PORTFOLIO, YEAR)
def portfolio(asked: Asked) -> Rows:
    """All clusters of a region, the largest first: jobs with their range, shares, quotients, ranks, classes."""
    return rows_of(shapes.PORTFOLIO, _taken(asked, "portfolio"))


@edition_rows(f"{REGION}/strong-clusters", said("Strong clusters of a region"), REGIONS, shapes.STRONG, YEAR, RULES)
def strong_clusters(asked: Asked) -> Rows:
    """What a rule book says of every cluster it ranks in a region, and how many rule books call it strong."""
    return rows_of(shapes.STRONG, _taken(asked, "strong"))


@edition_rows(f"{REGION}/related", said("Related pairs in a region"), REGIONS, shapes.NETWORK, YEAR)
def related(asked: Asked) -> Rows:
    """The pairs of related clusters that the network of a region draws."""
    return rows_of(shapes.NETWORK, _taken(asked, "related"))


@edition_rows(f"{REGION}/closest", said("Closest clusters in a region"), REGIONS, shapes.CLOSEST, YEAR)
def closest(asked: Asked) -> Rows:
    """For each of a region's clusters the clusters most related to it, and whether they are strong there."""
    return rows_of(shapes.CLOSEST, _taken(asked, "closest"))


@edition_rows(f"{REGION}/peers", said("Peers of a region"), REGIONS, shapes.PEERS, YEAR)
def peers(asked: Asked) -> Rows:
    """The regions most like a region in what they do, the most alike first, with their headlines."""
    return rows_of(shapes.PEERS, _taken(asked, "peers"))


@edition_rows(f"{REGION}/shift-share", said("Change of a region"), REGIONS, shapes.SHIFT_SHARE, YEAR)
def shift_share(asked: Asked) -> Rows:
    """The change of each cluster's jobs in its parts (national, mix, competitive), for every span of the page."""
    return rows_of(shapes.SHIFT_SHARE, _taken(asked, "shift-share"))


@edition_rows(f"{REGION}/structure", said("Structure of a region"), REGIONS, shapes.STRUCTURE, YEAR)
def structure(asked: Asked) -> Rows:
    """Diversity, concentration, variety and complexity of a region, each with its rank in the level."""
    return rows_of(shapes.STRUCTURE, _taken(asked, "structure"))


@edition_rows(f"{REGION}/life-cycle", said("Life cycles in a region"), REGIONS, shapes.LIFE_CYCLE)
def life_cycle(asked: Asked) -> Rows:
    """The stage of life of every cluster of a region, with the evidence; none where the years are too few."""
    return rows_of(shapes.LIFE_CYCLE, _taken(asked, "life-cycle"))


def _board(asked: Asked, table: str) -> TakenTable:
    queries.region(asked.edition, asked["region"])
    board = read_board(asked.edition, asked["region"], asked.year, asked_weights(asked.request))
    return taken_opportunities(board, table)


@edition_rows(
    f"{REGION}/opportunities", said("Opportunities of a region"), REGIONS, shapes.OPPORTUNITIES, YEAR, WEIGHTS
)
def opportunities(asked: Asked) -> Rows:
    """The clusters that a region is not strong in, the best opportunity first, scored with the weights asked for."""
    return rows_of(shapes.OPPORTUNITIES, _board(asked, "opportunities"))


@edition_rows(f"{REGION}/prospects", said("Prospects of a region"), REGIONS, shapes.PROSPECTS, YEAR)
def prospects(asked: Asked) -> Rows:
    """Presence and fit of every cluster in a region: strengths, opportunities, weaknesses, threats, entrants."""
    return rows_of(shapes.PROSPECTS, _board(asked, "prospects"))
