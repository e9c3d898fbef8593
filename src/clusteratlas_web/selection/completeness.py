"""What an application lacks before it can be handed in: every missing thing by name, with where it is added; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.words import BUDGET, CONSORTIUM, EVIDENCE, FILES, LETTERS, STATEMENTS

# The tabs of an application that is being edited.
PLAN, SAYINGS, PARTNERS, SHEET, PAPERS, SUBMIT = "plan", "statements", "consortium", "evidence", "files", "submit"


class Incomplete(Refusal):
    """An application that lacks something the round asks for."""

    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True)
class Held:
    """One organisation of the consortium: its name, its role, whether it leads, whether its letter is here."""

    name: str
    role: str
    is_lead: bool
    has_letter: bool


@dataclass(frozen=True)
class Handed:
    """What an application holds so far; `unsaid` are the criteria without a statement, `undeclared` likewise."""

    title: str
    summary: str
    unsaid: Sequence[str] = ()
    partners: Sequence[Held] = ()
    budget: Decimal = Decimal(0)  # what is asked for and brought, of all partners
    has_evidence: bool = False
    files: int = 0
    undeclared: Sequence[str] = ()


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: a message id with facts, and the tab where it is added."""

    tab: str
    sentence: str
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.sentence) % self.facts if self.facts else gettext(self.sentence)


def missing(asks: Sequence[str], handed: Handed) -> list[Missing]:
    """Everything that is missing of what a round asks for, in the order of the tabs."""
    found = _plan(handed)
    found += _statements(handed) if STATEMENTS in asks else []
    found += _consortium(handed) if CONSORTIUM in asks else []
    if BUDGET in asks and not handed.budget:
        found.append(Missing(PARTNERS, said("The budget is missing: what each partner asks for and brings.")))
    found += _letters(handed) if LETTERS in asks else []
    if EVIDENCE in asks and not handed.has_evidence:
        found.append(Missing(SHEET, said("The evidence sheet is missing: choose region, cluster and edition.")))
    if FILES in asks and not handed.files:
        found.append(Missing(PAPERS, said("No file is added.")))
    return found + [
        Missing(SUBMIT, said("This is not declared: %(text)s"), {"text": each}) for each in handed.undeclared
    ]


def _plan(handed: Handed) -> list[Missing]:
    found = [] if handed.title.strip() else [Missing(PLAN, said("The title is missing."))]
    return found if handed.summary.strip() else [*found, Missing(PLAN, said("The summary is missing."))]


def _statements(handed: Handed) -> list[Missing]:
    text = said("The statement on “%(criterion)s” is missing.")
    return [Missing(SAYINGS, text, {"criterion": each}) for each in handed.unsaid]


def _consortium(handed: Handed) -> list[Missing]:
    text = said("The role of %(partner)s is missing.")
    return [Missing(PARTNERS, text, {"partner": each.name}) for each in handed.partners if not each.role.strip()]


def _letters(handed: Handed) -> list[Missing]:
    text = said("The letter of commitment of %(partner)s is missing.")
    without = [each for each in handed.partners if not each.has_letter and not each.is_lead]
    return [Missing(PARTNERS, text, {"partner": each.name}) for each in without]
