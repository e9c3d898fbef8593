"""The letters about a question: to whoever asked, and to the officers of the department that has it."""

from typing import Any

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.programmes.models import Question
from clusteratlas_web.registry.words import OFFICER


def tell_asker(question: Question, occasion: str, headline: Any) -> None:
    """A letter to the person who asked, while they are there."""
    if question.asker.is_active:
        _write(question.asker, question, occasion, headline, is_asker=True)


def tell_department(question: Question, occasion: str, headline: Any) -> None:
    """A letter to each officer of the department that has the question."""
    officers = Person.objects.filter(
        acting__organisation=question.department, acting__role=OFFICER, is_active=True
    ).distinct()
    for officer in officers:
        _write(officer, question, occasion, headline, is_asker=False)


def _write(person: Any, question: Question, occasion: str, headline: Any, is_asker: bool) -> None:
    """`headline` is lazy: it is spoken in the language of the person. One occasion of one version makes one letter."""
    key = f"question-{occasion}:{question.pk}:{question.version}:{'asker' if is_asker else 'department'}"
    write_to(person, "question", key, headline=headline, question=question, is_asker=is_asker, occasion=occasion)
