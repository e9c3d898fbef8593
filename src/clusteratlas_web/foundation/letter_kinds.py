"""Letters that people may decline: each app names the kinds it writes; what is in no kind is written to everybody."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class LetterKind:
    """A kind of letters: its name in Person.unwanted, its label (a message id), the templates it is made of."""

    name: str
    label: str
    templates: tuple[str, ...]

    @property
    def said(self) -> str:
        """What the kind is called in the reader's language."""
        return gettext(self.label)


KINDS: dict[str, LetterKind] = {}


def may_be_declined(name: str, label: str, *templates: str) -> None:
    """Says that letters of these templates are a kind that people may decline; an app does so when it is ready."""
    KINDS[name] = LetterKind(name, label, templates)


def is_declined(template: str, unwanted: list[str]) -> bool:
    """Whether somebody who does not want these kinds gets no letter of a template."""
    return any(template in kind.templates for name, kind in KINDS.items() if name in unwanted)
