"""What the page of a programme shows, from everything that is recorded of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, pgettext

from clusteratlas_web.foundation.money import money, short_money
from clusteratlas_web.foundation.numbers import count
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.drawings import Stretch, YearBars, draw_money, draw_phases
from clusteratlas_web.programmes.matrix import Actor, Matrix, Task, lay_matrix
from clusteratlas_web.programmes.models import Instrument, Target
from clusteratlas_web.programmes.named import Named, department_named, organisation_name, place_named, programme_named
from clusteratlas_web.programmes.policy_test import Answer, policy_test
from clusteratlas_web.programmes.queries.whole import Whole
from clusteratlas_web.programmes.sums import Amount, Line, lines, totals
from clusteratlas_web.programmes.words import CODED, COMMITTED, DIMENSIONS, LEAD, PARTNER, PARTS, PLANNED
from clusteratlas_web.registry.words import KINDS, SIZES


@dataclass(frozen=True)
class Tile:
    """A question of the policy test with its answer in words."""

    question: str
    answer: str
    why: str
    is_answered: bool
    is_long: bool


@dataclass(frozen=True)
class MoneyRow:
    """A line of the money table as it is written."""

    department: Named | None
    year: str
    cells: list[str]


@dataclass(frozen=True)
class MoneyShown:
    """The money of a programme: rows, sums by currency, and a picture where years are recorded."""

    rows: list[MoneyRow]
    sums: list[MoneyRow]
    pictures: list[tuple[str, Any, Any]]  # currency, wide, narrow


@dataclass(frozen=True)
class TargetShown:
    """A target with how far it is."""

    target: Target
    value: str
    latest: str
    progress: int | None
    said: str


@dataclass(frozen=True)
class InstrumentShown:
    """An instrument with who may use it, in words."""

    instrument: Instrument
    department: Named
    dimension: str
    audience: list[tuple[str, str]]
    coding: str
    is_open: bool


def matrix_of(whole: Whole) -> Matrix:
    """The 1+N matrix: instruments, and the roles that no instrument carries out."""
    actors = [
        Actor(
            part.pk, str(organisation_name(part.organisation)), part.part, department_named(part.organisation).address
        )
        for part in whole.parts
    ]
    return lay_matrix(actors, tasks_of(whole), whole.has_council)


def tasks_of(whole: Whole) -> list[Task]:
    """What the departments do, in the order of the parts."""
    found = []
    for part in whole.parts:
        instruments = list(part.instruments.all())
        carried = {each.role_id for each in instruments}
        roles = [each for each in part.roles.all() if each.pk not in carried]
        found += [Task(part.pk, str(each.name), each.dimension) for each in (*instruments, *roles)]
    return found


def tiles_of(whole: Whole, matrix: Matrix) -> list[Tile]:
    """The four questions of the policy test."""
    return [_tile(answer) for answer in policy_test(matrix, bool(whole.budget), whole.programme.since)]


def _tile(answer: Answer) -> Tile:
    said = gettext(answer.word) if answer.word else ""
    if answer.dimensions:
        said = gettext("; ").join(dimension_word(each) for each in answer.dimensions)
    why = gettext(answer.why) % answer.facts if answer.facts else gettext(answer.why)
    return Tile(
        gettext(answer.question),
        said or gettext("cannot be answered"),
        why,
        answer.is_answered,
        len(answer.dimensions) > 2,
    )


def dimension_word(dimension: str) -> str:
    """What a dimension is called; of what nobody coded, that it is not recorded."""
    return worded(DIMENSIONS, dimension) if dimension else gettext("Dimension not recorded")


def coding_word(coding: str) -> str:
    """How a dimension was found, in the reader's words where it came with the facts."""
    return gettext(CODED) if coding == CODED else coding


def part_word(part: str) -> str:
    """Lead or partner; what the source does not say is said to be not recorded."""
    return worded(PARTS, part) if part else gettext("part not recorded")


def head_of(whole: Whole) -> str:
    """One lead and so many partners, as far as recorded."""
    lead = any(part.part == LEAD for part in whole.parts)
    partners = sum(part.part == PARTNER for part in whole.parts)
    if lead and partners == 1:
        return gettext("1 lead + 1 partner")
    if lead and partners:
        return gettext("1 lead + %(n)s partners") % {"n": partners}
    if lead:
        return gettext("1 lead, no partner recorded")
    return gettext("lead not recorded")


def money_of_programme(whole: Whole) -> MoneyShown:
    """Rows by department and year, sums by currency, bars by year for each currency."""
    named = {line.department_id: department_named(line.department) for line in whole.budget if line.department}
    keyed = [
        Amount((line.department_id, line.year, line.years), line.state, line.currency, line.amount)
        for line in whole.budget
    ]
    rows = [
        MoneyRow(named.get(row.key[0]), _years(row.key[1], row.key[2]), written(row))  # type: ignore[index]
        for row in lines(keyed)
    ]
    sums = [MoneyRow(None, row.currency, written(row)) for row in totals(lines(keyed))]
    return MoneyShown(rows, sums, _money_pictures(whole))


def written(row: Line) -> list[str]:
    """Planned, committed and spent as a page writes them; empty where nothing is recorded."""
    language = get_language() or "en"
    return ["" if each is None else money(float(each), row.currency, language) for each in row.cells]


def _years(year: int | None, years: int) -> str:
    if year is None and years > 1:
        return gettext("over %(n)s years; which ones is not recorded") % {"n": years}
    if year is None:
        return gettext("a year that is not recorded")
    return str(year) if years == 1 else f"{year}–{year + years - 1}"


def _money_pictures(whole: Whole) -> list[tuple[str, Any, Any]]:
    pictures, language = [], get_language() or "en"
    for currency in sorted({line.currency for line in whole.budget}):
        by_year: dict[int, dict[str, Decimal]] = {}
        for line in whole.budget:
            if line.currency == currency and line.year is not None and line.years == 1:
                amounts = by_year.setdefault(line.year, {})
                amounts[line.state] = amounts.get(line.state, Decimal()) + line.amount
        if by_year:
            years = [YearBars(year, by_year.get(year, {})) for year in range(min(by_year), max(by_year) + 1)]
            highest = max(amount for amounts in by_year.values() for amount in amounts.values())
            label = gettext("Planned, committed and spent by year, in %(currency)s") % {"currency": currency}
            most = short_money(float(highest), currency, language)
            pictures.append((currency, draw_money(years, label, most), draw_money(years, label, most, narrow=True)))
    return pictures


def phases_shown(whole: Whole, today: date) -> tuple[Any, Any] | None:
    """The line of phases, wide and narrow; None where no phase is recorded."""
    if not whole.phases:
        return None
    stretches = [
        Stretch(
            each.number,
            each.begins,
            each.ends,
            tuple(target.due for target in each.targets.all() if target.due and not target.reached),
            tuple(target.reached for target in each.targets.all() if target.reached),
        )
        for each in whole.phases
    ]
    label, now = gettext("Phases on a line of years"), gettext("today")
    return draw_phases(stretches, today, label, now), draw_phases(stretches, today, label, now, narrow=True)


def target_shown(target: Target, today: date) -> TargetShown:
    """How far a target is, as a share of the way from the figure before to the one wanted."""
    progress = progress_of(target)
    if target.reached:
        said = gettext("reached on %(day)s") % {"day": target.reached.isoformat()}
    elif target.due and target.due < today:
        said = gettext("due on %(day)s, not recorded as reached") % {"day": target.due.isoformat()}
    elif target.due:
        said = gettext("due on %(day)s") % {"day": target.due.isoformat()}
    else:
        said = gettext("no due date recorded")
    return TargetShown(target, figure(target.value), figure(target.latest), progress, said)


def progress_of(target: Target) -> int | None:
    """Per cent of the way; None where the figure before or the latest one is not recorded, or there is no way to go."""
    if target.latest is None or target.baseline is None or target.value == target.baseline:
        return None
    share = (target.latest - target.baseline) / (target.value - target.baseline)
    return max(0, min(100, round(float(share) * 100)))


def figure(value: Decimal | None) -> str:
    """A figure of a target without empty decimals; empty where there is none."""
    if value is None:
        return ""
    return count(float(value)) if value == value.to_integral_value() else f"{value:,.2f}".rstrip("0")


def instruments_shown(whole: Whole, today: date) -> list[InstrumentShown]:
    """The instruments of all departments, the open ones first."""
    found = [
        InstrumentShown(
            each,
            department_named(part.organisation),
            dimension_word(each.dimension),
            audience(each),
            coding_word(each.coding),
            each.is_open(today),
        )
        for part in whole.parts
        for each in part.instruments.all()
    ]
    return sorted(found, key=lambda each: not each.is_open)


def audience(instrument: Instrument) -> list[tuple[str, str]]:
    """Who may use an instrument: each condition with its values; nothing where there is none."""
    between = pgettext("between names", ", ")
    found = (
        (gettext("Kinds of organisation"), [worded(KINDS, code) for code in instrument.for_kinds]),
        (gettext("Sizes"), [worded(SIZES, code) for code in instrument.for_sizes]),
        (gettext("Regions"), [str(place_named("region", code).name) for code in instrument.for_regions]),
        (gettext("Clusters"), [str(place_named("cluster", code).name) for code in instrument.for_clusters]),
    )
    return [(label, between.join(values)) for label, values in found if values]


def successions_shown(whole: Whole) -> list[tuple[str, Named, int | None]]:
    """What this one follows, splits from or merges into, and what follows it."""
    back = {
        "follows": gettext("It follows"),
        "splits": gettext("It splits from"),
        "merges": gettext("Into it merges"),
    }
    on = {
        "follows": gettext("It is followed by"),
        "splits": gettext("From it splits"),
        "merges": gettext("It merges into"),
    }
    return [
        *((back[each.kind], programme_named(each.earlier), each.year) for each in whole.earlier),
        *((on[each.kind], programme_named(each.later), each.year) for each in whole.later),
    ]


def budget_said(programme: Any) -> str:
    """The sum that is recorded as planned or committed, per currency; empty where nothing is."""
    amounts = [Amount("", each.state, each.currency, each.amount) for each in programme.budget.all()]
    language = get_language() or "en"
    said = []
    for row in totals(lines(amounts)):
        value = row.amounts.get(PLANNED, row.amounts.get(COMMITTED, row.amounts.get("spent")))
        said.append(money(float(value or 0), row.currency, language))
    return gettext("; ").join(said)
