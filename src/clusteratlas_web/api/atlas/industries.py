"""Industries (or occupations), which cluster each belongs to, and sums over regions of one's own choice."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as said

from clusteratlas.editions.export.selection import Selection, count, selected
from clusteratlas.editions.queries import industries as queries
from clusteratlas.editions.queries.complexity import places
from clusteratlas.editions.queries.sums import Wish, custom_sum
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import shapes
from clusteratlas_web.api.atlas.subjects import INDUSTRIES
from clusteratlas_web.api.parameters import MEASURE, YEAR, text
from clusteratlas_web.api.problems import ProblemFound, too_much
from clusteratlas_web.api.schemas import EDITION, document, every, perhaps, rows, some
from clusteratlas_web.explore.naming import naming

INDUSTRY = "/industries/{industry}"
MOST_REGIONS = 500  # regions of one sum
_EVERY_REGION = 1_000_000
_VINTAGE = text("vintage", "Only members by this vintage of the classification.", "2017")


@edition_rows("/industries", said("Industries"), INDUSTRIES, shapes.INDUSTRIES)
def industries(asked: Asked) -> Rows:
    """All codes of the classification that the edition knows, each with the one above it."""
    chosen, window = Selection("industries"), asked.window
    found = selected(asked.edition, chosen, (window.limit, window.start))
    return Rows(shapes.INDUSTRIES, found, count=count(asked.edition, chosen))


_NAMED = document(
    "An industry with its name.",
    {"industry": some("string", "Its code."), "name": some("string", "Its name in the language asked for.")},
)
_PLACE = document(
    "How complex it is among the industries of a level.",
    {
        "level": some("string", "The level."),
        "ubiquity": perhaps("integer", "In how many regions it has a comparative advantage."),
        "product_complexity": perhaps("number", "Its complexity."),
        "rank_ubiquity": perhaps("integer", "Its rank by ubiquity, 1 the most ubiquitous."),
        "rank_complexity": perhaps("integer", "Its rank by complexity, 1 the most complex."),
        "industries": some("integer", "Among how many industries."),
        "ranked": some("integer", "How many of them have a complexity."),
    },
)
_INDUSTRY = document(
    "An industry, or an occupation.",
    {
        "edition": EDITION,
        "industry": some("string", "Its code.", "336411"),
        "name": some("string", "Its name in the language asked for.", "Aircraft Manufacturing"),
        "digits": some("integer", "How many digits its code has."),
        "parent": perhaps("string", "The code above it."),
        "vintages": perhaps("string", "The vintages of the classification that have it."),
        "above": every(_NAMED, "The codes above it, the widest first."),
        "below": every(_NAMED, "The codes directly below it."),
        "clusters": every(
            document(
                "A cluster that its cells count in.",
                {
                    "cluster": some("string", "The code of the cluster."),
                    "name": some("string", "Its name in the language asked for."),
                    "industries": some("integer", "How many of the industries below it are in that cluster."),
                },
            ),
            "The clusters that its cells count in.",
        ),
        "years": rows(shapes.INDUSTRY_YEARS, "Its reference totals, a row for each year."),
        "complexity": every(_PLACE, "How complex it is, by level, in the year asked for; none for a local industry."),
    },
)


@edition_document(INDUSTRY, said("An industry"), INDUSTRIES, _INDUSTRY, YEAR)
def industry(asked: Asked) -> dict[str, Any]:
    """One industry: its place in the classification, its clusters, its totals in every year, its complexity."""
    edition, code, names, year = asked.edition, asked["industry"], naming(asked.edition), asked.year
    row = queries.industry(edition, code)

    def named(codes: list[str]) -> list[dict[str, Any]]:
        return [{"industry": each, "name": str(names.industry(each))} for each in codes]

    within = [
        {"cluster": each["cluster"], "name": str(names.cluster(each["cluster"])), "industries": each["industries"]}
        for each in queries.clusters(edition, code)
    ]
    return {
        "edition": edition.manifest.identity,
        **{name: row[name] for name in ("industry", "digits", "parent", "vintages")},
        "name": str(names.industry(code)),
        "above": named(queries.ancestors(edition, code)),
        "below": named([each["industry"] for each in queries.children(edition, code, year)]),
        "clusters": within,
        "years": queries.history(edition, code),
        "complexity": [
            {"level": level} | {name: each[name] for name in _PLACE["properties"] if name != "level"}
            for level, each in sorted(places(edition, code, year).items())
        ],
    }


@edition_rows(f"{INDUSTRY}/regions", said("Regions of an industry"), INDUSTRIES, shapes.INDUSTRY_REGIONS, YEAR)
def regions(asked: Asked) -> Rows:
    """The regions with jobs in an industry, the most first; those withheld by estimate, with their range."""
    queries.industry(asked.edition, asked["industry"])
    found = queries.regions(asked.edition, asked["industry"], asked.year, _EVERY_REGION)
    return Rows(shapes.INDUSTRY_REGIONS, found)


@edition_rows("/membership", said("Membership"), INDUSTRIES, shapes.MEMBERS, _VINTAGE)
def membership(asked: Asked) -> Rows:
    """Which industry belongs to which cluster and subcluster, by vintage of the classification."""
    found = selected(asked.edition, Selection("membership"))
    if asked["vintage"] is None:
        return Rows(shapes.MEMBERS, found)
    known = sorted(set(found["vintage"].to_pylist()))
    if asked["vintage"] not in known:
        raise UnknownChoice("vintage", asked["vintage"], known)
    return Rows(shapes.MEMBERS, [row for row in found.to_pylist() if row["vintage"] == asked["vintage"]])


_REGIONS = text(
    "regions",
    f"The codes of the regions, separated by commas, at most {MOST_REGIONS}; none may lie in another.",
    "us-metro-48620,us-metro-31080",
    longest=MOST_REGIONS * 60,
    must=True,
)
_CLUSTER = text("cluster", "The cluster that is added up; else name an industry.", "plastics")
_INDUSTRY_ASKED = text("industry", "The industry that is added up, 00 for all; else name a cluster.", "336411")
_SUM = document(
    "A sum over regions of one's own choice, with the least and the most it can be.",
    {
        "edition": EDITION,
        "year": some("integer", "The year.", 2019),
        "measure": some("string", "What is added up.", "employment"),
        "cluster": perhaps("string", "The cluster."),
        "industry": perhaps("string", "The industry."),
        "regions": every({"type": "string"}, "The regions."),
        "value": some("integer", "The sum of what is shown and estimated."),
        "low": some("integer", "The least it can be."),
        "high": perhaps("integer", "The most it can be; empty where nothing bounds a part of it."),
        "how": some("string", "Whether every part is published.", enum=["published", "estimated"]),
        "exact": some("boolean", "Whether it was answered from a confidential register: never here."),
    },
)


@edition_document(
    "/sum", said("Sum over own regions"), INDUSTRIES, _SUM, _REGIONS, _CLUSTER, _INDUSTRY_ASKED, MEASURE, YEAR
)
def own_sum(asked: Asked) -> dict[str, Any]:
    """A cluster or an industry over regions of one's own choice, from what the edition shows and estimates.

    It is a sum of figures that anybody may read, so it says nothing that the publish policy protects.
    """
    codes = tuple(code.strip() for code in asked["regions"].split(",") if code.strip())
    if len(codes) > MOST_REGIONS:
        raise ProblemFound(_too_many(len(codes)))
    wish = Wish(codes, asked["measure"], asked.year, asked["cluster"] or None, asked["industry"] or None)
    found = custom_sum(asked.edition, wish)
    facts = {"year": wish.year, "measure": wish.measure, "cluster": wish.cluster, "industry": wish.industry}
    ends = {"value": found.value, "low": found.low, "high": found.high, "how": found.how, "exact": found.exact}
    return {"edition": asked.edition.manifest.identity, **facts, "regions": list(codes), **ends}


def _too_many(number: int) -> Any:
    why = ngettext("%(number)s region was named.", "%(number)s regions were named.", number) % {"number": number}
    remedy = gettext("Name at most %(most)s regions, or take the table portfolio and add up its rows.")
    return too_much(why, remedy % {"most": MOST_REGIONS})
