"""All that the page of what changed shows, as its template takes it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from clusteratlas.editions import Edition
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.diff import (
    BECAME_STRONG,
    DATA,
    DEFINITION,
    FIGURES,
    NO_LONGER_STRONG,
    OTHERS,
    RULE,
    Difference,
    Turnover,
)
from clusteratlas.editions.diff.difference import BETWEEN
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.downloads import table_tools
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.serving import home
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.page import Link

LARGEST = 15  # changes of a kind that are named
NAMED = 12  # of what entered or left


@dataclass(frozen=True)
class Kind:
    """A kind of change: its title, how many there are by cause, and the largest."""

    title: str
    causes: list[tuple[str, int]]
    rows: list[Row]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.causes)


@dataclass(frozen=True)
class Moved:
    """What of a kind entered or left: how many, and some of them by name, industries with the code before it."""

    label: str
    count: int
    names: list[tuple[str, str]]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


def changes_contents(edition: Edition, other: str, found: Difference) -> dict[str, Any]:
    """The context of explore/changes.html: from the other edition to this one."""
    to, names = addresses(edition), naming(edition)
    about = to.page("edition")
    return {
        "frame": frame(edition, "edition"),
        "crumbs": [Link(gettext("Edition"), about), Link(gettext("What changed"), "")],
        "before": found.before,
        "after": found.after,
        "same": found.before.name == found.after.name,
        "facts": [(_fact_names()[fact.name], fact) for fact in found.changed_facts],
        "unchanged": [_fact_names()[fact.name] for fact in found.facts if not fact.changed],
        "moved": [moved for turnover in found.turnovers for moved in _moved(turnover, edition, names)],
        "kinds": [_kind(change, title, found, to, names) for change, title in _titles().items()],
        "shared": found.shared,
        "changed": found.changes.num_rows,
        "choices": _choices(edition, to, other),
        "tools": table_tools(
            to.page("changes-table", other=other, format="csv").removesuffix(".csv"), formats=("csv",)
        ),
        "meanings": _meanings(),
    }


def _titles() -> dict[str, str]:
    return {
        BECAME_STRONG: gettext("Became strong"),
        NO_LONGER_STRONG: gettext("No longer strong"),
        FIGURES: gettext("Figures changed, the class did not"),
    }


def _kind(change: str, title: str, found: Difference, to: Addresses, names: Naming) -> Kind:
    counts = found.counts()
    causes = [(_cause(cause), count) for (kind, cause), count in counts.items() if kind == change]
    return Kind(title, causes, [_row(row, to, names) for row in found.largest(change, LARGEST)])


def _row(row: Row, to: Addresses, names: Naming) -> Row:
    code, cluster = row["region"], row["cluster"]
    facts = {
        "region_name": names.short_region(code),
        "full_name": names.region(code),
        "cluster_name": names.short_cluster(cluster),
        "address": to.regional(code, cluster, row["year"]),
        "cause_name": _cause(row["cause"]),
    }
    return row | facts


def _cause(cause: str) -> str:
    return pgettext("between causes", " and ").join(_cause_names()[part] for part in cause.split(BETWEEN))


def _cause_names() -> dict[str, str]:
    return {
        DATA: gettext("data"),
        DEFINITION: gettext("definition"),
        RULE: gettext("rule"),
        OTHERS: gettext("others"),
    }


def _meanings() -> list[tuple[str, str]]:
    meanings = {
        DATA: gettext("a cell of its own, published or estimated, has another figure"),
        DEFINITION: gettext("other industries belong to the cluster, or it is of another kind"),
        RULE: gettext("the same figures are in another class under the other rules, or quotients are over other jobs"),
        OTHERS: gettext("none of these: the rest of the region, other regions or the reference moved"),
    }
    return [(_cause_names()[cause], meaning) for cause, meaning in meanings.items()]


def _moved(turnover: Turnover, edition: Edition, names: Naming) -> list[Moved]:
    sides = (
        (gettext("%(kind)s entered"), turnover.entered),
        (gettext("%(kind)s left"), turnover.left),
    )
    kind = _kinds(edition)[turnover.kind]
    return [
        Moved(label % {"kind": kind}, len(codes), [_named(turnover.kind, code, names) for code in codes[:NAMED]])
        for label, codes in sides
        if codes
    ]


def _kinds(edition: Edition) -> dict[str, str]:
    return {
        "years": gettext("Years"),
        "regions": gettext("Regions"),
        "industries": wording(edition.manifest).industries,
        "clusters": gettext("Clusters"),
    }


def _named(kind: str, code: str, names: Naming) -> tuple[str, str]:
    """The name this edition has for it, with the code where several share a name; what left it knows by code alone."""
    named = {"regions": names.region, "industries": names.industry, "clusters": names.cluster}
    name = named[kind](code) if kind in named else code
    return (code if kind == "industries" and str(name) != code else "", name)


def _choices(edition: Edition, to: Addresses, other: str) -> list[Link]:
    folders = edition_folders(home(), edition.manifest.atlas)
    return [
        Link(folder.name, to.page("changes", other=folder.name), current=folder.name == other)
        for folder in folders
        if folder.name != edition.name
    ]


def _fact_names() -> dict[str, str]:
    """What the manifests say, by their names there."""
    return {
        "inputs": gettext("Inputs"),
        "years": gettext("Years"),
        "classification": gettext("Classification"),
        "vintages": gettext("Vintages of the classification"),
        "definition": gettext("Definition of clusters"),
        "measures": gettext("Measures"),
        "rules": gettext("Rule books"),
        "levels": gettext("Levels of regions"),
        "source": gettext("Source"),
        "layout": gettext("Layout of the source"),
        "currency": gettext("Currency"),
        "within": gettext("Denominators of location quotients"),
        "country": gettext("Reference"),
        "publish_policy": gettext("Publish policy"),
        "software": gettext("Software"),
        "boundaries": gettext("Boundaries"),
    }
