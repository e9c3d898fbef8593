"""All that the page of one number shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis.opportunities.reward import PAY
from clusteratlas.editions import Edition
from clusteratlas.editions.explained import PUBLISHED, RULE, Explained
from clusteratlas.editions.export import citation
from clusteratlas.glossary import table_term
from clusteratlas.sources import TOTAL
from clusteratlas.tables import MEASURES
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.certainty import Certainty, certainty_of
from clusteratlas_web.explore.explained.figures import data, exactly, term_of, unit_words, write
from clusteratlas_web.explore.explained.formulas import filled, legend, symbols
from clusteratlas_web.explore.explained.inputs import input_lines, parts_table
from clusteratlas_web.explore.explained.linking import explained_address
from clusteratlas_web.explore.explained.standing import standing
from clusteratlas_web.explore.explained.taken import PARTS
from clusteratlas_web.explore.explained.thresholds import compared
from clusteratlas_web.explore.explained.words import PROCEDURE_TABLES, label_of, of_what, procedure_words
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.regional.conditions import condition_name
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link


def explained_contents(request: HttpRequest, edition: Edition, explained: Explained) -> dict[str, Any]:
    """The context of explore/explained.html."""
    term = term_of(explained.name)
    rules = compared(request, edition, explained)
    return {
        "frame": frame(edition),
        "title": label_of(edition, explained.name),
        "of": of_what(edition, explained.row),
        "crumbs": _crumbs(edition, explained),
        "years": _years(edition, explained),
        "meaning": term.meaning(get_language() or "en") if term else "",
        "words": wording(edition.manifest),
        "cited": term.citation if term else "",
        "figure": _figure(edition, explained),
        "unit": _unit(explained),
        "certainty": _certainty(edition, explained),
        "range": _range(edition, explained),
        "condition": _condition(edition, explained),
        "working": _working(edition, explained),
        "rules": rules,
        "standing": standing(edition, explained, rules.line if rules else None, rules.sign if rules else ""),
        "tools": _tools(edition, explained),
        "citation": citation(edition.manifest, get_language() or "en"),
        "stored": {"table": explained.subject.table, "column": explained.subject.column},
        "stored_file": addresses(edition).page("edition-table", table=explained.subject.table, format="parquet"),
        "exact": exactly(explained.value),
        "edition_address": addresses(edition).page("edition"),
    }


def _figure(edition: Edition, explained: Explained) -> SafeString:
    return data(write(_written_as(edition, explained), explained.value, edition.manifest.currency), explained.value)


def _written_as(edition: Edition, explained: Explained) -> str:
    """The column whose unit a number has: a threshold that of what it is compared with, a reward that is pay, wages."""
    if explained.name == "opportunities.reward" and explained.row["reward_kind"] == PAY:
        return "portfolio.wages_per_head"
    if explained.name != "thresholds.threshold":
        return explained.name
    rule = edition.book(explained.row["rules"]).rules[explained.row["condition"]]
    return f"portfolio.{rule.column}"


def _unit(explained: Explained) -> str:
    """What stands behind the figure: of how many a rank is, else what is counted."""
    ranked = explained.row.get("ranked")
    if explained.subject.column.startswith("rank_") and ranked:
        return gettext("of %(count)s") % {"count": numbers.count(ranked)}
    return unit_words(explained.name)


def _certainty(edition: Edition, explained: Explained) -> Certainty | None:
    """How a measure came about; None for what is no measure, or has no range."""
    measure, row = explained.subject.column, explained.row
    if measure not in MEASURES or f"{measure}_low" not in row:
        return None
    return certainty_of(row, measure, edition.manifest.currency)


def _range(edition: Edition, explained: Explained) -> list[Link]:
    """The ends of the range of a number that is not published or a sum of known ones, each with its explanation."""
    column, row = explained.subject.column, explained.row
    labels = {"low": gettext("Lowest possible"), "high": gettext("Highest possible")}
    found = []
    for end, label in labels.items():
        name, value = f"{explained.name}_{end}", row.get(f"{column}_{end}")
        if value is not None:
            text = write(explained.name, value, edition.manifest.currency)
            found.append(Link(text, explained_address(addresses(edition), name, row), title=label))
    return found


def _condition(edition: Edition, explained: Explained) -> dict[str, str] | None:
    """For a threshold: what its condition says, and the rule book."""
    if explained.subject.table != "thresholds":
        return None
    book = edition.book(explained.row["rules"])
    return {
        "name": condition_name(book.rules[explained.row["condition"]]),
        "book": book.title[get_language() or "en"],
    }


def _working(edition: Edition, explained: Explained) -> dict[str, Any]:
    working, to = explained.working, addresses(edition)
    made = {
        "numbers": input_lines(edition, working),
        "parts": parts_table(edition, working.parts) if working.parts else None,
        "formula": symbols(explained) if working.formula else "",
        "filled": filled(explained) if working.formula else "",
        "legend": legend(explained),
        "again": _again(edition, explained),
        "published": working.kind == PUBLISHED,
        "rule": working.kind == RULE,
        "procedure": procedure_words(working.procedure) if working.procedure else "",
        "source": edition.manifest.inputs[0],
        "tables": [],
    }
    if working.procedure:
        made["tables"] = [_table(to, name) for name in PROCEDURE_TABLES[working.procedure]]
    return made


def _again(edition: Edition, explained: Explained) -> str:
    """What the formula gives, where that is not the number itself; else nothing."""
    return "" if explained.agrees else write(explained.name, explained.working.computed(), edition.manifest.currency)


def _table(to: Addresses, name: str) -> Link:
    return Link(table_term(name).label(get_language() or "en"), to.page("edition-table", table=name, format="parquet"))


def _crumbs(edition: Edition, explained: Explained) -> list[Link]:
    """The way back: the region, the cluster there, the industry."""
    to, names = addresses(edition), naming(edition)
    key: dict[str, Any] = dict(explained.subject.key)
    year, region, cluster = key.get("year"), key.get("region"), key.get("cluster")
    crumbs = []
    if region:
        crumbs.append(Link(names.short_region(region), to.region(region, year)))
    if cluster:
        own = region and region != edition.manifest.country
        address = to.regional(region, cluster, year) if own else to.cluster(cluster, key.get("level"), year)
        crumbs.append(Link(names.short_cluster(cluster), address))
    if key.get("industry") not in (None, TOTAL):
        crumbs.append(Link(str(key["industry"]), to.industry(key["industry"])))
    return [*crumbs, Link(label_of(edition, explained.name), "")]


def _years(edition: Edition, explained: Explained) -> list[Link]:
    """The same number in the other years, where the table has years."""
    key = dict(explained.subject.key)
    if "year" not in key:
        return []
    to = addresses(edition)
    return [
        Link(str(year), explained_address(to, explained.name, key | {"year": year}), current=year == key["year"])
        for year in edition.years
    ]


def _tools(edition: Edition, explained: Explained) -> dict[str, tuple[Link, ...]]:
    """What can be taken away: the values it is set beside, and the table of its inputs."""
    to = addresses(edition)
    made: dict[str, tuple[Link, ...]] = {}
    for part in PARTS:
        address = to.page("explained-table", table=explained.subject.table, column=explained.subject.column, part=part,
                          format="csv")  # fmt: skip
        made[part] = (Link("CSV", with_query(address, **dict(explained.subject.key))),)
    return made
