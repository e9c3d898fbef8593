"""Atlases and their editions: what stands here, what each edition was made from, what changed between two."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions import edition_folder
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.diff import Difference
from clusteratlas.editions.export import citation, policy_sentences
from clusteratlas.editions.manifest import Manifest, read_manifest
from clusteratlas.editions.queries.regions import counts_by_level
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, current_document, edition_document, edition_rows
from clusteratlas_web.api.atlas.subjects import EDITIONS
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.schemas import EDITION, anything, by_key, document, every, perhaps, some
from clusteratlas_web.explore.changes.reading import difference_to
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.serving import current_edition, home, served_atlases

_STANDING = document(
    "An edition that stands here.",
    {
        "edition": some("string", "Its name.", "2019.1"),
        "identity": some("string", "How it is cited.", "us-2019.1"),
        "title": some("string", "The title of its atlas in the language asked for."),
        "created": some("string", "When it was built.", format="date-time"),
        "years": every({"type": "integer"}, "The years there are figures of."),
        "levels": every({"type": "string"}, "Its levels of regions; the first is meant where none is named."),
        "publish_policy": some("string", "Whether its inputs are public, or the policy that protects them."),
        "address": some("string", "Where its manifest stands."),
    },
)
_ATLAS = document(
    "An atlas and its editions.",
    {
        "atlas": some("string", "Its name.", "us"),
        "title": some("string", "Its title in the language asked for.", "United States"),
        "current": some("string", "The name of its current edition.", "2019.1"),
        "editions": every(_STANDING, "Its editions, the newest first."),
    },
)
_ATLASES = document("The atlases that stand here.", {"atlases": every(_ATLAS, "The atlases, by name.")})


@current_document("/atlases", said("Atlases"), EDITIONS, _ATLASES)
def atlases(asked: Asked) -> dict[str, Any]:
    """All atlases that stand here, with their editions."""
    return {"atlases": [_atlas(each, asked.language) for each in served_atlases()]}


@current_document("/atlases/{atlas}", said("An atlas"), EDITIONS, _ATLAS)
def atlas(asked: Asked) -> dict[str, Any]:
    """One atlas with its editions, the newest first."""
    edition_folder(home(), asked["atlas"])  # raises NoSuchAtlas
    return _atlas(asked["atlas"], asked.language)


def _atlas(name: str, language: str) -> dict[str, Any]:
    manifests = [read_manifest(folder) for folder in edition_folders(home(), name)]
    manifests.sort(key=lambda manifest: manifest.created, reverse=True)
    standing = [_standing(each, language) for each in manifests]
    current = current_edition(name)
    title = next(each["title"] for each in standing if each["edition"] == current)
    return {"atlas": name, "title": title, "current": current, "editions": standing}


def _standing(manifest: Manifest, language: str) -> dict[str, Any]:
    return {
        "edition": manifest.name,
        "identity": manifest.identity,
        "title": _in(manifest.title, language),
        "created": manifest.created.isoformat(),
        "years": list(manifest.years),
        "levels": list(manifest.levels),
        "publish_policy": manifest.publish_policy,
        "address": f"/api/v1/atlases/{manifest.atlas}/{manifest.name}",
    }


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts["en"]


_MANIFEST = document(
    "What an edition was made from and by, what it holds, and the checksum of every file.",
    {
        "edition": EDITION,
        "atlas": some("string", "Its atlas.", "us"),
        "name": some("string", "Its name.", "2019.1"),
        "title": some("string", "The title of its atlas in the language asked for."),
        "citation": some("string", "How to cite it."),
        "created": some("string", "When it was built.", format="date-time"),
        "software": some("string", "The version that built it."),
        "plan": some("string", "The checksum of everything its tables depend on."),
        "years": every({"type": "integer"}, "The years there are figures of."),
        "measures": every({"type": "string"}, "The measures there are figures of."),
        "currency": some("string", "The currency of measures that are money; empty where there is none."),
        "levels": every({"type": "string"}, "Its levels of regions."),
        "country": some("string", "The code of the reference.", "us"),
        "reference": some("string", "What the figures are compared with."),
        "classification": some("string", "The classification of industries or occupations.", "NAICS"),
        "vintages": by_key({"type": "string"}, "The vintage of the classification by year."),
        "definition": some("string", "The definition of clusters.", "us-benchmark"),
        "definition_version": some("string", "Its version."),
        "definition_citation": some("string", "How to cite it."),
        "definition_texts": anything("Title, licence, method and sources of the definition."),
        "within": some("string", "What quotients are taken over: clusters of the same kind, or all."),
        "rule_books": every({"type": "string"}, "The names of its rule books; the first is meant where none is named."),
        "publish_policy": some("string", "public-source, or the name of the policy that protected its inputs."),
        "policy_said": every({"type": "string"}, "The same in sentences, in the language asked for."),
        "inputs": every(
            anything("A source: title, producer, address, licence, file, sha256."), "What it was made from."
        ),
        "withheld": every(anything("What bounding found in a year."), "What is withheld, a block for each year."),
        "entry_model": anything("The model behind the probabilities of opportunities; empty where there is none."),
        "rounding": by_key({"type": "integer"}, "The unit that figures of a measure were rounded to."),
        "boundaries": anything("Title, vintage, producer, licence and notice of its boundaries."),
        "rows": by_key({"type": "integer"}, "How many rows each table has."),
        "checksums": by_key({"type": "string"}, "The SHA-256 of every file."),
        "format": some("integer", "The format of its tables."),
    },
)
_COPIED = (
    *("atlas", "name", "software", "plan", "years", "measures", "currency", "levels", "country", "classification"),
    *("vintages", "definition", "definition_version", "definition_citation", "definition_texts", "within"),
    *("publish_policy", "inputs", "withheld", "entry_model", "rounding", "boundaries", "rows", "checksums", "format"),
)


@edition_document("", said("An edition"), EDITIONS, _MANIFEST)
def edition(asked: Asked) -> dict[str, Any]:
    """The manifest of an edition: sources with licences, definition, rule books, policy, tables, checksums."""
    manifest, language = asked.edition.manifest, asked.language
    told = {
        "edition": manifest.identity,
        "title": _in(manifest.title, language),
        "citation": citation(manifest, language),
        "created": manifest.created.isoformat(),
        "reference": _in(manifest.reference, language),
        "rule_books": list(manifest.books),
        "policy_said": list(policy_sentences(manifest, language)),
    }
    return told | {name: getattr(manifest, name) for name in _COPIED}


_LEVELS = document(
    "The levels of an edition.",
    {
        "edition": EDITION,
        "levels": every(
            document(
                "A level of regions.",
                {
                    "level": some("string", "Its name in addresses.", "metro"),
                    "title": some("string", "Its name in the language asked for.", "Metropolitan areas"),
                    "regions": some("integer", "How many regions it has.", 381),
                },
            ),
            "The levels; the first is meant where none is named.",
        ),
    },
)


@edition_document("/levels", said("Levels of regions"), EDITIONS, _LEVELS)
def levels(asked: Asked) -> dict[str, Any]:
    """The levels that regions are compared in, and how many regions each has."""
    counts, names = counts_by_level(asked.edition), naming(asked.edition)
    found = [
        {"level": level, "title": names.level(level), "regions": counts.get(level, 0)}
        for level in asked.edition.manifest.levels
    ]
    return {"edition": asked.edition.manifest.identity, "levels": found}


_CHANGE = Shape("Change", (), is_open=True)
_SUMMARY = document(
    "What changed from one edition to another.",
    {
        "edition": EDITION,
        "before": some("string", "The edition it is compared with."),
        "facts": every(
            document(
                "Something that the manifests say differently.",
                {name: some("string", f"Its {name}.") for name in ("name", "before", "after")},
            ),
            "What the manifests say differently.",
        ),
        "turnover": every(
            document(
                "What of one kind is in one of them only.",
                {
                    "kind": some("string", "Years, regions, industries or clusters."),
                    "entered": every({"type": "string"}, "Codes that entered."),
                    "left": every({"type": "string"}, "Codes that left."),
                },
            ),
            "What entered and left.",
        ),
        "counts": every(
            document(
                "How many regional clusters changed.",
                {
                    "change": some("string", "became strong, no longer strong, or figures."),
                    "cause": some("string", "data, definition, rule, others, or several of them."),
                    "number": some("integer", "How many."),
                },
            ),
            "How many regional clusters changed, by change and cause.",
        ),
        "shared": some("integer", "How many regional clusters were compared."),
        "same": perhaps("boolean", "Whether it is the same edition."),
    },
)


@edition_document("/changes/{other}", said("What changed between editions"), EDITIONS, _SUMMARY)
def changes(asked: Asked) -> dict[str, Any]:
    """From another edition to this one: what the manifests say, what entered and left, what changed and why."""
    found = difference_to(asked.edition, asked["other"])
    counts = [
        {"change": change, "cause": cause, "number": number} for (change, cause), number in found.counts().items()
    ]
    return {
        "edition": asked.edition.manifest.identity,
        "before": found.before.identity,
        "facts": [{"name": each.name, "before": each.before, "after": each.after} for each in found.changed_facts],
        "turnover": _turnover(found),
        "counts": counts,
        "shared": found.shared,
        "same": found.before.name == found.after.name,
    }


def _turnover(found: Difference) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "entered": list(each.entered), "left": list(each.left)} for each in found.turnovers]


@edition_rows("/changes/{other}/regional-clusters", said("Regional clusters that changed"), EDITIONS, _CHANGE)
def changed(asked: Asked) -> Rows:
    """Every regional cluster whose class or figures changed from another edition to this one, and why."""
    return Rows(_CHANGE, difference_to(asked.edition, asked["other"]).table())
