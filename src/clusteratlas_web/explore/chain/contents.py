"""What the page of a chain shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.definitions.links import NO_CLUSTER, REST
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.chain import BUYS, MISSING, PRESENT, STRONG, SUPPLIES, THIN
from clusteratlas_web.explore.chain.drawing import MIDDLE, NARROW, WIDE, inline_chain, outside_name
from clusteratlas_web.explore.chain.reading import Chain
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.foundation.page import Link

CHART, TABLE = "flows", "partners"
COLUMNS = (
    *("year", "region", "chain_side", "cluster", "flow", "flow_share", "employment", "location_quotient"),
    *("standing", "nearest_strong"),
)
_SIZES = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}  # of its drawing; the style sheet shows the one that suits
FEW = 12  # partners that are shown at once


def chain_contents(request: HttpRequest, chain: Chain) -> dict[str, Any]:
    """The context of explore/chain.html."""
    to, names = chain.to, chain.names
    codes = {"region": chain.region["region"], "cluster": chain.cluster["cluster"]}
    page = to.page("chain", **codes)
    regional = to.regional(codes["region"], codes["cluster"], chain.year)
    return {
        "frame": frame(chain.edition, "regions"),
        "crumbs": [
            Link(names.short_region(codes["region"]), to.region(codes["region"], chain.year)),
            Link(names.cluster(codes["cluster"]), regional),
            Link(gettext("Chain"), ""),
        ],
        "chain": chain,
        "place": names.short_region(codes["region"]),
        "cluster": names.cluster(codes["cluster"]),
        "years": year_links(request, chain.edition, page, chain.year),
        "regional": regional,
        "sides": [_side(chain, SUPPLIES), _side(chain, BUYS)] if chain.rows else [],
        "drawings": {name: inline_chain(chain, size) for name, size in _SIZES.items()} if chain.rows else None,
        "tools": _tools(chain, codes),
    }


def taken_rows(chain: Chain) -> list[Row]:
    """The rows of both sides as a table to take away."""
    keys = {"year": chain.year, "region": chain.region["region"]}
    return [
        keys
        | {"chain_side": row["side"], "cluster": row["cluster"], "flow": row["value"], "flow_share": row["share"]}
        | {name: row[name] for name in ("employment", "location_quotient", "standing")}
        | {"nearest_strong": row["nearest"]}
        for row in chain.rows
    ]


def _side(chain: Chain, side: str) -> dict[str, Any]:
    rows = [_shown(chain, row) for row in chain.side(side)]
    return {
        "name": side,
        "rows": rows[:FEW],
        "more": rows[FEW:],
        "local": chain.share(side, STRONG, PRESENT),
        "missing": chain.share(side, THIN, MISSING),
        "outside": chain.share(side, None),
    }


def _shown(chain: Chain, row: Row) -> Row:
    names, to, code, year = chain.names, chain.to, row["cluster"], chain.year
    region = chain.region["region"]
    if code in (NO_CLUSTER, REST):
        return row | {"name": outside_name(row["side"], code), "address": "", "word": "", "near": None}
    near = row["nearest"]
    return row | {
        "name": names.cluster(code),
        "address": to.regional(region, code, year),
        "own": code == chain.cluster["cluster"],
        "word": standing_words()[row["standing"]],
        "near": Link(names.short_region(near), to.regional(near, code, year)) if near else None,
    }


def standing_words() -> dict[str, str]:
    """What each standing is called."""
    return {
        STRONG: gettext("strong"),
        PRESENT: gettext("at or above average"),
        THIN: gettext("below average"),
        MISSING: gettext("not here"),
    }


def _tools(chain: Chain, codes: dict[str, str]) -> dict[str, tuple[Link, ...]]:
    """The links beside the titles: files of the table, pictures of the drawing."""
    table = chain.to.page("chain-table", table=TABLE, format="csv", **codes).removesuffix(".csv")
    chart = chain.to.page("chain-chart", chart=CHART, format="svg", **codes).removesuffix(".svg")
    return {
        "table": table_tools(table, "#how", year=chain.year),
        "chart": chart_tools(chart, "#how", year=chain.year),
    }
