"""Where a number stands: the strip of all it is set beside, its place among them, and their deciles."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.explained import Distribution, Explained, distribution_of
from clusteratlas.editions.queries.regions import level_of
from clusteratlas_web.explore.explained.figures import data, unit_of, write, write_tick
from clusteratlas_web.explore.explained.strip import NARROW, WIDE, Strip, lay_strip
from clusteratlas_web.explore.explained.words import counted_in_words, of_what
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation.numbers import count

LEAST = 3  # values, below which there is nothing to draw


@dataclass(frozen=True)
class DecileLine:
    """A row of the table: which part of the values lies at or below it, and the value; `own` for the number itself."""

    place: str
    figure: str
    own: bool


@dataclass(frozen=True)
class Label:
    """A figure on the axis of a strip."""

    x: float
    anchor: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """A strip with the words of its axis."""

    strip: Strip
    labels: list[Label]


@dataclass(frozen=True)
class StandingView:
    """The section: how many, the place, the drawings and the table beside them."""

    lead: str
    wide: Drawing
    narrow: Drawing
    lines: list[DecileLine]
    here: str
    line: str


def standing(edition: Edition, explained: Explained, threshold: float | None, sign: str) -> StandingView | None:
    """The section; None where there are too few values to set the number beside."""
    found = distribution_of(edition, explained)
    if found is None or len(found.rows) < LEAST:
        return None
    return _view(edition, explained, found, threshold, sign)


def _view(
    edition: Edition, explained: Explained, found: Distribution, threshold: float | None, sign: str
) -> StandingView:
    name = f"{explained.subject.table}.{found.column}"
    own = found.value
    value = None if own is None else float(own)
    written = "" if own is None else write(name, own, edition.manifest.currency)
    drawings = [_drawing(edition, name, found, value, threshold, width) for width in (WIDE, NARROW)]
    line = "" if threshold is None else f"{sign} {write(name, threshold, edition.manifest.currency)}"
    return StandingView(
        lead=_lead(edition, explained, found),
        wide=drawings[0],
        narrow=drawings[1],
        lines=_lines(edition, name, found),
        here=f"{_place(edition, explained, found)} {written}",
        line=line,
    )


def _drawing(
    edition: Edition, name: str, found: Distribution, own: float | None, threshold: float | None, width: int
) -> Drawing:
    strip = lay_strip(found.values, own, threshold, width, unit_of(name) == "ratio")
    currency = edition.manifest.currency
    return Drawing(strip, [Label(tick.x, tick.anchor, write_tick(name, tick.value, currency)) for tick in strip.ticks])


def _lead(edition: Edition, explained: Explained, found: Distribution) -> str:
    """How many values there are, and which place the number has."""
    facts = {"n": count(len(found.rows)), "of": _company(edition, explained, found), "rank": count(found.rank or 0)}
    if found.rank is None:
        return gettext("%(n)s %(of)s have a figure.") % facts
    return gettext("%(n)s %(of)s have a figure; from the highest down, this is number %(rank)s.") % facts


def _company(edition: Edition, explained: Explained, found: Distribution) -> str:
    """What the values are of: metropolitan areas."""
    row = explained.row
    level = row.get("level") or (level_of(edition, row["region"]) if row.get("region") else None)
    if found.of == "region" and level:
        return naming(edition).level_in_text(level)
    return counted_in_words(edition, found.of)


def _place(edition: Edition, explained: Explained, found: Distribution) -> str:
    """The name beside the mark."""
    return of_what(edition, {found.of: found.own}) if found.of != "other" else of_what(edition, {"cluster": found.own})


def _lines(edition: Edition, name: str, found: Distribution) -> list[DecileLine]:
    """The deciles from the lowest, and the number itself among them."""
    currency = edition.manifest.currency
    lines = [(value, DecileLine(f"{part}%", data(write(name, _whole(value), currency), value), own=False))
             for part, value in found.deciles]  # fmt: skip
    own = found.value
    if own is not None:
        reached = sum(value <= own for value in found.values) / len(found.values)
        text = data(write(name, own, currency), own)
        at = sum(value < own for value, _ in lines)
        lines.insert(at, (float(own), DecileLine(f"{reached * 100:.1f}%", text, own=True)))
    return [line for _, line in lines]


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value
