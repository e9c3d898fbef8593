"""What the page of a draft shows: what it does, coverage, impact, how well it holds together, how it is kept."""

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas.definitions import kinds_of
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import ClusterImpact, Fate, Impact, impact
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.choices import Chosen, Option, chosen
from clusteratlas_web.explore.definitions.asked import view_pairs
from clusteratlas_web.explore.definitions.draft import NOWHERE, Draft
from clusteratlas_web.explore.definitions.holding import holding
from clusteratlas_web.explore.definitions.limits import LONGEST
from clusteratlas_web.explore.definitions.shaped import (
    Shown,
    dissolved_rows,
    moved_rows,
    new_rows,
    renamed_rows,
    traded_jobs,
)
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.wording import kind_name
from clusteratlas_web.foundation.page import Link

NAMED = 4  # regions that a cluster's line names
_made: Kept[Impact] = Kept(32)


def draft_contents(request: HttpRequest, edition: Edition, draft: Draft) -> dict[str, Any]:
    """The context of explore/definition_draft.html."""
    place = chosen(request, edition)
    shown = _shown(request, edition, draft, place)
    found = _made.get(
        (edition.folder, draft, place), lambda: impact(edition, draft.definition, place.level, place.year)
    )
    return {
        **_named(shown),
        **_shape(shown),
        **_forms(shown),
        **_impact(shown, found),
        "holding": holding(shown),
        "entered": {},
        "list": addresses(edition).page("definitions"),
        "save": _save(shown),
        "zip": f"{addresses(edition).page('definition-files')}?{draft.query}",
    }


def title_of(draft: Draft, language: str) -> str:
    """What a draft is called: its title, or the name it has."""
    return draft.title.texts[language] if draft.title else draft.name


def _shown(request: HttpRequest, edition: Edition, draft: Draft, place: Chosen) -> Shown:
    page = addresses(edition).page("definition-edit")
    view = tuple(view_pairs(request.GET))
    return Shown(edition, naming(edition), draft, place.year, place.level, page, view)


def _named(shown: Shown) -> dict[str, Any]:
    to, draft, language = addresses(shown.edition), shown.draft, shown.names.language
    base = draft.base.title(language)
    return {
        "frame": frame(shown.edition, "clusters"),
        "draft": draft,
        "title": title_of(draft, language),
        "about": draft.about.texts[language],
        "base": base,
        "level": shown.names.level_in_text(shown.level),
        "year": shown.year,
        "atlas": shown.edition.manifest.atlas,
        "source": shown.edition.manifest.source,
        "crumbs": [
            Link(gettext("Clusters"), to.page("clusters")),
            Link(gettext("Definitions"), to.page("definitions")),
            Link(base, to.page("definition", definition=draft.origin)),
            Link(gettext("Draft"), ""),
        ],
    }


def _shape(shown: Shown) -> dict[str, Any]:
    return {
        "moves": moved_rows(shown),
        "new": new_rows(shown),
        "dissolved": dissolved_rows(shown),
        "renames": renamed_rows(shown),
        "traded_jobs": traded_jobs(shown),
    }


def _forms(shown: Shown) -> dict[str, Any]:
    draft, titles, opened = shown.draft, shown.titles, dict(shown.view).get("open", "")
    new = {each.code for each in draft.new}
    targets = _options({code: titles[code] for code in draft.targets})
    return {
        "page": shown.page,
        "form": addresses(shown.edition).page("definition-choose"),
        "sent": draft.pairs,
        "targets": targets,
        "standing": [option for option in targets if option.value not in new],
        "nowhere": NOWHERE,
        "kinds": [Option(kind, kind_name(kind), False) for kind in kinds_of(draft.base)],
        "opened": opened,
        "members": _members(shown, opened),
    }


def _options(titles: dict[str, str]) -> list[Option]:
    return sorted((Option(code, title, False) for code, title in titles.items()), key=lambda option: option.label)


def _members(shown: Shown, opened: str) -> list[Row]:
    """The industries of the cluster that is opened, with their jobs; nothing where none is."""
    vintage = shown.edition.manifest.vintage(shown.year)
    if not opened or vintage not in shown.draft.definition.vintages:
        return []
    rows = [
        {"industry": code, "title": shown.names.industry(code), "employment": shown.jobs.get(code)}
        for code, place in shown.draft.definition.membership(vintage).items()
        if place.cluster == opened
    ]
    return sorted(rows, key=lambda row: (-(row["employment"] or 0), row["industry"]))


def _impact(shown: Shown, found: Impact) -> dict[str, Any]:
    fates = {each.fate: each for each in found.coverage}
    return {
        "coverage": [_fate(each) for each in found.coverage],
        "moving": fates["moved"].industries + fates["dropped"].industries + fates["added"].industries,
        "moving_jobs": fates["moved"].employment + fates["dropped"].employment + fates["added"].employment,
        "changed": [_change(each, shown) for each in found.clusters if each.changes],
        "gained": sum(len(each.gained) for each in found.clusters),
        "lost": sum(len(each.lost) for each in found.clusters),
        "quotients": [_quotient(row, shown) for row in found.quotients],
    }


def _fate(each: Fate) -> Row:
    words = {
        "kept": gettext("stay in their cluster"),
        "moved": gettext("move to another cluster"),
        "added": gettext("come into a cluster"),
        "dropped": gettext("lose their cluster"),
        "left out": gettext("are in no cluster"),
    }
    return {"label": words[each.fate], "industries": each.industries, "employment": each.employment}


def _change(each: ClusterImpact, shown: Shown) -> Row:
    to = addresses(shown.edition)

    def listed(regions: list[str]) -> list[Link]:
        return [Link(shown.names.short_region(code), to.region(code, shown.year)) for code in regions[:NAMED]]

    return {
        "name": shown.title(each.cluster),
        "before": each.employment_before,
        "after": each.employment_after,
        "industries_before": each.industries_before,
        "industries_after": each.industries_after,
        "strong_before": len(each.strong_before),
        "strong_after": len(each.strong_after),
        "gained": listed(each.gained),
        "gained_more": max(len(each.gained) - NAMED, 0),
        "lost": listed(each.lost),
        "lost_more": max(len(each.lost) - NAMED, 0),
    }


def _quotient(row: Row, shown: Shown) -> Row:
    return row | {
        "name": shown.names.region(row["region"]),
        "address": addresses(shown.edition).region(row["region"], shown.year),
        "title": shown.title(row["cluster"]),
        "strong": " → ".join(_strong_word(row[when]["strong"]) for when in ("before", "after")),
    }


def _strong_word(strong: bool | None) -> str:
    return gettext("not said") if strong is None else gettext("yes") if strong else gettext("no")


def _save(shown: Shown) -> str:
    """Where whoever is signed in keeps the draft; its address goes along where it is short enough to be said twice."""
    page = reverse("stories:save")
    view = f"{shown.page}?{urlencode([*shown.draft.pairs, *shown.view])}"
    whole = f"{page}?view={quote(view, safe='')}"
    return whole if len(quote(whole)) <= LONGEST else page  # the page of signing in quotes it once more
