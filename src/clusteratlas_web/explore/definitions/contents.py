"""What the pages on definitions show: the list with the editions built by each, and one definition in full."""

from collections import Counter
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.classifications import classification
from clusteratlas.definitions import Cluster, Definition, load, published
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.definitions.built import Built, built_by, built_elsewhere
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.wording import kind_titles, wording, wording_of
from clusteratlas_web.foundation.page import Link


def list_contents(edition: Edition) -> dict[str, Any]:
    """The context of explore/definitions.html."""
    to, manifest = addresses(edition), edition.manifest
    own = (manifest.definition, manifest.definition_version)
    known = [load(name) for name in published()]
    built = built_by(edition)
    rows = [_listed(each, own, to, built) for each in known if each.classification == manifest.classification]
    return {
        "frame": frame(edition, "clusters"),
        "words": wording(manifest),
        "rows": sorted(rows, key=lambda row: (not row["own"], row["name"])),
        "own": own,
        "own_title": manifest.definition_texts["title"][_language()],
        "elsewhere": manifest.definition not in published(),
        "own_definitions": built_elsewhere(edition, built),
        "crumbs": [Link(gettext("Clusters"), to.page("clusters")), Link(gettext("Definitions"), "")],
    }


def _listed(definition: Definition, own: tuple[str, str], to: Addresses, built: Built) -> Row:
    return {
        "name": definition.name,
        "title": definition.title(_language()),
        "version": definition.version,
        "classification": f"{definition.classification} {', '.join(definition.vintages)}",
        "clusters": len(definition.clusters),
        "own": own == (definition.name, definition.version),
        "address": to.page("definition", definition=definition.name),
        "draft": f"{to.page('definition-edit')}?from={definition.name}",
        "built": built.get((definition.name, definition.version), []),
    }


def definition_contents(edition: Edition, definition: Definition) -> dict[str, Any]:
    """The context of explore/definition.html."""
    to, language = addresses(edition), _language()
    vintage = vintage_of(edition, definition)
    sizes, kinds = sizes_of(definition, vintage), kind_titles()
    groups = [
        (title, [_cluster(each, language) | sizes[each.code] for each in definition.clusters if each.kind == kind])
        for kind, title in kinds.items()
    ]
    fits = definition.classification == edition.manifest.classification
    return {
        "frame": frame(edition, "clusters"),
        "definition": definition,
        "words": wording_of(classification(definition.classification, vintage)),
        "title": definition.title(language),
        "licence": definition.licence[language],
        "method": definition.method[language],
        "vintage": vintage,
        "groups": [(title, rows) for title, rows in groups if rows],
        "industries": len(definition.membership(vintage)),
        "outside": len(definition.uncovered_industries(vintage)),
        "forked": definition.provenance.get("forked_from", ()),
        "built": built_by(edition).get((definition.name, definition.version), []),
        "edit": f"{to.page('definition-edit')}?from={definition.name}" if fits else "",
        "crumbs": [
            Link(gettext("Clusters"), to.page("clusters")),
            Link(gettext("Definitions"), to.page("definitions")),
            Link(definition.title(language), ""),
        ],
    }


def vintage_of(edition: Edition, definition: Definition) -> str:
    """The vintage that a definition is shown in: that of the edition's latest year, else the definition's own last."""
    own = edition.manifest.vintage(edition.manifest.latest_year)
    return own if own in definition.vintages else definition.vintages[-1]


def sizes_of(definition: Definition, vintage: str) -> dict[str, Row]:
    """How many industries of a vintage and how many subclusters each cluster has."""
    industries = Counter(place.cluster for place in definition.membership(vintage).values())
    parts = Counter(part.cluster for part in definition.subclusters)
    codes = [cluster.code for cluster in definition.clusters]
    return {code: {"industries": industries[code], "subclusters": parts[code]} for code in codes}


def _cluster(cluster: Cluster, language: str) -> Row:
    return {"code": cluster.code, "name": cluster.name(language)}


def _language() -> str:
    return get_language() or "en"
