"""The last section of every brief: sources, method, licence, how to cite, and the checksum of the edition."""

from collections.abc import Iterator

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.export import citation, policy_sentences
from clusteratlas.editions.manifest import Manifest
from clusteratlas.numerals.numbers import day
from clusteratlas.reports.brief import CODE, Column, Facts, Section, Table
from clusteratlas.reports.coverage import coverage
from clusteratlas.reports.rules import rule_in_words
from clusteratlas.reports.spoken import Spoken

SECTION, TABLE = "sources", "sources"
_OURS = "Cluster Atlas."  # what a citation of our own begins with: it cites nothing


def read_sources(spoken: Spoken, book: RuleBook) -> Section:
    """Where every figure of the brief comes from."""
    manifest = spoken.edition.manifest
    facts_of_lead = {"edition": manifest.identity, "reference": spoken.reference, "latest": manifest.latest_year}
    lead = spoken.say("sources_lead", **facts_of_lead)
    facts = Facts(tuple(_facts(spoken, manifest, book)))
    return Section(SECTION, spoken.say("sources_title"), (lead,), (_inputs(spoken, manifest), facts))


def _inputs(spoken: Spoken, manifest: Manifest) -> Table:
    columns = (
        Column("title", spoken.say("col_source"), bold=True, under="producer"),
        Column("producer", spoken.say("col_producer"), on_paper=False),
        Column("licence", spoken.say("col_licence"), under="address"),
        Column("address", spoken.say("col_address"), CODE, on_paper=False),
        Column("file", spoken.say("col_file"), CODE, on_paper=False),
        Column("sha256", spoken.say("col_checksum"), CODE, on_paper=False),
    )
    rows = [{column.key: str(source[column.key]) for column in columns} for source in manifest.inputs]
    firsts = {row["title"]: row for row in reversed(rows)}  # a document names each source once, a workbook every file
    further = [row for row in rows if row is not firsts[row["title"]]]
    return Table(TABLE, columns, [*firsts.values(), *further], shown=len(firsts))


def _facts(spoken: Spoken, manifest: Manifest, book: RuleBook) -> Iterator[tuple[str, str]]:
    say, language = spoken.say, spoken.language
    yield say("fact_cite"), citation(manifest, language)
    covered = coverage(spoken)
    if covered:
        yield say("fact_coverage"), covered
    title = manifest.definition_texts["title"]
    named = f"{title.get(language) or title['en']}, {manifest.definition_version}"
    yield say("fact_definition"), f"{named}. {manifest.definition_citation}"
    licence = manifest.definition_texts["licence"]
    yield say("fact_definition_licence"), str(licence.get(language) or licence["en"])
    vintages = say("comma").join(manifest.classification_vintages)
    yield say("fact_classification"), f"{manifest.classification} {vintages}"
    published = [cited for cited in book.citation[:1] if not cited.startswith(_OURS)]
    yield say("fact_rules"), spoken.sentences(rule_in_words(spoken, book), *published)
    yield say("fact_quotient"), say(f"quotient_{manifest.within}")
    yield say("fact_withheld"), say("withheld_method")
    yield say("fact_policy"), spoken.sentences(*policy_sentences(manifest, language))
    if manifest.boundaries:
        yield say("fact_boundaries"), str(manifest.boundaries["notice"])
    made = day(manifest.created.date(), language)
    yield say("fact_software"), say("software", version=manifest.software, day=made)
    yield say("fact_plan"), manifest.plan
