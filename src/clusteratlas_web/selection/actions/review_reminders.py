"""Reminders of reviews that are due soon: each due date makes one letter of either kind, however often this runs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.selection.actions.jury_letters import DUE_SOON, tell_of_reviews
from clusteratlas_web.selection.models import Juror, Review, Round
from clusteratlas_web.selection.queries.reviewing import kept_out
from clusteratlas_web.selection.states import ACCEPTED, ADMITTED, ASSIGNED, REVIEWING

BEFORE = (("last", timedelta(days=1)), ("soon", timedelta(days=4)))  # the latest first


@transaction.atomic
def remind_of_due_reviews(now: datetime) -> int:
    """Writes to jurors who owe reviews four days before they are due, and on the last day; returns how many letters."""
    before = Letter.objects.filter(key__startswith="reviews-due").count()
    for the_round in Round.objects.filter(state=REVIEWING, reviews_due__gt=now).select_related("call"):
        left = the_round.reviews_due - now
        kind = next((name for name, span in BEFORE if left <= span), None)
        if kind is not None:
            _remind(the_round, kind)
    return Letter.objects.filter(key__startswith="reviews-due").count() - before


def _remind(the_round: Round, kind: str) -> None:
    owed = Review.objects.filter(entry__round=the_round, entry__state=ADMITTED, state=ASSIGNED, juror__state=ACCEPTED)
    counts = dict(owed.exclude(kept_out()).values_list("juror").annotate(n=Count("pk")).order_by("juror"))
    for juror in Juror.objects.filter(pk__in=counts).select_related("person", "call"):
        occasion = f"due-{kind}:{the_round.reviews_due:%Y%m%dT%H%M}"
        tell_of_reviews(juror, the_round, occasion, DUE_SOON, counts[juror.pk])
