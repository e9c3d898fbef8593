"""What administrators decide about letters of which nobody knows whether they arrived."""

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.states import LETTER
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.models import Letter


@transaction.atomic
def send_again(person: Person, letter: Letter) -> Letter:
    """The worker tries it from the beginning."""
    held = _decide(person, letter, "send_again")
    held.tries, held.next_try, held.trouble = 0, None, ""
    held.save()
    return held


@transaction.atomic
def it_arrived(person: Person, letter: Letter) -> Letter:
    """Somebody saw it; as of every letter that left, its text is not kept."""
    held = _decide(person, letter, "it_arrived")
    held.sent, held.text, held.html = timezone.now(), "", ""
    held.save()
    return held


def _decide(person: Person, letter: Letter, verb: str) -> Letter:
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    before = held.state
    LETTER.move(held, verb, person)
    record(person, verb, held, {"state": before}, {"state": held.state})
    return held
