"""What belongs to a programme is added, changed and removed piece by piece, and told in the programme's history."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.models import Part, Piece, Programme
from clusteratlas_web.programmes.permissions import may_edit_piece
from clusteratlas_web.programmes.queries.pieces import piece_name
from clusteratlas_web.programmes.states import DRAFT
from clusteratlas_web.programmes.words import LEAD

ELSEWHERE = said("This belongs to another programme.")
KEEPS_LEAD = said(
    "A published programme keeps its lead. Make another department the lead; this one then becomes a partner."
)
HAS_MATTERS = said("This department has roles, instruments or budget lines here. Remove those first.")


@transaction.atomic
def add_piece(person: Any, programme: Programme, model: type[Piece], facts: dict[str, Any]) -> Piece:
    """A new piece of a programme."""
    piece = model(**facts)
    if "programme" in {field.name for field in model._meta.fields}:
        piece.programme = programme  # type: ignore[attr-defined]
    _belongs(piece, programme)
    require(may_edit_piece, person, piece)
    if isinstance(piece, Part):
        _make_way(piece)
    piece.save()
    record(person, f"add {piece_name(model)}", programme, {}, piece_state(piece))
    return piece


@transaction.atomic
def change_piece(person: Any, piece: Piece, version: int, facts: dict[str, Any]) -> Piece:
    """A piece with other facts; raises Changed where somebody else was faster."""
    held = lock(piece, version)
    require(may_edit_piece, person, held)
    programme, before = held.whole, piece_state(held)
    for field, value in facts.items():
        setattr(held, field, value)
    _belongs(held, programme)
    require(may_edit_piece, person, held)
    if isinstance(held, Part):
        _keep_lead(held, programme, before["part"])
        _make_way(held)
    save_next(held)
    record(person, f"change {piece_name(type(held))}", programme, before, piece_state(held))
    return held


@transaction.atomic
def remove_piece(person: Any, piece: Piece, version: int) -> None:
    """A piece no more; the history keeps what it was."""
    held = lock(piece, version)
    require(may_edit_piece, person, held)
    programme, before = held.whole, piece_state(held)
    if isinstance(held, Part):
        _keep_lead(held, programme, before["part"], removed=True)
        if (
            held.roles.exists()
            or held.instruments.exists()
            or programme.budget.filter(department=held.organisation_id).exists()
        ):
            raise Refusal(HAS_MATTERS)
    held.delete()
    record(person, f"remove {piece_name(type(held))}", programme, before, {})


def piece_state(piece: Piece) -> dict[str, Any]:
    """A piece as the history keeps it: what it points at by name."""
    kept = {name: value for name, value in state_of(piece).items() if name not in {"programme", "of", "is_sample"}}
    for field in piece._meta.concrete_fields:
        if field.is_relation and field.name in kept:
            kept[field.name] = str(getattr(piece, field.name) or "")
    if hasattr(piece, "of"):
        kept["department"] = str(piece.of.organisation)
    return kept


def _belongs(piece: Piece, programme: Programme) -> None:
    role = getattr(piece, "role", None)
    if piece.whole.pk != programme.pk or (role is not None and role.of_id != piece.of_id):  # type: ignore[attr-defined]
        raise Refusal(ELSEWHERE)


def _make_way(part: Part) -> None:
    """The one lead: whoever led before becomes a partner."""
    if part.part == LEAD:
        for former in part.programme.parts.filter(part=LEAD).exclude(pk=part.pk):
            former.part = "partner"
            save_next(former)


def _keep_lead(part: Part, programme: Programme, was: str, removed: bool = False) -> None:
    leaves = was == LEAD and (removed or part.part != LEAD)
    if leaves and programme.state != DRAFT:
        raise Refusal(KEEPS_LEAD)
