"""The drawing of a chain: into the page, for wide, middling and narrow screens, and to take away."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from clusteratlas.charts import PAGE, PRINT, Drawing, chain_flows, specification, to_svg
from clusteratlas.definitions.links import NO_CLUSTER, REST
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.chain import BUYS, STRONG, SUPPLIES
from clusteratlas_web.explore.chain.reading import Chain
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.foundation.numbers import share

WIDE, MIDDLE, NARROW = (1184, 460), (700, 440), (328, 420)
_ROOM = {WIDE: 330.0, MIDDLE: 190.0, NARROW: 126.0}
_SHOWN = {WIDE: 12, MIDDLE: 12, NARROW: 9}
_drawn: Kept[str] = Kept(256)


def inline_chain(chain: Chain, size: tuple[int, int]) -> SafeString:
    """The chain as SVG in the page's own colours, kept once it has been drawn."""
    here = (chain.edition.folder, chain.region["region"], chain.cluster["cluster"], chain.year)
    drawing = Drawing(*size, PAGE, chain.names.language, {"middle": str(chain.names.cluster(chain.cluster["cluster"]))})
    # Every text in a drawing was escaped by the drawing engine.
    return SafeString(_drawn.get((*here, chain.names.language, size), lambda: to_svg(_specified(chain, drawing, size))))


def taken_chain(chain: Chain) -> dict[str, Any]:
    """The specification of the chain to take away, with its title and where it comes from."""
    names, manifest = chain.names, chain.edition.manifest
    facts = {
        "cluster": names.cluster(chain.cluster["cluster"]),
        "region": names.region(chain.region["region"]),
        "year": chain.year,
        "edition": manifest.identity,
        "accounts": chain.title,
        "source": manifest.inputs[0]["title"],
    }
    title = gettext("%(cluster)s: suppliers and buyers, and where they stand in %(region)s, %(year)s") % facts
    note = gettext("Cluster Atlas, edition %(edition)s. Flows of the nation: %(accounts)s. Jobs: %(source)s.") % facts
    words = {"middle": str(facts["cluster"])}
    return _specified(chain, Drawing(*WIDE, PRINT, names.language, words, title, note), WIDE)


def _specified(chain: Chain, drawing: Drawing, size: tuple[int, int]) -> dict[str, Any]:
    rows = [row for side in (SUPPLIES, BUYS) for row in _folded(chain, side, _SHOWN[size], size != WIDE)]
    return specification(chain_flows(rows, drawing, _ROOM[size]), drawing)


def _folded(chain: Chain, side: str, most: int, short: bool) -> list[Row]:
    """The largest clusters of a side, the others together, and what is no cluster."""
    rows = chain.side(side)
    partners = [row for row in rows if row["cluster"] not in (NO_CLUSTER, REST)]
    shown, others = partners[:most], partners[most:]
    found = [_drawn_row(row, _label(chain, row, short)) for row in shown]
    if others:
        label = ngettext("%(n)s other cluster", "%(n)s other clusters", len(others)) % {"n": len(others)}
        found.append(_together(side, label, others))
    outside = [row for row in rows if row["cluster"] in (NO_CLUSTER, REST)]
    return [*found, *(_drawn_row(row, outside_name(side, row["cluster"])) for row in outside)]


def _together(side: str, label: str, rows: list[Row]) -> Row:
    total = sum(row["share"] for row in rows)
    return {
        "side": side,
        "share": total,
        "label": label,
        "said": share(total),
        "location_quotient": None,
        "standing": None,
    }


def _drawn_row(row: Row, label: str) -> Row:
    return row | {"label": label, "said": share(row["share"]), "strong": row["standing"] == STRONG}


def _label(chain: Chain, row: Row, short: bool) -> str:
    names = chain.names
    return str(names.short_cluster(row["cluster"]) if short else names.cluster(row["cluster"]))


def outside_name(side: str, code: str) -> str:
    """What a side calls what is no cluster."""
    if code == NO_CLUSTER:
        return gettext("industries in no cluster")
    return gettext("imports and scrap") if side == SUPPLIES else gettext("households, government, abroad")
