"""What the pages on definitions show: the list, one definition, and a draft with its coverage and its impact."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from clusteratlas.definitions import Cluster, Definition, load, published
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import ClusterImpact, Fate, Impact, impact
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.drafted import national_cells
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import Chosen, Option, chosen
from clusteratlas_web.explore.definitions.draft import Draft
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import kind_titles
from clusteratlas_web.foundation.page import Link

NAMED = 4  # regions that a cluster's line names
_made: Kept[Impact] = Kept(32)


def list_contents(edition: Edition) -> dict[str, Any]:
    """The context of explore/definitions.html."""
    to, manifest = addresses(edition), edition.manifest
    own = (manifest.definition, manifest.definition_version)
    known = [load(name) for name in published()]
    rows = [_listed(each, own, to) for each in known if each.classification == manifest.classification]
    return {
        "frame": frame(edition, "clusters"),
        "rows": sorted(rows, key=lambda row: (not row["own"], row["name"])),
        "own": own,
        "own_title": manifest.definition_texts["title"][_language()],
        "elsewhere": manifest.definition not in published(),
        "crumbs": [Link(gettext("Clusters"), to.page("clusters")), Link(gettext("Definitions"), "")],
    }


def _listed(definition: Definition, own: tuple[str, str], to: Addresses) -> Row:
    return {
        "name": definition.name,
        "title": definition.title(_language()),
        "version": definition.version,
        "classification": f"{definition.classification} {', '.join(definition.vintages)}",
        "clusters": len(definition.clusters),
        "own": own == (definition.name, definition.version),
        "address": to.page("definition", definition=definition.name),
    }


def definition_contents(edition: Edition, definition: Definition) -> dict[str, Any]:
    """The context of explore/definition.html."""
    to, language = addresses(edition), _language()
    vintage = definition.vintages[-1]
    sizes, kinds = sizes_of(definition), kind_titles()
    groups = [
        (title, [_cluster(each, language) | sizes[each.code] for each in definition.clusters if each.kind == kind])
        for kind, title in kinds.items()
    ]
    fits = definition.classification == edition.manifest.classification
    return {
        "frame": frame(edition, "clusters"),
        "definition": definition,
        "title": definition.title(language),
        "licence": definition.licence[language],
        "method": definition.method[language],
        "vintage": vintage,
        "groups": [(title, rows) for title, rows in groups if rows],
        "industries": len(definition.membership(vintage)),
        "outside": len(definition.uncovered_industries(vintage)),
        "forked": definition.provenance.get("forked_from", ()),
        "edit": f"{to.page('definition-edit')}?from={definition.name}" if fits else "",
        "crumbs": [
            Link(gettext("Clusters"), to.page("clusters")),
            Link(gettext("Definitions"), to.page("definitions")),
            Link(definition.title(language), ""),
        ],
    }


def sizes_of(definition: Definition) -> dict[str, Row]:
    """How many industries of the latest vintage and how many subclusters each cluster has."""
    places = definition.membership(definition.vintages[-1]).values()
    industries = Counter(place.cluster for place in places)
    parts = Counter(part.cluster for part in definition.subclusters)
    codes = [cluster.code for cluster in definition.clusters]
    return {code: {"industries": industries[code], "subclusters": parts[code]} for code in codes}


def _cluster(cluster: Cluster, language: str) -> Row:
    return {"code": cluster.code, "name": cluster.name(language)}


def draft_contents(request: HttpRequest, edition: Edition, draft: Draft) -> dict[str, Any]:
    """The context of explore/definition_draft.html."""
    to, names, language = addresses(edition), naming(edition), _language()
    place = chosen(request, edition)
    found = impact_of(edition, draft, place)
    titles = {cluster.code: cluster.name(language) for cluster in draft.definition.clusters}
    changed = [each for each in found.clusters if each.changes]
    page = to.page("definition-edit")
    return {
        "frame": frame(edition, "clusters"),
        "draft": draft,
        "title": draft.base.title(language),
        "page": page,
        "form": to.page("definition-choose"),
        "zip": f"{to.page('definition-files')}?{draft.query}",
        "moves": [_move(draft, at, titles, names, page) for at in range(len(draft.moves))],
        "renames": draft.renames,
        "sent": _sent(draft),
        "targets": _targets(draft, titles),
        "members": members_of(edition, draft, request.GET.get("open", ""), place.year),
        "opened": request.GET.get("open", ""),
        "coverage": [_fate(each) for each in found.coverage],
        "changed": [_change(each, titles, names, to, place.year) for each in changed],
        "gained": sum(len(each.gained) for each in found.clusters),
        "lost": sum(len(each.lost) for each in found.clusters),
        "moved": next(each for each in found.coverage if each.fate == "moved"),
        "quotients": [_quotient(row, titles, names, to, place.year) for row in found.quotients],
        "level": names.level_in_text(place.level),
        "year": place.year,
        "own": draft.origin == edition.manifest.definition,
        "atlas": edition.manifest.atlas,
        "crumbs": [
            Link(gettext("Clusters"), to.page("clusters")),
            Link(gettext("Definitions"), to.page("definitions")),
            Link(draft.base.title(language), to.page("definition", definition=draft.origin)),
            Link(gettext("Draft"), ""),
        ],
    }


def impact_of(edition: Edition, draft: Draft, place: Chosen) -> Impact:
    """The draft held against the edition, computed once."""
    return _made.get((edition.folder, draft, place), lambda: impact(edition, draft.definition, place.level, place.year))


def _sent(draft: Draft) -> list[tuple[str, str]]:
    """The draft as the hidden fields of a form."""
    moved = [("move", f"{move.industry} {move.cluster} {move.reason}") for move in draft.moves]
    named = [("rename", f"{each.cluster}|{each.english}|{each.chinese}") for each in draft.renames]
    return [("from", draft.origin), ("name", draft.name), *moved, *named]


def _move(draft: Draft, at: int, titles: dict[str, str], names: Naming, page: str) -> Row:
    move = draft.moves[at]
    without = Draft(draft.origin, draft.name, (*draft.moves[:at], *draft.moves[at + 1 :]), draft.renames)
    return {
        "industry": move.industry,
        "title": names.industry(move.industry),
        "cluster": titles[move.cluster],
        "reason": move.reason,
        "without": f"{page}?{without.query}",
    }


def _targets(draft: Draft, titles: dict[str, str]) -> list[Option]:
    return sorted((Option(code, title, False) for code, title in titles.items()), key=lambda option: option.label)


def members_of(edition: Edition, draft: Draft, opened: str, year: int) -> list[Row]:
    """The industries of the cluster that is opened, with their jobs; nothing where none is."""
    vintage, names = edition.manifest.vintage(year), naming(edition)
    if not opened or vintage not in draft.definition.vintages:
        return []
    jobs = national_cells(edition, year)
    rows = [
        {"industry": code, "title": names.industry(code), "employment": jobs.get(code)}
        for code, place in draft.definition.membership(vintage).items()
        if place.cluster == opened
    ]
    return sorted(rows, key=lambda row: (-(row["employment"] or 0), row["industry"]))


def _fate(each: Fate) -> Row:
    words = {
        "kept": gettext("stay in their cluster"),
        "moved": gettext("move to another cluster"),
        "added": gettext("come into a cluster"),
        "left out": gettext("are in no cluster"),
    }
    return {"label": words[each.fate], "industries": each.industries, "employment": each.employment}


def _change(each: ClusterImpact, titles: dict[str, str], names: Naming, to: Addresses, year: int) -> Row:
    def listed(regions: list[str]) -> list[Link]:
        return [Link(names.short_region(code), to.region(code, year)) for code in regions[:NAMED]]

    return {
        "name": titles.get(each.cluster, each.cluster),
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


def _quotient(row: Row, titles: dict[str, str], names: Naming, to: Addresses, year: int) -> Row:
    return row | {
        "name": names.region(row["region"]),
        "address": to.region(row["region"], year),
        "title": titles.get(row["cluster"], row["cluster"]),
        "strong": " → ".join(_strong_word(row[when]["strong"]) for when in ("before", "after")),
    }


def _strong_word(strong: bool | None) -> str:
    return gettext("not said") if strong is None else gettext("yes") if strong else gettext("no")


def _language() -> str:
    return get_language() or "en"
