"""What one region is not strong in but near to, each with its sentences; and its prospects."""

from typing import TYPE_CHECKING

from clusteratlas.diagnosis import Opportunity, RuleBook, Writing, opportunities, write_sentences
from clusteratlas.diagnosis.opportunities import PARTS, Message, messages_of
from clusteratlas.diagnosis.opportunities.weights import Weighting, weights_of
from clusteratlas.editions.atlas.table import COUNT, RATIO, TEXT, EditionTable, columns_of, table_of
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import opportunities as queries
from clusteratlas.editions.queries.opportunity_facts import candidate_facts, names_relations

if TYPE_CHECKING:
    import altair as alt

SHOWN = 8  # opportunities that a drawing shows

_COLUMNS = (
    {"rank": COUNT, "cluster": TEXT, "score": RATIO}
    | {name: RATIO for part in PARTS for name in (part, f"{part}_percentile")}
    | {"reward_kind": TEXT, "employment": COUNT, "location_quotient": RATIO}
    | {"jobs_short": COUNT, "establishments_short": COUNT, "probability": RATIO, "sentences": TEXT}
)


class Opportunities(EditionTable):
    """The clusters one region is not strong in, the best opportunity first."""

    def chart(self, count: int = SHOWN) -> "alt.LayerChart | alt.Chart":
        """The first so many with their scores, and a bar for the percentile of every part."""
        from clusteratlas.charts import Drawing, framed, opportunity_parts  # deferred: charts load Altair

        return framed(opportunity_parts(self.rows()[:count]), Drawing())


class Prospects(EditionTable):
    """Presence and fit of every cluster in one region, largest first."""

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """Every cluster by presence and fit: strengths, opportunities, weaknesses, threats, possible entrants."""
        from clusteratlas.charts import Drawing, framed, prospect_scatter  # deferred: charts load Altair

        return framed(prospect_scatter(self.labelled(self.rows())), Drawing())


def opportunities_of(
    edition: Edition, region: str, year: int, weights: Weighting = None, language: str = "en"
) -> Opportunities:
    """The opportunities that the edition found, by its first rule book; with other weights they are scored anew."""
    rows = queries.candidates(edition, region, year)
    if weights is not None:
        rows = queries.rescored(rows, weights_of(weights))
    prospects = queries.prospects_of(edition, region, year)
    writing = Writing(names=edition.names.of("cluster", language))
    said = (_messages(edition, row, rows, prospects) for row in rows)
    written = [
        row | {"sentences": write_sentences(messages, language, writing)}
        for row, messages in zip(rows, said, strict=True)
    ]
    return Opportunities(table_of(edition, written, _COLUMNS, language), edition)


_PORTFOLIO = """
select * from portfolio where subcluster is null and employment is not null
    and ((level = $level and year = $year) or (region = $country and year between $year - 1 and $year))
"""
_RELATEDNESS = "select cluster, other, relatedness, relation from relatedness where relatedness is not null"


def opportunities_by(
    edition: Edition, region: str, year: int, book: RuleBook, weights: Weighting = None, language: str = "en"
) -> Opportunities:
    """Those by any rule book, found afresh: who is strong, and so what is open, is another's then."""
    level = edition.rows("select level from regions where region = ?", [region])[0]["level"]
    values = {"level": level, "year": year, "country": edition.manifest.country}
    portfolio, near = edition.table(_PORTFOLIO, values), edition.table(_RELATEDNESS)
    found = opportunities(portfolio, region, near, weights, year, book)
    writing = Writing(names=edition.names.of("cluster", language))
    rows = [_row(each, write_sentences(each.messages, language, writing)) for each in found]
    return Opportunities(table_of(edition, rows, _COLUMNS, language), edition)


def prospects_of(edition: Edition, region: str, year: int) -> Prospects:
    """The prospects of a region."""
    rows = sorted(queries.prospects_of(edition, region, year), key=lambda row: (-row["employment"], row["cluster"]))
    columns = columns_of(edition, "prospects", without=["level"]) | {
        "robust": columns_of(edition, "portfolio")["robust"]
    }
    return Prospects(table_of(edition, rows, columns), edition)


def _messages(edition: Edition, row: Row, rows: list[Row], prospects: list[Row]) -> list[Message]:
    """What is to be said of a candidate; nothing of related clusters in a year whose relations nobody kept."""
    messages = messages_of(candidate_facts(edition, row, rows, prospects))
    untold = row["related_strong_clusters"] and not names_relations(edition, row["year"])
    return [message for message in messages if not (untold and message.id == "related-to-none")]


def _row(found: Opportunity, sentences: str) -> Row:
    facts = found.facts
    row: Row = {"rank": found.rank, "cluster": found.cluster, "score": found.score}
    for part in found.parts:
        row |= {part.id: part.value, f"{part.id}_percentile": part.percentile}
    names = ("reward_kind", "employment", "location_quotient", "jobs_short", "establishments_short")
    return row | {name: getattr(facts, name) for name in names} | {"sentences": sentences}
