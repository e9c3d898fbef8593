"""The rows of a ranking with their figures written, and the criteria over their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.deciding_words import BADGES, proposal_word
from clusteratlas_web.selection.drawings import Range, draw_range
from clusteratlas_web.selection.proposals import DISCUSS
from clusteratlas_web.selection.queries.evidence_short import Short, evidence_in_short
from clusteratlas_web.selection.queries.ranking import Place, Ranked, named
from clusteratlas_web.selection.ranking import (
    Criterion,
    Standing,
    common_scale,
)

NINTHS = (4, 5, 6, 7)  # of a scale, where a class of colour begins: 5, 6, 7 and 8 on a scale from 1 to 10
CLASSES = ("d-2", "d-1", "d0", "d1", "d2")


@dataclass(frozen=True)
class Cell:
    """A criterion of an application: the figure written, its class of colour, whether it fails its threshold."""

    figure: str
    colour: str
    fails: bool


@dataclass(frozen=True)
class Row:
    """An application as the ranking shows it; what the reader may not see, and what there is not, is empty."""

    place: Place
    number: int
    title: str
    organisation: Name | str
    evidence: Short | None
    address: str
    rank: str
    score: str
    plain: str
    cells: tuple[Cell, ...]
    picture: SafeString | str
    share: str
    ranks: str
    proposal: str
    badge: str
    is_discussed: bool
    is_edge: bool  # the last one with a place: the line stands below it


def rows(seen: Ranked, names: bool, places: Sequence[Place] | None = None) -> list[Row]:
    """The rows of some places, of all unless told; `names`: whether the reader sees who applies."""
    last = edge(seen)
    found = seen.places if places is None else places
    return [_row(seen, place, names, place is last) for place in named(found)]


def edge(seen: Ranked) -> Place | None:
    """The last application with a place, or with a share of one; None where all have one, or it is not shown."""
    if not seen.is_whole:
        return None
    with_seat = [place for place in seen.places if place.standing and place.standing.seat]
    return with_seat[-1] if 0 < len(with_seat) < len(seen.places) else None


def _row(seen: Ranked, place: Place, names: bool, is_edge: bool) -> Row:
    standing, firmness = place.standing, place.firmness
    score = standing.score if standing else None
    return Row(
        place=place,
        number=place.number,
        title=title_of(place.entry.application, names),
        organisation=organisation_name(place.entry.application.organisation) if names else "",
        evidence=evidence_in_short(place.entry),
        address=sheet_address(seen, place.number),
        rank=rank_word(standing) if standing and seen.is_whole else "",
        score="" if score is None else f"{score:.1f}",
        plain=f"{standing.plain:.1f}" if standing else "",
        cells=cells(seen.scored.criteria, standing, seen.is_whole),
        picture=_picture(seen, place),
        share=numbers.share(firmness.share, 0) if firmness else "",
        ranks=_ranks(place),
        proposal=proposal_word(place.proposal),
        badge=BADGES.get(place.proposal, ""),
        is_discussed=place.proposal == DISCUSS,
        is_edge=is_edge,
    )


def title_of(application: Any, names: bool) -> str:
    """What an application is called: by its number where names are hidden, since a title may tell one."""
    if names:
        return str(application.title)
    return gettext("Application %(number)s") % {"number": application.number}


def sheet_address(seen: Ranked, number: int) -> str:
    """Where the sheet of an application is."""
    return reverse("selection:ranking_sheet", args=(seen.round.call.slug, seen.round.number, number))


def rank_word(standing: Standing) -> str:
    """The rank; with = where it is shared."""
    return f"={standing.rank}" if standing.tied_with else str(standing.rank)


def cells(criteria: Sequence[Criterion], standing: Standing | None, whole: bool) -> tuple[Cell, ...]:
    """The criteria of an application in their order; nothing without reviews."""
    if standing is None:
        return tuple(Cell("", "", False) for _ in criteria)
    found = standing.criteria if whole else standing.plain_criteria
    return tuple(
        Cell(f"{found[each.key]:.1f}", colour(each, found[each.key]), each.key in standing.fails) for each in criteria
    )


def colour(criterion: Criterion, value: float) -> str:
    """The class of colour of a value on its criterion's scale."""
    ninths = (round(value, 1) - criterion.low) / criterion.scale.span * 9
    return CLASSES[sum(ninths >= each - 1e-9 for each in NINTHS)]


def legend(criteria: Sequence[Criterion]) -> list[tuple[str, str]]:
    """The classes of colour in words, on the scale that the criteria share."""
    scale = common_scale(criteria)
    ends = [f"{scale.low + scale.span * each / 9:.3g}" for each in NINTHS]
    words = [gettext("under %(end)s") % {"end": ends[0]}, *ends[:-1], gettext("%(end)s and more") % {"end": ends[-1]}]
    return list(zip(CLASSES, words, strict=True))


def range_of(seen: Ranked, place: Place) -> Range | None:
    """The range of ranks to draw; None where it is not shown or there is none."""
    if place.standing is None or place.firmness is None:
        return None
    of = len(seen.computed.ranking.standings)
    found = place.firmness
    return Range(place.standing.rank, found.low, found.high, of, seen.scored.seats, place.proposal)


def _picture(seen: Ranked, place: Place) -> SafeString | str:
    found = range_of(seen, place)
    if found is None:
        return ""
    facts = {"rank": found.rank, "low": found.low, "high": found.high}
    return draw_range(found, gettext("rank %(rank)s, in nine of ten runs %(low)s to %(high)s") % facts)


def _ranks(place: Place) -> str:
    if place.firmness is None or place.firmness.low is None:
        return ""
    low, high = str(place.firmness.low), str(place.firmness.high)
    return low if low == high else numbers.span(low, high)


@dataclass(frozen=True)
class Head:
    """A criterion over its column: its name, its share of all weights, its threshold."""

    name: Name
    weight: str
    threshold: str


def heads(seen: Ranked) -> list[Head]:
    """The criteria in their order."""
    stored = {str(each.pk): each for each in seen.round.criteria.all()}
    total = sum(each.weight for each in seen.scored.criteria)
    return [
        Head(
            stored[each.key].name,
            numbers.share(each.weight / total, 0 if round(each.weight / total * 100, 6) % 1 == 0 else 1),
            "" if each.threshold is None else f"{each.threshold:g}",
        )
        for each in seen.scored.criteria
    ]
