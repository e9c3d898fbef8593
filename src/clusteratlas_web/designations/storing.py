"""Levels and their sets of indicators as tables of data, stored: from what ships, and from what departments draft."""

from typing import Any

from clusteratlas_web.designations.models import Group, Indicator, IndicatorSet, Level, Scheme

LEVEL_FIELDS = (
    *("code", "names", "about", "valid_months", "review_months", "experts", "foreign_experts", "visit_days"),
    *("before_least_months", "before_most_months", "improvements_first", "improvements_renewal", "rule", "least_total"),
)


def store_set(level: Level, the_set: dict[str, Any]) -> IndicatorSet:
    """A set that was read as the current one of a level; the one before stays for the answers that used it."""
    before = IndicatorSet.objects.filter(level=level).first()
    IndicatorSet.objects.filter(level=level, is_current=True).update(is_current=False)
    edition = before.edition + 1 if before else 1
    made = IndicatorSet.objects.create(level=level, edition=edition, is_own=the_set["own"], source=the_set["source"])
    for group in the_set["groups"]:
        stored = Group.objects.create(set=made, number=group["number"], names=group["names"])
        Indicator.objects.bulk_create(Indicator(set=made, group=stored, **row) for row in group["indicators"])
    return made


def store_level(scheme: Scheme, number: int, row: dict[str, Any], known: Level | None = None) -> Level:
    """A level at its place, made or changed; what the row does not say is as for a new one."""
    level = known or Level(scheme=scheme)
    for name in LEVEL_FIELDS:
        setattr(level, name, row[name] if name in row else Level._meta.get_field(name).get_default())
    level.number = number
    level.version += 1 if known else 0
    level.save()
    return level


def store_levels(scheme: Scheme, rows: list[dict[str, Any]]) -> dict[str, Level]:
    """The levels of a scheme with their indicators, and how they refer to each other."""
    levels: dict[str, Level] = {}
    for number, row in enumerate(rows, start=1):
        levels[row["code"]] = store_level(scheme, number, row)
        if "set" in row:
            store_set(levels[row["code"]], row["set"])
    link_levels(rows, levels)
    return levels


def link_levels(rows: list[dict[str, Any]], levels: dict[str, Level]) -> None:
    """How the levels of a scheme refer to each other."""
    for row in rows:
        others = {name: levels[row[name]] for name in ("before", "becomes") if name in row}
        if others:
            Level.objects.filter(pk=levels[row["code"]].pk).update(**others)
