"""All that the page of a region's opportunities shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import related
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.opportunities.choosing import (
    NAME,
    in_address,
    kept_choices,
    presets,
    weight_fields,
    weighted,
)
from clusteratlas_web.explore.opportunities.computation import make_computation
from clusteratlas_web.explore.opportunities.listing import list_candidates
from clusteratlas_web.explore.opportunities.picture import PROSPECTS, Place, prospect_pictures
from clusteratlas_web.explore.opportunities.prospects import lay_prospects
from clusteratlas_web.explore.opportunities.reading import Board, entry_model
from clusteratlas_web.explore.opportunities.writing import part_label
from clusteratlas_web.foundation.page import Link

FIRST = 10  # candidates that are listed unless all are asked for
SHOW, ALL = "show", "all"
LIST, METHOD, WEIGHTS, PICTURE = "candidates", "computed", "weights", "presence-and-fit"
TABLE = "opportunities"


def opportunity_contents(request: HttpRequest, board: Board) -> dict[str, Any]:
    """The context of explore/opportunities.html."""
    page = board.to.page("opportunities", region=board.region)
    title = {
        "frame": frame(board.edition, "regions"),
        "board": board,
        "name": board.names.region(board.region),
        "region_address": board.to.region(board.region, board.year),
        "crumbs": _crumbs(board),
        "years": year_links(request, board.edition, page, board.year),
        "method": METHOD,
    }
    if not board.prospects:
        return title | {"why": _why(board.edition)}
    title |= {
        "rules": board.edition.manifest.book.title[board.names.language],
        "strong": sum(bool(row["strong"]) for row in board.prospects),
    }
    return title | _weights(request, board, page) | _list(request, board, page) | _picture(board)


def _weights(request: HttpRequest, board: Board, page: str) -> dict[str, Any]:
    kind = board.candidates[0]["reward_kind"] if board.candidates else ""
    fields = [(field, part_label(field.part, kind)) for field in weight_fields(board.weights)]
    return {
        "form_address": page,
        "fields": fields,
        "kept": list(kept_choices(request).items()),
        "presets": presets(request, page, board.weights),
        "reward_kind": kind,
    }


def _list(request: HttpRequest, board: Board, page: str) -> dict[str, Any]:
    shows_all = one_of(request, SHOW, ["", ALL]) == ALL
    rows = board.candidates if shows_all else board.candidates[:FIRST]
    query = {"year": board.year, NAME: in_address(board.weights)}
    model = entry_model(board.edition)
    listed = list_candidates(board, rows)
    return {
        "candidates": listed,
        "best": listed[:1] if board.scored else [],
        "unscored": len(board.candidates) - len(board.scored),
        "more": "" if len(rows) == len(board.candidates) else f"{_showing(board, page, ALL)}#{LIST}",
        "fewer": f"{_showing(board, page, '')}#{LIST}" if shows_all and len(rows) > FIRST else "",
        "model": model,
        "backtest": board.to.page("backtest"),
        "computed": make_computation(board),
        "list_tools": table_tools(_table(board, TABLE), f"#{METHOD}", **query),
    }


def _showing(board: Board, page: str, what: str) -> str:
    return weighted(page, board.weights, **{"year": board.year, SHOW: what})


def _picture(board: Board) -> dict[str, Any]:
    prospects = lay_prospects(board)
    tools = table_tools(_table(board, PROSPECTS), year=board.year)
    chart = board.to.page("opportunities-chart", region=board.region, chart=PROSPECTS, format="png")
    return {
        "prospects": prospects,
        "pictures": prospect_pictures(board.edition, Place(board.region, board.year)) if prospects.drawn else None,
        "picture_tools": (*tools, *chart_tools(chart.removesuffix(".png"), f"#{METHOD}", year=board.year)),
    }


def _table(board: Board, table: str) -> str:
    address = board.to.page("opportunities-table", region=board.region, table=table, format="csv")
    return address.removesuffix(".csv")


def _crumbs(board: Board) -> list[Link]:
    return [
        Link(gettext("Regions"), board.to.page("regions")),
        Link(board.names.region(board.region), board.to.region(board.region, board.year)),
        Link(gettext("Opportunities"), ""),
    ]


def _why(edition: Edition) -> str:
    """Why there is nothing: the edition knows no relatedness, or has no figures of the region in this year."""
    if related.closest(edition):
        return gettext("The source publishes no total for this region in this year. Other years may have one.")
    return gettext(
        "Which clusters are related is read from where their industries are found together. That takes more regions "
        "with figures by industry than this edition has."
    )
