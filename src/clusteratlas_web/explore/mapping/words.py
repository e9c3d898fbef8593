"""The words of a map: what it is about, how to read it, what is asked of its regions."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import mapped
from clusteratlas_web.explore.figure import measure_lead
from clusteratlas_web.explore.mapping.asked import Asked, Shown
from clusteratlas_web.explore.mapping.breaks import FIXED
from clusteratlas_web.explore.mapping.bubbles import unit_words
from clusteratlas_web.explore.mapping.figures import Figures
from clusteratlas_web.explore.mapping.legends import SizeWords
from clusteratlas_web.explore.mapping.measures import CLASS, SURENESS
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.rule_choice import RuleChoice
from clusteratlas_web.explore.scales import SCALES
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation import numbers


def measure_of(shown: Shown, rules: RuleChoice) -> str:
    """What the measure is called, with the rule book that a class is of."""
    if shown.measure.name not in (CLASS, SURENESS):
        return shown.measure.label
    return gettext("%(measure)s, “%(book)s”") % {"measure": shown.measure.label, "book": rules.title}


def opening_of(shown: Shown, rules: RuleChoice) -> str:
    """The measure as a sentence before those that explain it; nothing where it is the title already."""
    if shown.subject.is_whole:
        return ""
    return pgettext("before the next sentence", "%(measure)s. ") % {"measure": measure_of(shown, rules)}


def title_of(shown: Shown, names: Naming) -> str:
    """What a map is about; a map of regions as a whole is about its measure."""
    return shown.measure.label if shown.subject.is_whole else shown.subject.name(names)


def named_of(shown: Shown, names: Naming, measure: str) -> str:
    """Subject, measure and year of a map in one line; the measure once where it is the subject."""
    facts = {"title": title_of(shown, names), "measure": measure, "year": shown.year}
    whole, part = gettext("%(measure)s, %(year)s"), gettext("%(title)s, %(measure)s, %(year)s")
    return (whole if shown.subject.is_whole else part) % facts


def lead_of(edition: Edition, shown: Shown, level: str) -> str:
    """How to read a map: what its measure is, of which level and year."""
    subject, measure = shown.subject, shown.measure
    if subject.table == mapped.CLUSTER and measure.name in SCALES:
        return measure_lead(measure.name, edition.manifest, subject.mapped.kind, level, shown.year)
    facts = {"sentence": wording(edition.manifest).spoken(measure.meaning), "level": level, "year": shown.year}
    return gettext("%(sentence)s %(level)s, %(year)s.") % facts


def asked_in_words(asked: Asked) -> str:
    """What a region has to meet: at least 1,000 jobs, strong."""
    parts = []
    if asked.least_jobs is not None:
        parts.append(gettext("at least %(count)s jobs") % {"count": numbers.count(asked.least_jobs)})
    if asked.least_quotient is not None:
        parts.append(gettext("a location quotient of at least %(least)s") % {"least": f"{asked.least_quotient:g}"})
    if asked.only_strong:
        parts.append(pgettext("of a cluster in a region", "strong"))
    return pgettext("between names", ", ").join(parts)


def size_words(figures: Figures, names: Naming, coloured: Sequence[Row]) -> SizeWords | None:
    """What the legend of bubbles says; None where there are none."""
    bubbled = figures.bubbled
    if bubbled is None:
        return None
    label = bubbled.amount.label(bubbled.shown, names)
    facts = {"amount": label}
    one_scale = gettext("Area of a bubble: %(amount)s. One scale for all years, so years can be compared.")
    for_both = gettext("Area of a bubble: %(amount)s. One scale for both maps and all years.")
    missing = bubbled.without(coloured)
    without = ngettext(
        "%(n)s coloured region has no bubble: nothing there, or not known",
        "%(n)s coloured regions have no bubble: nothing there, or not known",
        missing,
    )
    return SizeWords(
        write=figures.write_amount,
        unit=unit_words(bubbled.measure.unit),
        caption=(for_both if bubbled.maps > 1 else one_scale) % facts,
        without=without % {"n": missing} if missing else "",
    )


def spread_of(figures: Figures) -> str:
    """How the limits of the classes came about, where they are not the same on every map."""
    if figures.scale.labels or figures.shown.measure.unit in FIXED:
        return ""
    return gettext("Limits are rounded and part all figures of all years about evenly, so years can be compared.")
