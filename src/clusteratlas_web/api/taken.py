"""Tables that pages give away, as rows of the API: the same rows and the same columns."""

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.explore.tables import TakenTable


def rows_of(shape: Shape, taken: TakenTable) -> Rows:
    """The rows of a table to take away."""
    return Rows(shape, taken.rows, list(taken.columns))
