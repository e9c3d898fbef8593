"""Pages of administrators: people and what they are to the platform, letters and what became of them."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said
from django.views.decorators.http import require_POST, require_safe

from clusteratlas_web.accounts.actions.letters import it_arrived, send_again
from clusteratlas_web.accounts.actions.standing import ACTS, change_standing
from clusteratlas_web.accounts.framing import account_page
from clusteratlas_web.accounts.history_words import value_word
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.accounts.queries import acting_of, letter_for, letters_for, people_for, person_for
from clusteratlas_web.accounts.states import LETTER
from clusteratlas_web.accounts.words import field, verb
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.permissions import require

ROWS = 50

LABELS = {
    "make_moderator": said("Make moderator"),
    "unmake_moderator": said("No longer moderator"),
    "make_administrator": said("Make administrator"),
    "unmake_administrator": said("No longer administrator"),
    "deactivate": said("Deactivate"),
    "reactivate": said("Activate again"),
}
DECISIONS: dict[str, Callable[[Person, Letter], Letter]] = {"send_again": send_again, "it_arrived": it_arrived}


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, found by a part of name or address."""
    asked = request.GET.get("q", "").strip()
    found = people_for(request.user).filter(erased=None)
    if asked:
        found = found.filter(name__icontains=asked) | found.filter(email__icontains=asked)
    pages = lay_pages(found.count(), ROWS, request.GET)
    rows = found[pages.start : pages.stop]
    context = account_page(request, "people") | {"rows": rows, "pages": pages, "asked": asked}
    return render(request, "accounts/people.html", context)


@require_safe
@login_required
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody: what they are to the platform, and what was done about it."""
    other = person_for(request.user, number)
    acts = [
        {"verb": name, "label": gettext(LABELS[name])}
        for name, (attribute, value) in ACTS.items()
        if not other.erased and getattr(other, attribute) != value
    ]
    context = account_page(request, "people") | {
        "person": other,
        "acts": acts,
        "acting": acting_of(other),
        "history": shown(history_of(other)[:ROWS], verb, field, value_word),
    }
    return render(request, "accounts/person.html", context)


@require_POST
@login_required
def change(request: HttpRequest, number: int, act: str) -> HttpResponseBase:
    """One of the acts."""
    other = person_for(request.user, number)
    if act not in ACTS:
        raise Http404
    change_standing(request.user, other, act)
    tell(request, gettext("%(name)s: %(what)s.") % {"name": other, "what": verb(act)})
    return redirect("accounts:person", number=number)


@require_safe
@login_required
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters, those in doubt first."""
    letters = letters_for(request.user)
    counted = dict(Letter.objects.order_by().values_list("state").annotate(Count("pk")))
    pages = lay_pages(sum(counted.values()), ROWS, request.GET)
    rows = [
        {"letter": each, "state": LETTER.label(each.state), "acts": LETTER.open_to(each, request.user)}
        for each in letters[pages.start : pages.stop]
    ]
    counts = [{"label": LETTER.label(state), "figure": counted.get(state, 0)} for state in LETTER.states]
    context = account_page(request, "outbox") | {"rows": rows, "pages": pages, "counts": counts}
    return render(request, "accounts/outbox.html", context)


@require_POST
@login_required
def decide(request: HttpRequest, number: int, decision: str) -> HttpResponseBase:
    """Send again, or it arrived."""
    require(is_administrator, request.user)
    letter = letter_for(request.user, number)
    if decision not in DECISIONS:
        raise Http404
    DECISIONS[decision](request.user, letter)
    tell(request, gettext("The letter “%(subject)s”: %(what)s.") % {"subject": letter.subject, "what": verb(decision)})
    return redirect("accounts:outbox")
