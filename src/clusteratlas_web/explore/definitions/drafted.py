"""What the page of a draft shows: what it does, coverage, impact, how well it holds together, how it is kept."""

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas.definitions import kinds_of
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import ClusterImpact, Fate, Impact
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.choices import Option, chosen
from clusteratlas_web.explore.definitions.asked import view_pairs
from clusteratlas_web.explore.definitions.draft import NOWHERE, Draft
from clusteratlas_web.explore.definitions.foreseen import impact_of, members_of
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
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.wording import kind_name, wording
from clusteratlas_web.foundation.page import Link

NAMED = 4  # regions that a cluster's line names


def draft_contents(request: HttpRequest, edition: Edition, draft: Draft) -> dict[str, Any]:
    """The context of explore/definition_draft.html."""
    shown = shown_of(request, edition, draft)
    return {
        **_named(shown),
        **_shape(shown),
        **_forms(shown),
        **_impact(shown, impact_of(shown)),
        "holding": holding(shown),
        "entered": {},
        "list": addresses(edition).page("definitions"),
        "save": _save(shown),
        "zip": f"{addresses(edition).page('definition-files')}?{draft.query}",
    }


def title_of(draft: Draft, language: str) -> str:
    """What a draft is called: its title, or the name it has."""
    return draft.title.texts[language] if draft.title else draft.name


def shown_of(request: HttpRequest, edition: Edition, draft: Draft) -> Shown:
    """A draft as a request sees it: at a level, in a year, in the language that is spoken."""
    place, page = chosen(request, edition), addresses(edition).page("definition-edit")
    view = tuple(view_pairs(request.GET))
    return Shown(edition, naming(edition), draft, place.year, place.level, page, view)


def _named(shown: Shown) -> dict[str, Any]:
    to, draft, language = addresses(shown.edition), shown.draft, shown.names.language
    base = draft.base.title(language)
    return {
        "frame": frame(shown.edition, "clusters"),
        "words": wording(shown.edition.manifest),
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
    traded = traded_jobs(shown)
    return {
        "moves": moved_rows(shown),
        "new": new_rows(shown),
        "dissolved": dissolved_rows(shown),
        "renames": renamed_rows(shown),
        "traded_jobs": None if traded[0] == traded[1] else traded,
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
        "members": members_of(shown, opened),
    }


def _options(titles: dict[str, str]) -> list[Option]:
    return sorted((Option(code, title, False) for code, title in titles.items()), key=lambda option: option.label)


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
