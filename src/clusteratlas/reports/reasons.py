"""Why a cluster is an opportunity of a region, in sentences, as the pages of the atlas say it."""

from collections.abc import Collection, Sequence
from functools import partial

from clusteratlas.diagnosis import Writing, write_sentences
from clusteratlas.diagnosis.opportunities import messages_of
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.opportunities import prospects_of
from clusteratlas.editions.queries.opportunity_facts import candidate_facts, names_relations
from clusteratlas.numerals import money, numbers
from clusteratlas.reports.spoken import Spoken


def reasons(spoken: Spoken, region: str, year: int, rows: Sequence[Row], only: Collection[str] = ()) -> dict[str, str]:
    """The sentences of a region's candidates by cluster; of those named alone, where some are."""
    prospects, writing = prospects_of(spoken.edition, region, year), _writing(spoken)
    wanted = [row for row in rows if not only or row["cluster"] in only]
    return {row["cluster"]: _sentences(spoken, row, rows, prospects, writing) for row in wanted}


def _sentences(spoken: Spoken, row: Row, rows: Sequence[Row], prospects: list[Row], writing: Writing) -> str:
    messages = list(messages_of(candidate_facts(spoken.edition, row, rows, prospects)))
    if row["related_strong_clusters"] and not names_relations(spoken.edition, row["year"]):
        messages = [message for message in messages if message.id != "related-to-none"]
    return write_sentences(messages, spoken.language, writing)


def _writing(spoken: Spoken) -> Writing:
    names = spoken.edition.names.of("cluster", spoken.language)
    short = spoken.edition.names.of("cluster-short", spoken.language)
    amount = partial(money.short_money, currency=spoken.edition.manifest.currency, language=spoken.language)
    share = partial(spoken.write, "whole_share")
    return Writing(names | short, {"count": numbers.count, "share": share, "change": numbers.change, "money": amount})
