"""What can be taken away from each section of a region's page, and where each is explained."""

from clusteratlas.diagnosis import RuleBook
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.region import change, life_cycle, peers, related, strong, structure, sureness
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.foundation.page import Link

Tools = tuple[Link, ...]
# The table of each section, and the place on the page that says how it is computed.
_EXPLAINED = {
    "sure": (sureness.TABLE, sureness.METHOD),
    "related": (related.TABLE, related.METHOD),
    "closest": (related.CLOSEST, related.METHOD),
    "peers": (peers.TABLE, peers.METHOD),
    "change": (change.TABLE, change.METHOD),
    "structure": (structure.TABLE, structure.METHOD),
    "life_cycle": (life_cycle.TABLE, life_cycle.METHOD),
}


def section_tools(profile: Profile, book: RuleBook) -> dict[str, Tools]:
    """Links by section."""
    year, edition = profile.year, profile.to.page("edition")
    rows, quotients = table_tools(_table(profile, "portfolio"), year=year), f"{edition}#location-quotient"
    drawn = chart_tools(_chart(profile, related.TABLE), f"#{related.METHOD}", year=year)
    tools = {
        section: table_tools(_table(profile, table), f"#{method}", year=year)
        for section, (table, method) in _EXPLAINED.items()
    }
    return tools | {
        "portfolio": (*rows, *chart_tools(_chart(profile, "portfolio"), quotients, year=year)),
        "growth": chart_tools(_chart(profile, "growth"), quotients, year=year),
        "table": table_tools(_table(profile, "portfolio"), f"{edition}#methods", year=year),
        "strong": table_tools(_table(profile, strong.TABLE), f"{edition}#rules", year=year, rules=book.name),
        "related": (*tools["related"][:-1], *drawn),
    }


def _table(profile: Profile, table: str) -> str:
    address = profile.to.page("region-table", region=profile.code, table=table, format="csv")
    return address.removesuffix(".csv")


def _chart(profile: Profile, chart: str) -> str:
    address = profile.to.page("region-chart", region=profile.code, chart=chart, format="png")
    return address.removesuffix(".png")
