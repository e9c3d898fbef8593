"""All that the page of a cluster in a region shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.chain import has_chain
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.amounts import measure_label, money_measures, per_head_label
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.region.sureness import ANCHOR
from clusteratlas_web.explore.regional import listing
from clusteratlas_web.explore.regional.answers import try_answers
from clusteratlas_web.explore.regional.books import rule_books
from clusteratlas_web.explore.regional.change import make_change
from clusteratlas_web.explore.regional.computation import make_computation
from clusteratlas_web.explore.regional.conditions import condition_table
from clusteratlas_web.explore.regional.headlines import headline_tiles
from clusteratlas_web.explore.regional.life import make_life
from clusteratlas_web.explore.regional.relations import make_relations
from clusteratlas_web.explore.regional.strip import NARROW, WIDE, inline_strip
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.regional.switching import book_links, cite_answer, small_notice
from clusteratlas_web.explore.regional.taking import section_tools
from clusteratlas_web.explore.regional.verdict import make_verdict
from clusteratlas_web.explore.rule_choice import title_of_book
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.page import Link

IN_A_ROW = 4  # headlines


def regional_contents(request: HttpRequest, subject: RegionalCluster) -> dict[str, Any]:
    """The context of explore/regional.html."""
    to, edition = subject.to, subject.edition
    industries = listing.industries(subject)
    return {
        "frame": frame(edition, "regions"),
        "subject": subject,
        "is_first_book": subject.is_first_book,
        "rule_book": title_of_book(subject.book) if subject.explanation else "",
        **_head(request, subject),
        **_answer(subject, industries),
        **_tables(subject, industries),
        "tools": section_tools(subject),
        "words": wording(edition.manifest),
        "methods": f"{to.page('edition')}#methods",
        "source": edition.manifest.inputs[0],
        "chain": _chain(subject),
    }


def _chain(subject: RegionalCluster) -> str:
    """The page of its suppliers and buyers, where the sales between clusters are known."""
    codes = {"region": subject.region["region"], "cluster": subject.cluster["cluster"]}
    return with_query(subject.to.page("chain", **codes), year=subject.year) if has_chain(subject.edition) else ""


def _head(request: HttpRequest, subject: RegionalCluster) -> dict[str, Any]:
    """The title with what can be changed, the answer and the headlines."""
    region, cluster, year = subject.region["region"], subject.cluster["cluster"], subject.year
    to, verdict, tiles = subject.to, make_verdict(subject), headline_tiles(subject)
    return {
        "crumbs": [Link(subject.place, to.region(region, year)), Link(subject.names.cluster(cluster), "")],
        "verdict": verdict,
        "tiles": tiles,
        "tiles_of": f"{min(len(tiles), IN_A_ROW)} plain",
        "years": year_links(request, subject.edition, to.regional(region, cluster), year),
        "book_links": book_links(subject),
        "citing": cite_answer(subject, verdict),
        "cluster_address": to.cluster(cluster, subject.region["level"], year),
        "small": small_notice(subject),
    }


def _answer(subject: RegionalCluster, industries: list[Row]) -> dict[str, Any]:
    """Why, whether it would stand, and what other rule books say."""
    return {
        "conditions": condition_table(subject),
        "drawings": _drawings(subject),
        "around": listing.around_the_line(subject),
        "answers": try_answers(subject),
        "books": rule_books(subject, industries),
        "computation": make_computation(subject, industries),
    }


def _tables(subject: RegionalCluster, industries: list[Row]) -> dict[str, Any]:
    """What it is made of, how it changed, what it is related to."""
    edition, to = subject.edition, subject.to
    return {
        "subclusters": listing.subclusters(subject),
        "industries": industries,
        "history": listing.history(subject),
        "change": make_change(subject),
        "life": make_life(subject),
        "relations": make_relations(subject),
        "near_misses": listing.other_near_misses(subject),
        "money": [measure_label(name) for name in money_measures(edition)],
        "money_per_job": [per_head_label(name) for name in money_measures(edition)],
        "classification": f"{edition.manifest.classification} {edition.manifest.vintage(subject.year)}",
        "sure": f"{to.region(subject.region['region'], subject.year)}#{ANCHOR}",
    }


def _drawings(subject: RegionalCluster) -> dict[str, SafeString]:
    """The strip, wide and narrow; none where no region has the cluster."""
    return {"wide": inline_strip(subject, WIDE), "narrow": inline_strip(subject, NARROW)} if subject.ranked else {}
