"""The classes of a measure: fixed ones where the field has them, else rounded limits that part regions evenly."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from math import floor, log10

from django.utils.translation import get_language, gettext

from clusteratlas.charts import GROWTH_CLASSES, QUOTIENT_CLASSES
from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.layout.grades import GRADES, LOWEST_GRADE
from clusteratlas_web.explore.mapping.measures import CLASS, GRADE, SURENESS, MapMeasure
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.rule_choice import class_name
from clusteratlas_web.explore.scales import SCALES, Scale
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.marks import Mark
from clusteratlas_web.foundation.money import short_money

CLASSES = 6
_GRADES = (*GRADES, LOWEST_GRADE)
UNSAID = "unsaid"
PERCENTILES = (0.0, 0.1, 0.25, 0.4, 0.6, 0.75, 0.9)
FIXED = ("ratio", "rate", "percentile")  # units whose classes are the same on every map
_COUNTS = ("persons", "establishments", "clusters", "industries", "regions")
_MONEY = ("currency", "per-person")
_STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_DIVERGING = tuple(f"d{at}" for at in range(-3, 4))
# Categories have a colour and a pattern of their own each; k0 is what reaches no class, kn of what nothing can be said.
_COLOURS = ("k1", "k2", "k3", "k4", "k5")
_PATTERNS = ("", "dotted", "ruled", "crossed", "checked")

Write = Callable[[float], str]


def writer(unit: str, currency: str) -> Write:
    """How figures of a unit are written."""
    if unit in _COUNTS:
        return numbers.count
    if unit in _MONEY:
        return partial(short_money, currency=currency, language=get_language() or "en")
    writers: dict[str, Write] = {
        "share": numbers.share,
        "percentile": partial(numbers.share, decimals=0),
        "rate": numbers.change,
        "ratio": numbers.location_quotient,
    }
    return writers.get(unit, partial(exactly, decimals=2))


def figure_scale(measure: MapMeasure, values: Sequence[float], currency: str) -> Scale:
    """The scale of a measure with figures; `values` are those of all regions and years, from the lowest."""
    if measure.unit in ("ratio", "rate"):
        return _fixed(measure)
    write = writer(measure.unit, currency)
    if measure.unit == "percentile":
        return Scale(measure.name, PERCENTILES, _DIVERGING, write, write)
    bounds = rounded_bounds(values, whole=measure.unit in _COUNTS)
    return Scale(measure.name, bounds, spread_colours(len(bounds)), write, _bound_writer(measure.unit, write))


def _fixed(measure: MapMeasure) -> Scale:
    quotient = measure.unit == "ratio"
    model = SCALES["location_quotient" if quotient else "employment_growth"]
    bounds = QUOTIENT_CLASSES if quotient else (float("-inf"), *GROWTH_CLASSES)
    return Scale(measure.name, bounds, model.colours, model.write, model.write_bound, model.emphasised)


def _bound_writer(unit: str, write: Write) -> Write:
    """A limit is round, so a share needs no more decimals than it has."""
    return (lambda value: f"{value * 100:g}%") if unit == "share" else write


def spread_colours(classes: int) -> tuple[str, ...]:
    """So many of the six colours of a sequence, as far apart as they can be."""
    if classes == 1:
        return ("q3",)
    return tuple(f"q{round(at * (CLASSES - 1) / (classes - 1))}" for at in range(classes))


def rounded_bounds(values: Sequence[float], whole: bool = False) -> tuple[float, ...]:
    """The lower ends of at most six classes with about as many of the ordered values each, rounded.

    A limit that would leave a class empty is left out; the first class begins at 0, or has no lower end where there
    are values below it.
    """
    if not values:
        return (0.0,)
    first = 0.0 if values[0] >= 0 else float("-inf")
    cuts = [values[len(values) * at // CLASSES] for at in range(1, CLASSES)]
    bounds, below = [first], 0
    for cut in (rounded(each, whole) for each in cuts):
        place = bisect_left(values, cut)
        if cut > bounds[-1] and below < place < len(values):
            bounds.append(cut)
            below = place
    return tuple(bounds)


def rounded(value: float, whole: bool = False) -> float:
    """The nearest of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten; a count is whole."""
    if value == 0:
        return 0.0
    power = floor(log10(abs(value)))
    size = abs(value) / 10.0**power
    step = min(_STEPS, key=lambda each: abs(each - size))
    found = round(step * 10.0**power, 10 - power if power < 0 else 10)
    found = float(round(found)) if whole else found
    return found if value > 0 else -found


def named_scale(measure: MapMeasure, book: RuleBook) -> tuple[Scale, tuple[str, ...]]:
    """The scale of a measure with named classes, and the codes of the classes, the highest first."""
    codes, labels = {CLASS: _of_book, SURENESS: _of_marks, GRADE: _of_grades}[measure.name](book)
    reached = len([code for code in codes if code not in _UNREACHED])
    colours = [*_COLOURS[:reached], *(_UNREACHED[code] for code in codes[reached:])]
    patterns = [*_PATTERNS[:reached], *("" for _ in codes[reached:])]
    if measure.name == SURENESS:
        colours[1], patterns[1] = "k1", "ruled"
    bounds = tuple(float(at) for at in range(len(codes)))
    scale = Scale(
        measure.name,
        bounds,
        tuple(colours),
        lambda value: labels[int(value)],
        lambda value: labels[int(value)],
        labels=tuple(labels),
        patterns=tuple(patterns),
    )
    return scale, tuple(codes)


NOT_REACHED = "none"
_UNREACHED = {NOT_REACHED: "k0", Mark.NOT_STRONG.value: "k0", UNSAID: "kn"}


def _of_book(book: RuleBook) -> tuple[list[str], list[str]]:
    codes = list(book.classes)[::-1]
    labels = [class_name(book, code) for code in codes]
    return [*codes, NOT_REACHED, UNSAID], [*labels, gettext("in none of these classes"), _unsaid()]


def _of_marks(_: RuleBook) -> tuple[list[str], list[str]]:
    marks = [Mark.ROBUST, Mark.BORDERLINE, Mark.NOT_STRONG]
    return [*(mark.value for mark in marks), UNSAID], [*(mark.word for mark in marks), _unsaid()]


def _of_grades(_: RuleBook) -> tuple[list[str], list[str]]:
    return list(_GRADES), [gettext("grade %(grade)s") % {"grade": grade} for grade in _GRADES]


def _unsaid() -> str:
    return gettext("it cannot be said")
