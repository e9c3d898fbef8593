"""The back-test of an edition's own opportunities, where its years allow one."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import tomli_w

from clusteratlas.diagnosis import EntryModel, backtest
from clusteratlas.diagnosis import Plan as TestPlan
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.unbroken import jobs_by_year, unbroken_years

HORIZONS = (5, 3)  # years ahead, the first the panel is long enough for
LEAST_ENTRIES = 50  # fewer say nothing of ten bins


@dataclass(frozen=True)
class Tested:
    """What a back-test found: the models compared, their reliability, and the model fitted on all origins."""

    backtest: pa.Table
    reliability: pa.Table
    model: EntryModel
    tested: tuple[int, ...]

    def written(self) -> bytes:
        """The model and the tested years as they are stored."""
        return tomli_w.dumps({"tested": list(self.tested), **self.model.entries_to_store()}).encode()


def back_tested(plan: Plan, portfolio: pa.Table, relatedness: pa.Table) -> Tested | None:
    """The back-test of the first level over the years without a break; None where they are too few, or entries are.

    Relatedness is that of each origin's own year, so that nothing later tells of what came.
    """
    known = portfolio.filter(pc.is_valid(portfolio["employment"]))
    jobs = jobs_by_year(known)
    for horizon in HORIZONS:
        test = TestPlan(horizon=horizon, level=plan.atlas.levels[0])
        years = unbroken_years(jobs, 2 * horizon + test.apart)
        if years and set(years) <= set(relatedness["year"].to_pylist()):
            return _tested(
                known.filter(pc.is_in(known["year"], value_set=pa.array(years, known["year"].type))),
                plan,
                test,
                relatedness,
            )
    return None


def _tested(portfolio: pa.Table, plan: Plan, test: TestPlan, relatedness: pa.Table) -> Tested | None:
    regional = portfolio.filter(pc.is_in(portfolio["level"], value_set=pa.array([test.level, "country"])))
    found = backtest(regional, relatedness, test, rules=plan.rules[0])
    if found.entries < LEAST_ENTRIES:
        return None
    return Tested(found.models, found.reliability, found.model, found.tested)
