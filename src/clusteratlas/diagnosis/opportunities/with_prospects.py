"""Opportunities with prospects: both tables of one portfolio, which is read and classified once for the two."""

from clusteratlas.diagnosis.opportunities.boards import Boards
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.opportunities.nation import Nation
from clusteratlas.diagnosis.opportunities.prospects import cuts_of_picture, of_boards
from clusteratlas.diagnosis.opportunities.reward import Rewards
from clusteratlas.diagnosis.opportunities.scoring import Wish, score_board
from clusteratlas.diagnosis.opportunities.table import of_scored
from clusteratlas.diagnosis.opportunities.weights import weights_of
from clusteratlas.diagnosis.rule_book import Rules, load
from clusteratlas.tables import Frame, to_arrow


def opportunities_with_prospects(
    portfolio: Frame, relatedness: Frame, rules: Rules = "us-percentile"
) -> tuple[Frame, Frame]:
    """What `opportunity_table` and `prospects` give with their defaults."""
    book, pairs = load(rules), Relatedness.of(relatedness)
    source = to_arrow(portfolio, "portfolio")
    nation, boards = Nation.of(source, book), list(Boards.of(source, book))
    wish = Wish(weights_of(None), pairs, Rewards.of(None))
    scored = (score_board(board, nation, wish) for board in boards)
    return of_scored(portfolio, source, scored), of_boards(portfolio, source, boards, pairs, cuts_of_picture())
