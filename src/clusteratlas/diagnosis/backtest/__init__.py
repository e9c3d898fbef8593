"""The back-test of opportunities: scores of a year against what was strong some years later."""

from clusteratlas.diagnosis.backtest.backtest import FAR, backtest
from clusteratlas.diagnosis.backtest.calibration import brier_kernel, calibration_line, reliability_kernel
from clusteratlas.diagnosis.backtest.discrimination import auc_kernel
from clusteratlas.diagnosis.backtest.entry_model import EntryModel, entry_probability
from clusteratlas.diagnosis.backtest.features import MODELS
from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.diagnosis.backtest.result import BackTest

__all__ = [
    "FAR",
    "MODELS",
    "BackTest",
    "EntryModel",
    "Plan",
    "auc_kernel",
    "backtest",
    "brier_kernel",
    "calibration_line",
    "entry_probability",
    "reliability_kernel",
]
