"""Which editions that are served here were built by which definition, and how they differ from the one looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.definitions import load, published
from clusteratlas.editions import Edition, Manifest
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.serving import served_manifests


@dataclass(frozen=True)
class BuiltEdition:
    """An edition: what it is called, its page, and what changed between it and the one looked at, if of its atlas."""

    identity: str
    address: str
    changes: str
    title: Mapping[str, str]
    classification: str


Built = dict[tuple[str, str], list[BuiltEdition]]


def built_by(edition: Edition) -> Built:
    """The editions by name and version of the definition they were built with."""
    found: Built = {}
    for manifest in served_manifests():
        key = manifest.definition, manifest.definition_version
        found.setdefault(key, []).append(_built(manifest, edition))
    return found


def built_elsewhere(edition: Edition, built: Built) -> list[Row]:
    """Definitions that did not come with the software, and stand in editions of the same codes."""
    language = get_language() or "en"
    shipped = {(name, load(name).version) for name in published()}
    return [
        {"name": name, "version": version, "title": editions[0].title[language], "built": editions}
        for (name, version), editions in sorted(built.items())
        if (name, version) not in shipped and editions[0].classification == edition.manifest.classification
    ]


def _built(manifest: Manifest, here: Edition) -> BuiltEdition:
    to = Addresses(manifest.atlas, manifest.name)
    beside = manifest.atlas == here.manifest.atlas and manifest.name != here.name
    return BuiltEdition(
        identity=manifest.identity,
        address=to.page("edition"),
        changes=addresses(here).page("changes", other=manifest.name) if beside else "",
        title=manifest.definition_texts["title"],
        classification=manifest.classification,
    )
