"""The pages on clusters: the list, the profile of one over all regions, and what can be taken away from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas_web.explore.choices import chosen
from clusteratlas_web.explore.cluster_list import list_clusters
from clusteratlas_web.explore.cluster_page.contents import cluster_contents
from clusteratlas_web.explore.cluster_page.network import network_answer
from clusteratlas_web.explore.cluster_page.subject import read_subject
from clusteratlas_web.explore.cluster_page.taken import taken_table
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.levels import level_links, year_links
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.rule_choice import choose_rules
from clusteratlas_web.explore.tables import table_answer


@edition_page
def clusters_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All clusters: reference totals, in how many regions they are strong, how concentrated, what is closest."""
    to, names, place = addresses(edition), naming(edition), chosen(request, edition)
    address, rules = to.page("clusters"), choose_rules(request, edition, f"{to.page('edition')}#rules")
    context = {
        "frame": frame(edition, "clusters"),
        "definitions": to.page("definitions"),
        "list": list_clusters(request, edition, place, rules),
        "levels": level_links(request, edition, address, place.level),
        "years": year_links(request, edition, address, place.year),
        "level_in_text": names.level_in_text(place.level),
        "place": place,
        "rules": rules,
        "address": address,
    }
    return render(request, "explore/clusters.html", context)


@edition_page
def cluster_page(request: HttpRequest, edition: Edition, cluster: str) -> HttpResponse:
    """One cluster: where it is, by which rules it is strong, what is related to it, how concentrated it is."""
    subject = read_subject(request, edition, cluster)
    return render(request, "explore/cluster.html", cluster_contents(request, subject))


@edition_data
def cluster_table(request: HttpRequest, edition: Edition, cluster: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of a cluster's page."""
    return table_answer(edition, taken_table(read_subject(request, edition, cluster), table), format)


@edition_data
def cluster_chart(request: HttpRequest, edition: Edition, cluster: str, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """The chart of a cluster's page as SVG, PNG or its specification."""
    return network_answer(read_subject(request, edition, cluster), chart, format)
