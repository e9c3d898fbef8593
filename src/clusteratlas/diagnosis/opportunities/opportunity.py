"""Opportunities of one region: score, parts and sentences of each, the best first."""

from dataclasses import dataclass
from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.diagnosis.opportunities.facts import Facts, facts_of
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.opportunities.messages import Message, messages_of
from clusteratlas.diagnosis.opportunities.reward import Rewards
from clusteratlas.diagnosis.opportunities.scoring import Scored, Wish, scored_boards
from clusteratlas.diagnosis.opportunities.weights import PARTS, Weighting, weights_of
from clusteratlas.diagnosis.portfolio import check_portfolio
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load
from clusteratlas.errors import UnknownChoice, UnknownCode
from clusteratlas.tables import Frame, to_arrow


@dataclass(frozen=True)
class Part:
    """A part of a score: its value, its percentile among the region's candidates, and how much it counts.

    `counts` of all parts add up to 1; it is 0, and value and percentile are None, where the part is absent.
    """

    id: str
    value: float | None
    percentile: float | None
    counts: float


@dataclass(frozen=True)
class Opportunity:
    """A cluster a region is not strong in; `messages` say in whole sentences what `facts` hold: `write_sentences`."""

    region: str
    cluster: str
    year: int | None
    level: str | None
    rank: int | None
    score: float | None
    parts: tuple[Part, ...]
    facts: Facts
    messages: tuple[Message, ...]

    def part(self, id_: str) -> Part:
        """The part of this name."""
        return next(part for part in self.parts if part.id == id_)


def opportunities(
    portfolio: Frame,
    region: str,
    relatedness: Frame,
    weights: Weighting = None,
    year: int | None = None,
    rules: Rules = "us-percentile",
    reward: Frame | str | None = None,
) -> tuple[Opportunity, ...]:
    """The clusters one region is not strong in, the best opportunity first, each with score, parts and sentences.

    Scores and parts are those of `opportunity_table`: the weighted mean of the percentile ranks of closeness, gap, pull
    and reward among the region's candidates.

    Parameters:
        portfolio, relatedness, weights, rules, reward: as for `opportunity_table`.
        region: its code.
        year: the year; None for the latest of the portfolio.

    Returns:
        Opportunities by descending score, equal ones by the code of their cluster. `messages` are written out by
        `write_sentences`, in English or Chinese.

    Raises:
        WrongColumns, BadCells: as `opportunity_table`.
        UnknownCode: the region is not in the portfolio that year, or the rule book does not rank it.
        UnknownChoice: an unknown rule book, weight, reward or year.

    Notes:
        A region that is strong in everything has none. The weight of a part that is absent (pull in a first year, pay
        without wages) is shared out over the others: `counts` says what each part counted.

    Example:
        Reno is strong in software, to which games are near and farms are not.

        >>> import pyarrow as pa
        >>> from clusteratlas.diagnosis.opportunities import write_sentences
        >>> portfolio = pa.table({
        ...     "region": ["reno", "reno", "reno", "ames", "ames"],
        ...     "cluster": ["software", "games", "farms", "games", "farms"], "kind": ["all"] * 5,
        ...     "employment": [6000, 1500, 1200, 1500, 9000], "location_quotient": [1.9, 0.75, 0.375, 1.1, 1.7],
        ... })
        >>> near = pa.table({"cluster": ["games", "farms"], "other": ["software", "games"], "relatedness": [0.5, 0.1]})
        >>> found = opportunities(portfolio, "reno", near, rules="fixed-threshold", reward="none")
        >>> [(each.cluster, each.score, each.part("gap").value) for each in found]
        [('games', 0.75, 0.5), ('farms', 0.25, 0.25)]
        >>> write_sentences(found[0].messages[1])
        'It is related to software, which is strong here.'
    """
    book = load(rules)
    wish = Wish(weights_of(weights), Relatedness.of(relatedness), Rewards.of(reward))
    source = to_arrow(portfolio, "portfolio")
    table = check_portfolio(source, book)
    chosen = _year(table, year)
    level = _level(table, region, chosen, book)
    for scored in scored_boards(source, book, wish, chosen):
        if scored.board.level == level and region in scored.board.regions:
            return _listed(scored, scored.board.regions.index(region))
    raise UnknownCode(region, f"the regions that the rule book {book.name} ranks")


def _year(table: pa.Table, year: int | None) -> int | None:
    if "year" not in table.column_names:
        if year is not None:
            raise UnknownChoice("year", year, ["none: the portfolio has no years"])
        return None
    years = sorted(table["year"].unique().to_pylist())
    if year is not None and year not in years:
        raise UnknownChoice("year", year, [str(known) for known in years])
    return year if year is not None or not years else years[-1]


def _level(table: pa.Table, region: str, year: int | None, book: RuleBook) -> str | None:
    rows = table if year is None else table.filter(pc.equal(table["year"], year))
    found = rows.filter(pc.equal(rows["region"], region))
    if not found.num_rows:
        near = get_close_matches(region, rows["region"].unique().to_pylist(), n=1)
        raise UnknownCode(region, "the regions of the portfolio", near[0] if near else None)
    if "level" not in found.column_names:
        return None
    level = str(found["level"][0])
    if level in book.levels_not_ranked:
        raise UnknownCode(region, f"the regions that the rule book {book.name} ranks")
    return level


def _listed(scored: Scored, region: int) -> tuple[Opportunity, ...]:
    clusters = scored.candidates[region].nonzero()[0]
    found = [_opportunity(scored, region, int(cluster)) for cluster in clusters]
    return tuple(sorted(found, key=lambda each: (each.score is None, -(each.score or 0.0), each.cluster)))


def _opportunity(scored: Scored, region: int, cluster: int) -> Opportunity:
    board, at = scored.board, (region, cluster)
    facts = facts_of(scored, region, cluster)
    return Opportunity(
        region=board.regions[region],
        cluster=board.clusters[cluster],
        year=board.year,
        level=board.level,
        rank=int(scored.score.rank[at]) or None,
        score=_known(scored.score.score[at]),
        parts=tuple(_part(scored, part, at) for part in PARTS),
        facts=facts,
        messages=messages_of(facts),
    )


def _part(scored: Scored, part: str, at: tuple[int, int]) -> Part:
    place = PARTS.index(part)
    counts = _known(scored.score.counts[place][at])
    return Part(part, _known(scored.parts[part][at]), _known(scored.percentile(part)[at]), counts or 0.0)


def _known(number: float) -> float | None:
    return None if number != number else float(number)  # not-a-number differs from itself
