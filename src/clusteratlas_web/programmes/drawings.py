"""Pictures of a programme as SVG: money by year, phases on a line; each stands beside its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from clusteratlas_web.programmes.sums import STATES

_FILLS = {"planned": "var(--q2)", "committed": "var(--q3)", "spent": "var(--q5)"}
_WIDE, _NARROW = 760, 328
_HEIGHT, _FOOT, _HEAD = 150, 22, 18


@dataclass(frozen=True)
class YearBars:
    """The amounts of a year by state."""

    year: int
    amounts: dict[str, Decimal]


def draw_money(years: Sequence[YearBars], label: str, most: str, narrow: bool = False) -> SafeString:
    """Bars by year: planned, committed, spent beside each other; `most` is the highest amount in words."""
    width = _NARROW if narrow else _WIDE
    highest = max((amount for year in years for amount in year.amounts.values()), default=Decimal()) or Decimal(1)
    step = width / len(years)
    bar = max(1.0, min(18.0, step / 4))
    bars = format_html_join("", "{}", ((_bar(year, number, step, bar, highest),) for number, year in enumerate(years)))
    every = max(1, -(-len(years) * 40 // width))
    ticks = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(step * (n + 0.5), 1), _HEAD + _HEIGHT + 15, y.year) for n, y in enumerate(years) if n % every == 0),
    )
    return format_html(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<text x="0" y="11" class="mu">{3}</text><line class="gr" x1="0" x2="{0}" y1="{4}" y2="{4}"/>'
        '{5}<line class="ax" x1="0" x2="{0}" y1="{6}" y2="{6}"/>{7}</svg>',
        width,
        _HEAD + _HEIGHT + _FOOT,
        label,
        most,
        _HEAD,
        bars,
        _HEAD + _HEIGHT,
        ticks,
    )


def _bar(year: YearBars, number: int, step: float, bar: float, highest: Decimal) -> SafeString:
    left = step * (number + 0.5) - bar * 1.5
    rows = []
    for place, state in enumerate(STATES):
        amount = year.amounts.get(state)
        if amount is not None:
            height = round(float(amount / highest) * _HEIGHT, 1)
            rows.append(
                (
                    round(left + bar * place, 1),
                    round(_HEAD + _HEIGHT - height, 1),
                    round(bar - 0.5, 1),
                    height,
                    _FILLS[state],
                )
            )
    return format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>', rows)


@dataclass(frozen=True)
class Stretch:
    """A phase on the line: from when to when, its number, and the days on which targets are due or were reached."""

    number: int
    begins: date
    ends: date
    due: tuple[date, ...]
    reached: tuple[date, ...]


def draw_phases(stretches: Sequence[Stretch], today: date, label: str, now: str, narrow: bool = False) -> SafeString:
    """Phases on a line of years, a mark for today, hollow marks for targets due, filled ones where reached."""
    width = _NARROW if narrow else _WIDE
    first, last = min(each.begins for each in stretches), max(each.ends for each in stretches)
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return round(8 + (width - 16) * (min(max(day, first), last) - first).days / span, 1)

    parts: list[SafeString] = []
    for place, each in enumerate(stretches):
        left, right = x(each.begins), x(each.ends)
        parts.append(
            format_html(
                '<rect x="{}" y="26" width="{}" height="16" fill="var(--q{})"/>'
                '<text x="{}" y="20" class="ik">{}</text><text x="{}" y="58">{}</text>',
                left,
                max(1.0, round(right - left - 2, 1)),
                (2, 3, 4)[place % 3],
                left,
                each.number,
                left,
                each.begins.year,
            )
        )
        marks = [(x(day), "var(--paper)") for day in each.due] + [(x(day), "var(--ink)") for day in each.reached]
        parts += [
            format_html('<circle cx="{}" cy="34" r="4" fill="{}" stroke="var(--ink)"/>', at, fill) for at, fill in marks
        ]
    parts.append(format_html('<text x="{}" y="58" text-anchor="end">{}</text>', width - 8, last.year))
    if first <= today <= last:
        parts.append(
            format_html(
                '<line x1="{0}" x2="{0}" y1="22" y2="46" stroke="var(--accent)" stroke-width="2"/>'
                '<text class="ac" x="{0}" y="72" text-anchor="middle">{1}</text>',
                x(today),
                now,
            )
        )
    return format_html(
        '<svg width="{0}" height="78" viewBox="0 0 {0} 78" role="img" aria-label="{1}">{2}</svg>',
        width,
        label,
        format_html_join("", "{}", ((part,) for part in parts)),
    )
