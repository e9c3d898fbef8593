"""Search over an edition, which forgives: the page of answers, and suggestions while a word is typed."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from clusteratlas.editions import Edition
from clusteratlas.editions.search import Answer, ask, edition_index, pairs
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.found_things import REGIONAL, FoundThing, found_pair, found_thing, kind_titles
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.search_order import in_groups, suggested
from clusteratlas_web.explore.wording import wording

SUGGESTED, SHOWN = 8, 50  # suggestions; answers of each kind on the page
LONGEST = 200  # characters of a question that are read


@edition_page
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that holds the words or codes asked for, by kind, or what may have been meant."""
    words, asked = wording(edition.manifest), _asked(request)
    answer = ask([edition_index(edition)], asked)
    titles = kind_titles(words)
    found = _things(edition, answer)
    groups = [(titles[kind], things[:SHOWN]) for kind, things in found]
    context = {
        "frame": frame(edition),
        "asked": asked,
        "words": words,
        "groups": groups,
        "more": any(len(things) > SHOWN for _, things in found),
        "meant": answer.meant,
        "near": bool(answer.spellings is not None and answer.hits),
        "everywhere": f"{reverse('search:page')}?{urlencode({'q': asked})}",
    }
    return render(request, "explore/search.html", context)


@edition_page
def suggestions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The likeliest answers, as options of the search box."""
    answer = ask([edition_index(edition)], _asked(request))
    found = [thing for _, things in _pairs_found(edition, answer) for thing in things]
    to, names = addresses(edition), naming(edition)
    found += [found_thing(hit.entry.kind, hit.entry.code, to, names) for hit in suggested(answer.hits, SUGGESTED)]
    return render(request, "parts/suggestions.html", {"suggestions": found})


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST].strip()


def _things(edition: Edition, answer: Answer) -> list[tuple[str, list[FoundThing]]]:
    to, names = addresses(edition), naming(edition)
    groups = [
        (kind, [found_thing(kind, hit.entry.code, to, names) for hit in hits[: SHOWN + 1]])
        for kind, hits in in_groups(answer.hits)
    ]
    return [*_pairs_found(edition, answer), *groups]


def _pairs_found(edition: Edition, answer: Answer) -> list[tuple[str, list[FoundThing]]]:
    """Clusters in regions, where no name holds everything that was asked."""
    if answer.hits and answer.spellings is None:
        return []
    to, names = addresses(edition), naming(edition)
    found = [found_pair(*pair, to, names) for pair in pairs(edition_index(edition), answer.question)]
    return [(REGIONAL, found)] if found else []
