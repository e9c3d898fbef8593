"""What the commons refuses: one tree of errors, each with a sentence in the reader's language and an HTTP status.

Refusal
├── NotAllowed        somebody may not do this (permissions)
├── WrongState        the thing is in a state from which this cannot be done (states)
├── Changed           somebody else changed it meanwhile (editing)
├── BadUpload         a file that is too large, disguised or of no allowed kind (uploads)
└── TooOften          more attempts than are allowed
"""

from http import HTTPStatus

from django.utils.translation import gettext


class Refusal(Exception):
    """A process error: `sentence` is a message id with %(names)s, `facts` fills them in."""

    status = HTTPStatus.CONFLICT
    field: str | None = None  # of the form that it is about

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence % facts if facts else sentence)
        self.sentence, self.facts = sentence, facts

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        said = gettext(self.sentence)
        return said % self.facts if self.facts else said


class TooOften(Refusal):
    """More attempts than are allowed in a while."""

    status = HTTPStatus.TOO_MANY_REQUESTS
