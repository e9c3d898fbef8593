"""What a comparison says in words: its title, what stands out, and what has to be known before reading it."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext, pgettext

from clusteratlas_web.explore.comparing.asked import CLUSTERS, REGIONS
from clusteratlas_web.explore.comparing.movers import ENTERED, Movers
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.shared import strong_in
from clusteratlas_web.foundation import numbers

_NAMED = 3  # clusters named in a sentence


def title_of(comparison: Comparison) -> str:
    """Four metropolitan areas, compared; or the years of one thing."""
    asked, names = comparison.asked, comparison.names
    count = {"count": len(comparison.units)}
    if asked.kind == CLUSTERS:
        return gettext("%(count)s clusters, compared") % count
    if asked.kind == REGIONS:
        if len(comparison.levels) > 1:
            return gettext("%(count)s regions, compared") % count
        return gettext("%(count)s %(level)s, compared") % (count | {"level": names.level_in_text(comparison.levels[0])})
    name = names.region(asked.codes[0]) if comparison.by_cluster else names.cluster(asked.codes[0])
    facts = {"name": name, "first": str(asked.years[0]), "last": str(asked.years[-1])}
    return gettext("%(name)s, %(first)s beside %(last)s") % facts


def joined(names: Sequence[str]) -> str:
    """Names one after the other."""
    return pgettext("between names", ", ").join(names)


def what_stands_out(comparison: Comparison) -> list[str]:
    """A sentence or three on regions side by side."""
    sentences = [_in_common(comparison)]
    told = comparison.tells_traded
    growth = (
        gettext("%(name)s grew fastest in traded jobs (%(figure)s).")
        if told
        else gettext("%(name)s grew fastest in jobs in clusters (%(figure)s).")
    )
    strong = (
        gettext("%(name)s has the largest share of its traded jobs in strong clusters (%(figure)s).")
        if told
        else gettext("%(name)s has the largest share of its jobs in strong clusters (%(figure)s).")
    )
    sentences.append(_highest(comparison, "traded_growth", growth, numbers.change))
    sentences.append(_highest(comparison, "share_by_book", strong, numbers.share))
    return [sentence for sentence in sentences if sentence]


def _in_common(comparison: Comparison) -> str:
    found = strong_in(comparison)
    every = [code for code, units in found.items() if len(units) == len(comparison.present)]
    if not every:
        some = any(len(units) > 1 for units in found.values())
        return gettext("No cluster is strong in all of them.") if some else gettext("They share no strong cluster.")
    names = joined([comparison.names.cluster(code) for code in every[:_NAMED]])
    if len(every) > _NAMED:
        facts = {"names": names, "more": len(every) - _NAMED}
        return gettext("All are strong in %(names)s and %(more)s more.") % facts
    return gettext("All are strong in %(names)s.") % {"names": names}


def _highest(comparison: Comparison, column: str, sentence: str, write: Callable[[float], str]) -> str:
    """The sentence on the thing with the highest figure; nothing where fewer than two have one."""
    known = [
        (comparison.headlines[unit.key][column], unit)
        for unit in comparison.present
        if comparison.headlines[unit.key].get(column) is not None
    ]
    if len(known) < 2:
        return ""
    figure, unit = max(known, key=lambda pair: (pair[0], -pair[1].number))
    return sentence % {"name": unit.short, "figure": write(figure)}


def what_clusters_say(comparison: Comparison) -> list[str]:
    """Which cluster is the largest and which grew fastest."""
    largest = gettext("%(name)s is the largest (%(figure)s jobs).")
    grew = gettext("%(name)s grew fastest since the year before (%(figure)s).")
    found = [
        _highest(comparison, "employment", largest, numbers.count),
        _highest(comparison, "employment_growth", grew, numbers.change),
    ]
    return [sentence for sentence in found if sentence]


def what_years_say(movers: Movers) -> list[str]:
    """How much there was of it in the first and in the last year, and what crossed the line."""
    facts = {"first": str(movers.first), "last": str(movers.last)}
    entered = sum(line.crossing == ENTERED for line in movers.all_lines)
    left = len(movers.crossed) - entered
    growth = "" if movers.growth is None else numbers.change(movers.growth)
    grew = gettext("From %(first)s to %(last)s jobs changed by %(change)s (%(growth)s).") % (
        facts | {"change": numbers.signed_count(movers.change), "growth": growth}
    )
    crossed = gettext("%(entered)s became strong, %(left)s no longer are.") % {"entered": entered, "left": left}
    return [grew, crossed] if growth else [crossed]


def what_to_know(comparison: Comparison) -> list[str]:
    """Notes: several levels, a region within another, a year without figures, kinds of clusters."""
    notes = [*_levels(comparison), *_within(comparison), *_lacking(comparison), *_vintages(comparison)]
    kinds = {row["kind"] for rows in comparison.cells.values() for row in rows.values()}
    if comparison.asked.kind == CLUSTERS and len(kinds) > 1 and comparison.edition.manifest.within != "all":
        notes.append(
            gettext(
                "Traded and local clusters stand side by side: the location quotient of each is taken over the jobs of "
                "its own kind, so that their quotients are held to different totals."
            )
        )
    return notes


def _levels(comparison: Comparison) -> list[str]:
    """Regions of several levels may be compared; strong does not mean quite the same in them."""
    if len(comparison.levels) < 2:
        return []
    names = joined([comparison.names.level_in_text(level) for level in comparison.levels])
    return [
        gettext(
            "The regions are of several levels: %(levels)s. Jobs, shares, growth, location quotients and likeness "
            "compare, since all are held to the same reference. Strong does not mean quite the same in each: where a "
            "rule book asks for percentiles, they are of the region’s own level. Ranks are of one level and are not "
            "set side by side."
        )
        % {"levels": names}
    ]


def _within(comparison: Comparison) -> list[str]:
    codes = {code: str(row["parent"]) for code, row in comparison.regions.items() if row.get("parent")}
    pairs = [(code, above) for code, above in codes.items() if above in comparison.regions]
    return [
        gettext("%(part)s lies in %(whole)s, whose figures hold its own.")
        % {"part": comparison.names.region(part), "whole": comparison.names.region(whole)}
        for part, whole in pairs
    ]


def _lacking(comparison: Comparison) -> list[str]:
    lacking = [unit.name for unit in comparison.units if unit.key not in comparison.headlines]
    if not lacking:
        return []
    return [gettext("There are no figures of %(names)s to compare here.") % {"names": joined(lacking)}]


def _vintages(comparison: Comparison) -> list[str]:
    """Years in several vintages of a classification compare less than they seem to."""
    manifest, asked = comparison.edition.manifest, comparison.asked
    vintages = list(dict.fromkeys(manifest.vintage(year) for year in asked.years))
    if not asked.of_years or len(vintages) < 2:
        return []
    facts = {"classification": manifest.classification, "vintages": joined([str(each) for each in vintages])}
    return [
        gettext(
            "Figures speak several vintages of %(classification)s: %(vintages)s. What a cluster gained or lost where "
            "they change counts as change."
        )
        % facts
    ]
