"""Search over regions, clusters and industries: the page of answers, and suggestions while a word is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.search import find
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import Wording, wording

SUGGESTED, ANSWERED = 8, 100
LONGEST = 200  # characters of a question that are read


@edition_page
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that holds the words or codes asked for, by kind."""
    words = wording(edition.manifest)
    asked, answers = _answers(request, edition, ANSWERED)
    groups = [(title, [a for a in answers if a["entity"] == entity]) for entity, title in _titles(words).items()]
    context = {
        "frame": frame(edition),
        "asked": asked,
        "words": words,
        "groups": [(title, found) for title, found in groups if found],
        "more": len(answers) == ANSWERED,
    }
    return render(request, "explore/search.html", context)


@edition_page
def suggestions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The likeliest answers, as options of the search box."""
    _, answers = _answers(request, edition, SUGGESTED)
    return render(request, "parts/suggestions.html", {"suggestions": answers})


def _answers(request: HttpRequest, edition: Edition, limit: int) -> tuple[str, list[Row]]:
    to, names = addresses(edition), naming(edition)
    asked = request.GET.get("q", "")[:LONGEST].strip()
    return asked, [_answer(row, to, names) for row in find(edition, asked, limit)]


def _answer(row: Row, to: Addresses, names: Naming) -> Row:
    entity, code = row["entity"], row["code"]
    kind = _kinds(wording(names.edition.manifest))[entity]
    if entity == "region":
        said = {"label": names.region(code), "code": code.rpartition("-")[2], "address": to.region(code)}
    elif entity == "cluster":
        said = {"label": names.cluster(code), "code": "", "address": to.cluster(code)}
    elif entity == "subcluster":
        cluster, part = code.split("/")
        address = f"{to.cluster(cluster)}#subclusters"
        label = f"{names.subcluster(cluster, part)} ({names.cluster(cluster)})"
        said = {"label": label, "code": "", "address": address}
    else:
        said = {"label": names.industry(code), "code": code, "address": to.industry(code)}
    return row | {"kind": kind} | said


def _kinds(words: Wording) -> dict[str, str]:
    return {
        "region": gettext("region"),
        "cluster": gettext("cluster"),
        "subcluster": gettext("subcluster"),
        "industry": words.one,
    }


def _titles(words: Wording) -> dict[str, str]:
    return {
        "region": gettext("Regions"),
        "cluster": gettext("Clusters"),
        "subcluster": gettext("Subclusters"),
        "industry": words.industries,
    }
