"""A ranking as tables to take away: its rows as their reader may see them, every line of every sheet, the draws."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from clusteratlas_web.foundation.sheets import Sheet
from clusteratlas_web.selection.deciding_words import proposal_word
from clusteratlas_web.selection.queries.ranking import Place, Ranked
from clusteratlas_web.selection.ranking import Chance, draws, sheet
from clusteratlas_web.selection.ranking_page import Row, juror_word, rows


def ranking_table(seen: Ranked, names: bool) -> Sheet:
    """The rows; for whom it is not shown whole, without what depends on the hidden ones."""
    found = rows(seen, names)
    criteria = _criteria(seen)
    heads = [
        *([gettext("Rank")] if seen.is_whole else []),
        *(gettext("Application"), gettext("Title"), *([gettext("Organisation")] if names else [])),
        *(gettext("Cluster"), gettext("Region"), gettext("Edition"), gettext("Location quotient"), gettext("Jobs")),
        *([gettext("Score")] if seen.is_whole else []),
        gettext("Score as given"),
        *(str(criteria[each.key]) for each in seen.scored.criteria),
        *_firm_heads(seen),
        *(gettext("Reviews"), gettext("Reviews assigned"), gettext("Jurors kept out")),
    ]
    return Sheet(_name(seen, "ranking"), heads, [_cells(seen, row, names) for row in found])


def _firm_heads(seen: Ranked) -> list[str]:
    if not seen.is_whole:
        return []
    ranks = [gettext("Rank, low end of nine in ten runs"), gettext("Rank, high end of nine in ten runs")]
    return [*ranks, gettext("Share of runs with a place"), gettext("Below threshold"), gettext("Proposal")]


def _cells(seen: Ranked, row: Row, names: bool) -> list[Any]:
    place, standing = row.place, row.place.standing
    found = {} if standing is None else standing.criteria
    return [
        *([standing.rank if standing else None] if seen.is_whole else []),
        *(row.number, row.title, *([row.organisation] if names else [])),
        *_evidence(row),
        *([standing.score if standing else None] if seen.is_whole else []),
        standing.plain if standing else None,
        *(found.get(each.key) for each in seen.scored.criteria),
        *_firm(seen, place),
        *(place.reviews, place.reviews_due, place.kept_out),
    ]


def _evidence(row: Row) -> list[Any]:
    short = row.evidence
    if short is None:
        return [None] * 5
    figures = short.row or {}
    return [short.cluster, short.region, short.edition, figures.get("location_quotient"), figures.get("employment")]


def _firm(seen: Ranked, place: Place) -> list[Any]:
    if not seen.is_whole:
        return []
    firm, criteria = place.firmness, _criteria(seen)
    fails = gettext("; ").join(str(criteria[key]) for key in place.standing.fails) if place.standing else ""
    figures = (firm.low, firm.high, firm.share) if firm else (None, None, None)
    return [*figures, fails, proposal_word(place.proposal)]


def lines_table(seen: Ranked) -> Sheet:
    """Every line of the sheet of every application, in full figures."""
    criteria, numbers = _criteria(seen), _numbers(seen)
    heads = [
        *(gettext("Application"), gettext("Juror"), gettext("Criterion"), gettext("Given"), gettext("Severity")),
        *(gettext("Severity removed"), gettext("Weight"), gettext("Share in the centre"), gettext("Adds to the score")),
    ]
    found = [line for place in seen.places if place.standing for line in _sheet(seen, place)]
    return Sheet(_name(seen, "lines"), heads, [[numbers[pk], *_line(seen, criteria, line)] for pk, line in found])


def _sheet(seen: Ranked, place: Place) -> list[tuple[int, Any]]:
    made = sheet(seen.scored.scores, seen.scored.criteria, place.entry.pk, seen.scored.method)
    return [(place.entry.pk, line) for line in made.lines]


def _line(seen: Ranked, criteria: dict[str, Any], line: Any) -> list[Any]:
    figures: Sequence[float] = (line.severity, line.adjusted, line.weight, line.share, line.contribution)
    return [juror_word(seen.labels.get(line.juror, 0)), str(criteria[line.criterion]), line.value, *figures]


def draws_table(seen: Ranked) -> Sheet:
    """The chance draws, so that each can be ranked again by hand: weights, the juror and the review left out."""
    criteria, numbers, robust = _criteria(seen), _numbers(seen), seen.computed.robustness
    chance = robust.chance if robust else Chance(0)
    made = draws(seen.scored.scores, seen.scored.criteria, chance) if robust else ()
    heads = [
        *(gettext("Run"), *(str(criteria[each.key]) for each in seen.scored.criteria)),
        *(gettext("Juror left out"), gettext("Review left out: application"), gettext("Review left out: juror")),
    ]
    table = []
    for run, each in enumerate(made, start=1):
        application, juror = each.review or (None, None)
        table.append(
            [run, *each.weights, _juror(seen, each.juror), numbers.get(application), _juror(seen, juror)]  # type: ignore[arg-type]
        )
    return Sheet(_name(seen, "draws"), heads, table)


def _juror(seen: Ranked, key: Any) -> str | None:
    return None if key is None else juror_word(seen.labels.get(key, 0))


def _criteria(seen: Ranked) -> dict[str, Any]:
    return {str(each.pk): each.name for each in seen.round.criteria.all()}


def _numbers(seen: Ranked) -> dict[int, int]:
    return {place.entry.pk: place.number for place in seen.places}


def _name(seen: Ranked, what: str) -> str:
    return f"{seen.round.call.slug}-{seen.round.number}-{what}"
