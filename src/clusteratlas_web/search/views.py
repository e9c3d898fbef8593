"""The search over everything: its page, suggestions while a word is typed, and the glossary."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.caching import short_lived
from clusteratlas_web.foundation.facets import words_asked
from clusteratlas_web.search.page import page_contents, suggested_things
from clusteratlas_web.search.terms import shown_terms


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What answers a question, by kind."""
    return render(request, "search/page.html", commons_page(request) | page_contents(request.GET))


@csrf_exempt  # it sends no form, so it need not look at the session, and everybody gets the same
@require_safe
@short_lived
def suggestions(request: HttpRequest) -> HttpResponse:
    """The likeliest answers, as options of a search box."""
    return render(request, "parts/suggestions.html", {"suggestions": suggested_things(words_asked(request.GET))})


@csrf_exempt
@require_safe
@short_lived
def suggestions_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    asked = words_asked(request.GET)
    found = [
        {"kind": each.entity, "name": str(each.label), "code": each.code, "where": each.where, "address": each.address}
        for each in suggested_things(asked)
    ]
    return JsonResponse({"asked": asked, "suggestions": found}, json_dumps_params={"ensure_ascii": False})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word with what it means."""
    return render(request, "search/glossary.html", commons_page(request) | {"terms": shown_terms()})
