"""What a ranking proposes for an application, and which decisions need a stated reason against it; pure."""

from clusteratlas_web.selection.ranking import BORDERLINE, CLEAR_AWARD, CLEAR_NO, Firmness, Standing
from clusteratlas_web.selection.words import NOT_SELECTED, SELECTED

AWARD, DISCUSS, NO_AWARD, UNREVIEWED = "award", "discuss", "no-award", "unreviewed"
ORDER = (DISCUSS, AWARD, NO_AWARD, UNREVIEWED)  # of a meeting: what is not settled comes first

_BANDS = {CLEAR_AWARD: AWARD, BORDERLINE: DISCUSS, CLEAR_NO: NO_AWARD}


def below_least(standing: Standing, least: float | None) -> bool:
    """Whether the whole score lies below the least that the round asks for; reaching it is enough."""
    return least is not None and standing.score < least


def is_barred(standing: Standing, least: float | None) -> bool:
    """Whether a threshold of a criterion, or the least score of the round, is not reached."""
    return not standing.passes or below_least(standing, least)


def proposal(standing: Standing | None, firmness: Firmness | None, least: float | None = None) -> str:
    """What the ranking proposes: an award or none only where the runs and the ranking itself say the same."""
    if standing is None or firmness is None:
        return UNREVIEWED
    if is_barred(standing, least):
        return NO_AWARD
    found = _BANDS[firmness.band]
    seat = standing.seat or 0.0
    settled = {AWARD: seat == 1.0, NO_AWARD: seat == 0.0}
    return found if settled.get(found, True) else DISCUSS


def is_against(proposed: str, outcome: str) -> bool:
    """Whether a decision differs from what the ranking proposes, so that it needs a stated reason."""
    if outcome == SELECTED:
        return proposed in (NO_AWARD, UNREVIEWED)
    return outcome == NOT_SELECTED and proposed == AWARD
