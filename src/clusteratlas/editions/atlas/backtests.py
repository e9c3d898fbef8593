"""Whether opportunities came true before: the models an edition's back-test compared, and how reliable each is."""

from typing import TYPE_CHECKING

from clusteratlas.editions.atlas.table import EditionTable, Table, columns_of, table_of
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.queries import opportunities as queries
from clusteratlas.errors import InputError, UnknownChoice

if TYPE_CHECKING:
    import altair as alt

LIKELIEST = "parts-size"  # the model that gives opportunities their probability


class Reliability(EditionTable):
    """The cases of one model by the probability they were given, and the share of them that came true."""

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """The reliability diagram: on the diagonal what was given is what came."""
        from clusteratlas.charts import Drawing, framed, reliability_diagram  # deferred: charts load Altair

        return framed(reliability_diagram(self.rows()), Drawing())


class BackTests(Table):
    """The models a back-test compared, the best first; none where the edition's years are too few for one."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        compared = sorted(queries.backtest(edition), key=lambda row: (-(row["auc"] or 0.0), row["model"]))
        super().__init__(table_of(edition, compared, columns_of(edition, "backtest")))

    def reliability(self, model: str = LIKELIEST) -> Reliability:
        """The reliability of a model; raises UnknownChoice for one that was not compared."""
        known = self.arrow["model"].to_pylist()
        if not known:
            raise InputError(
                f"Edition {self.edition.manifest.identity} has no back-test: its years without a break are too few, or"
                " too few clusters became strong."
            )
        if model not in known:
            raise UnknownChoice("model", model, known)
        rows = [row for row in queries.reliability(self.edition) if row["model"] == model]
        return Reliability(table_of(self.edition, rows, columns_of(self.edition, "reliability")), self.edition)

    def chart(self, model: str = LIKELIEST) -> "alt.LayerChart | alt.Chart":
        """The reliability diagram of a model."""
        return self.reliability(model).chart()
