"""Letters: written into the outbox with the change they tell of, handed to the mail server by the worker, each once."""

from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from clusteratlas_web.foundation.letter_kinds import is_declined, kind_of_letter
from clusteratlas_web.foundation.models import Letter

LONGEST_SUBJECT = 200


def post(template: str, address: str, language: str, key: str, person: Any = None, /, **facts: Any) -> Letter:
    """Puts a letter into the outbox, in the transaction of the change it tells of; an occasion (`key`) posts only one.

    `letters/<template>.subject.txt`, `.txt` and `.html` are written in `language` from `facts`, `site` (where the
    platform stands: `{{ site }}{% url "accounts:me" %}`) and `person`.
    """
    with translation.override(language):
        frame = {"site": settings.PUBLIC_ADDRESS, "language": language, "person": person}
        context = facts | frame | {"may_be_declined": kind_of_letter(template) is not None}
        subject = " ".join(_plain(f"letters/{template}.subject.txt", context).split())
        text = _plain(f"letters/{template}.txt", context).strip() + "\n"
        html = render_to_string(f"letters/{template}.html", context)
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "address": address,
            "language": language,
            "subject": subject[:LONGEST_SUBJECT],
            "text": text,
            "html": html,
        },
    )
    return letter


def write_to(person: Any, template: str, key: str, /, **facts: Any) -> Letter | None:
    """A letter to a person, in the person's language; none to who declined its kind, left, or was sent away."""
    if not person.is_active or not person.email or is_declined(template, person.unwanted):
        return None
    return post(template, person.email, person.language, f"{key}:{person.pk}", person, **facts)


def _plain(template: str, context: dict[str, Any]) -> str:
    """Plain text: nothing in it is escaped for HTML."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))
