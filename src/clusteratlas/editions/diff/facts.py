"""What two manifests say, side by side: inputs by checksum, definition, rules, software, boundaries, policy."""

from collections.abc import Iterator

from clusteratlas.editions.diff.difference import Fact
from clusteratlas.editions.manifest import Manifest

_PLAIN = ("source", "layout", "currency", "within", "country", "publish_policy", "software")
_LISTS = ("measures", "levels")


def compare_manifests(before: Manifest, after: Manifest) -> tuple[Fact, ...]:
    """Every fact that decides about an edition's tables, in the order they come to bear."""
    return tuple(Fact(name, _said(before)[name], text) for name, text in _said(after).items())


def _said(manifest: Manifest) -> dict[str, str]:
    return {
        "inputs": "; ".join(sorted(f"{each['file']} (sha256 {each['sha256']})" for each in manifest.inputs)),
        "years": ", ".join(map(str, manifest.years)),
        "classification": manifest.classification,
        "vintages": "; ".join(_vintages(manifest)),
        "definition": f"{manifest.definition} {manifest.definition_version}",
        **{name: ", ".join(getattr(manifest, name)) for name in _LISTS},
        **{name: str(getattr(manifest, name)) for name in _PLAIN},
        "rules": ", ".join(f"{name} (sha256 {book.checksum[:12]})" for name, book in manifest.books.items()),
        "boundaries": _boundaries(manifest),
    }


def _vintages(manifest: Manifest) -> Iterator[str]:
    for vintage in manifest.classification_vintages:
        years = [year for year in manifest.years if manifest.vintage(year) == vintage]
        yield f"{vintage}: {', '.join(map(str, years))}"


def _boundaries(manifest: Manifest) -> str:
    said = manifest.boundaries
    return f"{said.get('title')} {said.get('vintage')} (sha256 {said.get('source_sha256')})" if said else ""
