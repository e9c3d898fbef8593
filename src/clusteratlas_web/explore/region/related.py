"""Which clusters are related to the strong ones of a region, and how that is computed."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import related
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.network import Neighbourhood, region_network
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.foundation.numbers import signed_difference

METHOD, TABLE, CLOSEST = "relatedness", "related", "closest"
KINDS = ("lc_employment", "lc_establishments", "input_output", "occupation")


@dataclass(frozen=True)
class Worked:
    """One relation with its numbers: the two clusters, how alike they are in each way, and what comes of it."""

    row: Row
    kinds: list[tuple[str, str, str]]  # name, meaning, mean similarity

    @property
    def relatedness(self) -> str:
        """How related they are."""
        return exactly(self.row["relatedness"])


@dataclass(frozen=True)
class Related:
    """The network and the table of the closest relations; `why` says why there is none."""

    network: Neighbourhood
    closest: list[Row]
    why: str
    worked: Worked | None

    @property
    def marks_opportunities(self) -> bool:
        """Whether opportunities are among what is drawn."""
        return any(row["opportunity"] for row in self.network.clusters)


def read_related(profile: Profile, opportunities: Collection[str] = ()) -> Related:
    """The section on one region: its strong clusters by the edition's first rule book, and opportunities if named."""
    closest = [_closest(profile, row) for row in profile.strong]
    closest = [row for row in closest if row["others"]]
    return Related(
        network=region_network(profile.edition, profile.clusters, opportunities),
        closest=closest,
        why=_why(profile),
        worked=_worked(closest[0]) if closest else None,
    )


def _closest(profile: Profile, row: Row) -> Row:
    strong = {each["cluster"] for each in profile.strong}
    found = related.closest(profile.edition).get(row["cluster"], [])
    others = [other | profile.named(other["other"]) | {"strong": other["other"] in strong} for other in found]
    return row | {"others": others, "relatedness": signed_difference(others[0]["relatedness"]) if others else ""}


def _why(profile: Profile) -> str:
    """Why there are no relations: the edition knows none, or nothing here is strong."""
    if related.closest(profile.edition):
        return gettext("The relations shown are those of strong clusters, and no cluster is strong here.")
    return gettext(
        "Which clusters are related is read from where their industries are found together. That takes more regions "
        "with figures by industry than this edition has."
    )


def _worked(row: Row) -> Worked:
    """The relation of the first row, its similarities one by one."""
    nearest, language = row["others"][0], get_language() or "en"
    terms = {kind: column_term(f"relatedness_{kind}") for kind in KINDS}
    kinds = [
        (term.label(language), term.meaning(language), exactly(nearest[f"relatedness_{kind}"]))
        for kind, term in terms.items()
        if nearest[f"relatedness_{kind}"] is not None
    ]
    return Worked(nearest | {"from_name": row["name"]}, kinds)
