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


def kind_of_letter(template: str) -> LetterKind | None:
    """The kind that letters of a template are of; none of those that go to everybody."""
    return next((kind for kind in KINDS.values() if template in kind.templates), None)


def is_declined(template: str, unwanted: list[str]) -> bool:
    """Whether somebody who does not want these kinds gets no letter of a template."""
    kind = kind_of_letter(template)
    return kind is not None and kind.name in unwanted
