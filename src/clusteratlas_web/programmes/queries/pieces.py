"""The pieces a programme is made of: what each is called in addresses, and which model it is."""

from typing import Any

from django.http import Http404

from clusteratlas_web.programmes.models import (
    BudgetLine,
    Decision,
    Indicator,
    Instrument,
    Meeting,
    Member,
    Part,
    Phase,
    Piece,
    Place,
    Programme,
    Role,
    Succession,
    Target,
)
from clusteratlas_web.programmes.permissions import may_edit_piece

PIECES: dict[str, type[Piece]] = {
    "part": Part,
    "role": Role,
    "instrument": Instrument,
    "budget": BudgetLine,
    "phase": Phase,
    "target": Target,
    "succession": Succession,
    "member": Member,
    "meeting": Meeting,
    "decision": Decision,
    "place": Place,
    "indicator": Indicator,
}
OWN = frozenset({"role", "instrument", "budget"})  # what officers of a partner edit too, where it is their department's
_OF: dict[str, tuple[str, tuple[str, ...]]] = {
    "role": ("of__programme", ("of__programme", "of__organisation")),
    "instrument": ("of__programme", ("of__programme", "of__organisation", "role")),
    "target": ("phase__programme", ("phase__programme",)),
    "decision": ("meeting__programme", ("meeting__programme",)),
    "succession": ("later", ("later", "earlier")),
    "part": ("programme", ("programme", "organisation")),
    "budget": ("programme", ("programme", "department")),
    "member": ("programme", ("programme", "organisation")),
}


def piece_name(model: type[Piece]) -> str:
    """What a kind of piece is called in addresses and in the history."""
    return next(name for name, each in PIECES.items() if each is model)


def piece_model(name: str) -> type[Piece]:
    """The model of a kind of piece; raises Http404 for a word that is none."""
    if name not in PIECES:
        raise Http404
    return PIECES[name]


def pieces_of(programme: Programme, name: str) -> Any:
    """All pieces of a kind, in their order."""
    path, related = _OF.get(name, ("programme", ("programme",)))
    return piece_model(name).objects.filter(**{path: programme}).select_related(*related)


def piece_for(person: Any, programme: Programme, name: str, number: int) -> Piece:
    """A piece that a person may edit; raises Http404 where it is not there or not theirs."""
    piece = pieces_of(programme, name).filter(pk=number).first()
    if piece is None or not may_edit_piece(person, piece):
        raise Http404
    return piece  # type: ignore[no-any-return]
