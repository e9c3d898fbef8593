"""The letters about a question: to whoever asked, and to the officers of the department that has it."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.programmes.models import Question
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.registry.words import OFFICER

# Steps that ask nothing of who is told of them: these letters may be declined.
NEWS_TO_ASKER, NEWS_TO_DEPARTMENT = ("taken", "forwarded"), ("answered", "withdrawn")


def tell_asker(question: Question, occasion: str, headline: Any) -> None:
    """A letter to the person who asked."""
    template = "question-news" if occasion in NEWS_TO_ASKER else "question"
    key = f"question-{occasion}:{question.pk}:{question.version}:asker"
    write_of(question, question.asker, template, key, headline=headline, occasion=occasion, is_asker=True)


def tell_department(question: Question, occasion: str, headline: Any) -> None:
    """A letter to each officer of the department that has the question."""
    template = "question-news" if occasion in NEWS_TO_DEPARTMENT else "question"
    key = f"question-{occasion}:{question.pk}:{question.version}:department"
    for officer in officers_of(question):
        write_of(question, officer, template, key, headline=headline, occasion=occasion, is_asker=False)


def officers_of(question: Question) -> Iterable[Person]:
    """The officers of the department that has a question."""
    return Person.objects.filter(
        acting__organisation=question.department, acting__role=OFFICER, is_active=True
    ).distinct()


def write_of(question: Question, person: Person, template: str, key: str, **facts: Any) -> None:
    """A letter about a question; its headline is lazy, since it is spoken in the language of the person."""
    with translation.override(person.language):
        department = organisation_name(question.department)
    write_to(person, template, key, question=question, department=department, **facts)
