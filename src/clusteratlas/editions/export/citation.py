"""How an edition is cited, in one sentence."""

from clusteratlas.editions.export.texts import text
from clusteratlas.editions.manifest import Manifest


def citation(manifest: Manifest, language: str = "en") -> str:
    """The sentence to cite an edition with: its identity and date, its sources and the paper of its definition.

    That of an internal edition says that it is one.
    """
    sources = dict.fromkeys(str(source["citation"]) for source in manifest.inputs)
    cited = text(
        "citation",
        language,
        title=manifest.title.get(language, manifest.title["en"]),
        identity=manifest.identity,
        date=manifest.created.date().isoformat(),
        sources=text("between_sources", language).join(sources),
        definition=manifest.definition_citation,
    )
    return cited + text("between_sentences", language) + text("internal", language) if manifest.is_internal else cited
