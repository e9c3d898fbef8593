"""How the score of the best candidate comes about, with the numbers put in, so that a reader can compute it again."""

from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities import PARTS
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.opportunities import relations_on_board
from clusteratlas.editions.queries.opportunity_facts import names_relations
from clusteratlas.editions.queries.regional import regional_cluster_in
from clusteratlas.editions.queries.thresholds import thresholds
from clusteratlas_web.explore.opportunities.reading import Board
from clusteratlas_web.explore.opportunities.writing import PAY, Writer, part_label
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.regional.conditions import condition_name
from clusteratlas_web.explore.regional.figures import write_figure
from clusteratlas_web.foundation.money import money
from clusteratlas_web.foundation.numbers import count

_DECIMALS = 4  # of what is divided


@dataclass(frozen=True)
class Closeness:
    """The relatedness of the candidate to every other cluster, and the two sums that closeness is made of."""

    others: list[Row]
    to_strong: str
    to_all: str
    value: str

    @property
    def strong(self) -> int:
        """How many of the others are strong here."""
        return sum(row["strong"] for row in self.others)


@dataclass(frozen=True)
class GapLine:
    """A condition of strong: what stands, what is asked, how much of the way is done; nothing where it has no way."""

    name: str
    value: str
    threshold: str
    done: str
    passes: bool


@dataclass(frozen=True)
class Gap:
    """The conditions, and the least that is done among those that fail."""

    lines: list[GapLine]
    value: str


@dataclass(frozen=True)
class Ratio:
    """Two numbers and what comes of them, pull or pay; `in_part` where they are not of all regions."""

    above: str
    below: str
    value: str
    in_part: bool = False


@dataclass(frozen=True)
class PercentileLine:
    """A part's place among the candidates: how many lie below, how many are equal, of how many; and its weight."""

    id: str
    label: str
    value: str
    below: int
    equal: int
    of: int
    percentile: str
    weight: str

    @property
    def is_absent(self) -> bool:
        """Whether the candidate does not have it."""
        return not self.of


@dataclass(frozen=True)
class Computation:
    """All of it; what cannot be shown is None."""

    name: str
    address: str
    year: int
    closeness: Closeness | None
    closeness_value: str
    gap: Gap | None
    pull: Ratio | None
    pay: Ratio | None
    reward: str
    reward_label: str
    percentiles: list[PercentileLine]
    score_sum: str
    score_weights: str
    score: str


def make_computation(board: Board) -> Computation | None:
    """The computation for the first candidate of the board; None where none has a score."""
    if not board.scored:
        return None
    row = board.scored[0]
    nation = regional_cluster_in(board.edition, board.edition.manifest.country, row["cluster"], board.year)
    lines = [_percentile(board, part, row) for part in PARTS]
    counted = [line for line in lines if not line.is_absent and float(line.weight)]
    return Computation(
        name=board.names.cluster(row["cluster"]),
        address=board.to.regional(board.region, row["cluster"], board.year),
        year=board.year,
        closeness=_closeness(board, row),
        closeness_value="" if row["closeness"] is None else exactly(row["closeness"]),
        gap=_gap(board, row),
        pull=_pull(row, nation),
        pay=_pay(board, row, nation),
        reward="" if row["reward"] is None else exactly(row["reward"]),
        reward_label=part_label("reward", row["reward_kind"]),
        percentiles=lines,
        score_sum=" + ".join(f"{line.weight} × {line.percentile}" for line in counted),
        score_weights=" + ".join(line.weight for line in counted),
        score=exactly(row["score"]),
    )


def _closeness(board: Board, row: Row) -> Closeness | None:
    """None in a year whose relatedness the edition does not keep, and where the cluster is near to none."""
    if row["closeness"] is None or not names_relations(board.edition, board.year):
        return None
    others = relations_on_board(board.edition, row["cluster"], board.prospects)
    near = [_named(board, other) for other in others if other["relatedness"] > 0]
    strong = [other for other in near if other["strong"]]
    sums = [exactly(sum(other["relatedness"] for other in rows)) for rows in (strong, near)]
    return Closeness([*strong, *(other for other in near if not other["strong"])], *sums, exactly(row["closeness"]))


def _named(board: Board, other: Row) -> Row:
    return other | {
        "name": board.names.cluster(other["other"]),
        "short_name": board.names.short_cluster(other["other"]),
        "relatedness_text": exactly(other["relatedness"]),
    }


def _gap(board: Board, row: Row) -> Gap | None:
    """None where strong is told by stars: there are several ways to it."""
    book = board.edition.manifest.book
    limits = thresholds(board.edition, row["level"], board.year).get(row["cluster"])
    if row["gap"] is None or limits is None or book.least_stars.get(book.agreement):
        return None
    found = regional_cluster_in(board.edition, board.region, row["cluster"], board.year)
    lines = []
    for rule in book.of_class(book.agreement):
        value, threshold = found.get(rule.column) or 0.0, limits.get(rule.id)
        if threshold is None:
            continue
        passes = bool(rule.holds(value, threshold))
        done = "" if passes or threshold <= 0 else exactly(value / threshold)
        written = [
            write_figure(rule.column, number, _DECIMALS, board.edition.manifest.currency)
            for number in (value, threshold)
        ]
        lines.append(GapLine(condition_name(rule), *written, done, passes))
    return Gap(lines, exactly(row["gap"]))


def _pull(row: Row, nation: Row) -> Ratio | None:
    earlier = nation.get("employment_before")
    if row["pull"] is None or earlier is None:
        return None
    jobs = earlier + nation["employment_change"]
    return Ratio(count(jobs), count(earlier), exactly(row["pull"]), in_part=jobs != nation["employment"])


def _pay(board: Board, row: Row, nation: Row) -> Ratio | None:
    if row["reward_kind"] != PAY or row["reward"] is None or nation.get("wages") is None:
        return None
    language, currency = board.names.language, board.edition.manifest.currency
    return Ratio(count(nation["wages"]), count(nation["employment"]), money(row["reward"], currency, language))


def _percentile(board: Board, part: str, row: Row) -> PercentileLine:
    of_all = [each[part] for each in board.candidates if each[f"{part}_percentile"] is not None]
    has = row[f"{part}_percentile"] is not None
    own = row[part]
    return PercentileLine(
        id=part,
        label=part_label(part, row["reward_kind"]),
        value=Writer.of(board.edition, []).value(part, row),
        below=sum(value < own for value in of_all) if has else 0,
        equal=sum(value == own for value in of_all) if has else 0,
        of=len(of_all) if has else 0,
        percentile=exactly(row[f"{part}_percentile"]) if has else "",
        weight=f"{board.weights.by_part()[part]:g}",
    )
