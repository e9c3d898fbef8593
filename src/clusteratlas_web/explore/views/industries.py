"""The page of an industry: its place in the classification, its cluster, its totals, its regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import industries
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import chosen_year
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.industry_complexity import read_complexity
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import classification_name, wording
from clusteratlas_web.foundation.page import Link

SHOWN = 25  # regions in the table


@edition_page
def industry_page(request: HttpRequest, edition: Edition, industry: str) -> HttpResponse:
    """One industry of any length of code."""
    to, names = addresses(edition), naming(edition)
    row, year = industries.industry(edition, industry), chosen_year(request, edition)
    regions = industries.regions(edition, industry, year, SHOWN)
    context = {
        "frame": frame(edition),
        "industry": row | {"name": names.industry(industry)},
        "classification": classification_name(edition.manifest, year),
        "words": wording(edition.manifest),
        "crumbs": _crumbs(edition, industry, to, names),
        "years": year_links(request, edition, to.industry(industry), year),
        "year": year,
        "history": industries.history(edition, industry),
        "children": [
            child | {"name": names.industry(child["industry"]), "address": to.industry(child["industry"])}
            for child in industries.children(edition, industry, year)
        ],
        "clusters": [
            {"name": names.cluster(each["cluster"]), "address": to.cluster(each["cluster"]), **each}
            for each in industries.clusters(edition, industry)
        ],
        "regions": [
            each | {"name": names.region(each["region"]), "address": to.region(each["region"], year)}
            for each in regions
        ],
        "complexity": read_complexity(edition, industry, year, to, names),
        "reference": names.reference,
    }
    return render(request, "explore/industry.html", context)


def _crumbs(edition: Edition, industry: str, to: Addresses, names: Naming) -> list[Link]:
    above = industries.ancestors(edition, industry)
    crumbs = [Link(f"{code} {names.industry(code)}", to.industry(code)) for code in above]
    return [Link(gettext("Clusters"), to.page("clusters")), *crumbs, Link(industry, "")]
