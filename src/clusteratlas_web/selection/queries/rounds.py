"""A round for those who run its call; which rounds are due to open or to close by the clock."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from clusteratlas_web.selection.models import Round
from clusteratlas_web.selection.queries.reading import runs_call
from clusteratlas_web.selection.states import FINAL, OPEN, PLANNED, PUBLISHED


def to_open(now: datetime) -> QuerySet[Round]:
    """Planned rounds of published calls whose hour has come, and before which no round is unfinished."""
    before = Round.objects.filter(call=OuterRef("call"), number__lt=OuterRef("number")).exclude(state=FINAL)
    return Round.objects.filter(~Exists(before), state=PLANNED, opens__lte=now, call__state=PUBLISHED)


def to_close(now: datetime) -> QuerySet[Round]:
    """Open rounds of published calls whose deadline has come."""
    return Round.objects.filter(state=OPEN, closes__lte=now, call__state=PUBLISHED)


def is_any_due(now: datetime) -> bool:
    """Whether the clock has something to do."""
    return to_open(now).exists() or to_close(now).exists()


def runs_round(person: Any, slug: str, number: int) -> Round:
    """A round for those who run its call; to everybody else there is no such page."""
    found = Round.objects.select_related("call__department").filter(call=runs_call(person, slug), number=number)
    if (the_round := found.first()) is None:
        raise Http404
    return the_round
