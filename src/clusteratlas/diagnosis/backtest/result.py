"""What a back-test found: how the models compare, how reliable each is, and the model fitted on everything."""

from dataclasses import dataclass

from clusteratlas.diagnosis.backtest.entry_model import EntryModel
from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.tables import Frame


@dataclass(frozen=True)
class BackTest:
    """A back-test out of time: every tested origin by models that had learnt from what was known then.

    `models` has one row for each model, `reliability` one for each model and bin; `model` is the one fitted on all
    origins, for the probabilities of today.
    """

    plan: Plan
    rules: str
    tested: tuple[int, ...]
    learnt_from: tuple[int, ...]
    cases: int
    entries: int
    far_entries: int
    models: Frame
    reliability: Frame
    model: EntryModel
