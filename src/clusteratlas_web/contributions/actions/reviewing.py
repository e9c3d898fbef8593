"""A data set is offered, returned, accepted with a label, refused, withdrawn, retired; letters tell of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from clusteratlas.sources.contributed import Retirement, retire
from clusteratlas.sources.registry import CONTRIBUTED
from clusteratlas_web.contributions.actions.entering import enter_home
from clusteratlas_web.contributions.actions.filing import drop_files, is_small
from clusteratlas_web.contributions.actions.keeping import moved, store
from clusteratlas_web.contributions.actions.letters import tell_contributor, tell_reviewers
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import may_offer
from clusteratlas_web.contributions.queries import home
from clusteratlas_web.contributions.refusals import NO_REASON, NOT_CHECKED, STILL_CHECKED, NotReady
from clusteratlas_web.contributions.words import PASSED, WAITING
from clusteratlas_web.foundation.permissions import require

LONGEST_NAME = 48  # letters of a name among the sources


@dataclass(frozen=True)
class Label:
    """What reviewers say of an accepted data set; limits are by language."""

    quality: str
    coverage: Decimal | None = None
    limits: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def offer_data_set(person: Any, data_set: DataSet, version: int) -> DataSet:
    """Hands it in for review; its file was read without an error."""
    held, before = moved(person, data_set, version, "offer")
    require(may_offer, person, held.organisation)
    if held.check_state != PASSED:
        raise NotReady(STILL_CHECKED if held.check_state == WAITING else NOT_CHECKED)
    held.offered, held.comment = timezone.now(), ""
    store(person, held, "offer", before)
    tell_reviewers(held)
    return held


@transaction.atomic
def return_data_set(person: Any, data_set: DataSet, version: int, reason: str) -> DataSet:
    """Back to its organisation, with reasons."""
    held, before = moved(person, data_set, version, "return")
    _judged(person, held, _worded(reason))
    store(person, held, "return", before, reason)
    tell_contributor(held, "return")
    return held


def accept_data_set(person: Any, data_set: DataSet, version: int, label: Label, comment: str = "") -> DataSet:
    """Accepted with a label; its records enter the home at once where the file is small, else by the worker."""
    held = _accepted(person, data_set, version, label, comment)
    if is_small(held):
        enter_home(held.pk)
        held.refresh_from_db()
    return held


@transaction.atomic
def _accepted(person: Any, data_set: DataSet, version: int, label: Label, comment: str) -> DataSet:
    from clusteratlas_web.contributions.tasks import enter_data_set  # deferred: the task calls back

    held, before = moved(person, data_set, version, "accept")
    _judged(person, held, comment)
    held.quality, held.coverage, held.limits = label.quality, label.coverage, label.limits
    held.slug = _name(held)
    store(person, held, "accept", before, comment)
    enter_data_set.enqueue(held.pk)  # should this process end before it has entered the file itself
    tell_contributor(held, "accept")
    return held


@transaction.atomic
def refuse_data_set(person: Any, data_set: DataSet, version: int, reason: str) -> DataSet:
    """Refused; the file is not kept."""
    held, before = moved(person, data_set, version, "refuse")
    _judged(person, held, _worded(reason))
    store(person, held, "refuse", before, reason)
    drop_files(held)
    tell_contributor(held, "refuse")
    return held


@transaction.atomic
def withdraw_data_set(person: Any, data_set: DataSet, version: int) -> DataSet:
    """Taken back by its organisation; the file is not kept."""
    held, before = moved(person, data_set, version, "withdraw")
    store(person, held, "withdraw", before)
    drop_files(held)
    return held


@transaction.atomic
def retire_data_set(person: Any, data_set: DataSet, version: int, reason: str) -> DataSet:
    """New editions leave it out; those that stand keep naming it."""
    held, before = moved(person, data_set, version, "retire")
    held.comment, held.retired = _worded(reason), timezone.now().date()
    store(person, held, "retire", before, reason)
    if held.entered is not None:
        retire(str(held.slug), Retirement(held.retired, held.comment), home())
    tell_contributor(held, "retire")
    return held


def _judged(person: Any, held: DataSet, comment: str) -> None:
    held.reviewer, held.reviewed, held.comment = person, timezone.now(), comment


def _worded(reason: str) -> str:
    if not reason.strip():
        raise NotReady(NO_REASON)
    return reason.strip()


def _name(held: DataSet) -> str:
    """Its name among the sources, from its title; one that nobody has and the home does not hold."""
    first = _short(slugify(held.titles.get("en", "")).replace("_", "-")) or f"data-set-{held.pk}"
    taken = set(DataSet.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    place = home()
    names = (first, *(f"{first}-{number}" for number in range(2, len(taken) + 1000)))
    return next(each for each in names if each not in taken and not place.source(CONTRIBUTED, each).exists())


def _short(words: str) -> str:
    """As many whole words as a name may be long; single dashes between them."""
    kept = ""
    for word in (each for each in words.split("-") if each):
        longer = f"{kept}-{word}" if kept else word[:LONGEST_NAME]
        if len(longer) > LONGEST_NAME:
            break
        kept = longer
    return kept
