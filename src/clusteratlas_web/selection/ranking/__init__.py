"""From scores to a ranking: severity taken off, ties stated, how firm the first places are, and a sheet for each."""

from clusteratlas_web.selection.ranking.draws import SEED, Chance, Draw, draws
from clusteratlas_web.selection.ranking.graph import ONE_APPLICATION, ONE_JUROR
from clusteratlas_web.selection.ranking.ranking import Ranking, Standing, rank
from clusteratlas_web.selection.ranking.robustness import (
    BORDERLINE,
    CHANCE,
    CLEAR_AWARD,
    CLEAR_NO,
    LEAVE_ONE_JUROR_OUT,
    OTHER_CENTRE,
    SEVERITY,
    Change,
    Firmness,
    Robustness,
    robustness,
)
from clusteratlas_web.selection.ranking.scores import MEAN, MEDIAN, Criterion, Method, Scale, Score, common_scale
from clusteratlas_web.selection.ranking.severity import (
    JurorSeverity,
    Part,
    SeverityReport,
    juror_severity,
    severity_report,
)
from clusteratlas_web.selection.ranking.sheet import Line, Sheet, sheet
from clusteratlas_web.selection.ranking.weighing import DECIMALS

__all__ = [
    "BORDERLINE",
    "CHANCE",
    "CLEAR_AWARD",
    "CLEAR_NO",
    "DECIMALS",
    "LEAVE_ONE_JUROR_OUT",
    "MEAN",
    "MEDIAN",
    "ONE_APPLICATION",
    "ONE_JUROR",
    "OTHER_CENTRE",
    "SEED",
    "SEVERITY",
    "Chance",
    "Change",
    "Criterion",
    "Draw",
    "Firmness",
    "JurorSeverity",
    "Line",
    "Method",
    "Part",
    "Ranking",
    "Robustness",
    "Scale",
    "Score",
    "SeverityReport",
    "Sheet",
    "Standing",
    "common_scale",
    "draws",
    "juror_severity",
    "rank",
    "robustness",
    "severity_report",
    "sheet",
]
