"""What a back-test says, in sentences that follow from its numbers."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext

from clusteratlas.diagnosis.backtest.features import BEST
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.foundation.numbers import share

CLOSENESS, GAP, SCORE = "closeness", "gap", "score"
_CHANCE = 0.5
_NEAR_ONE = 0.1  # a slope that is no farther from 1 is called near it
_DECIMALS = 2


def answer(models: Mapping[str, Row]) -> str:
    """The answer of the page: whether the score tells better than closeness alone what became strong."""
    row = models[SCORE]
    if row["auc_gain_low"] is None:
        return gettext("The back-test has no answer: its cases do not tell how sure it is.")
    if row["auc_gain_low"] > 0:
        return gettext("The score told better than closeness alone what became strong.")
    if row["auc_gain_high"] < 0:
        return gettext("The score told worse than closeness alone what became strong.")
    return gettext("It cannot be said whether the score told better than closeness alone what became strong.")


def findings(models: Mapping[str, Row], names: Mapping[str, str], bins: Sequence[Row]) -> list[str]:
    """What follows from the models compared, and from the bins of the one that gives probabilities."""
    found = (
        *_of_score(models[SCORE]),
        *_of_gap(models[GAP], models[SCORE]),
        *_of_best(models, names),
        *_of_far(models[SCORE]),
        *_of_equal(models[CLOSENESS]),
        *_of_bins(models[BEST], bins),
        *_of_slope(models[BEST]),
    )
    return list(found)


def _of_score(row: Row) -> Iterator[str]:
    if row["auc_gain_low"] is None:
        return
    facts = {"auc": _auc(row["auc"]), "gain": _auc(abs(row["auc_gain"])), "interval": interval(row, "auc_gain")}
    if row["auc_gain_low"] > 0:
        sentence = gettext(
            "The AUC of the score is %(auc)s, higher than that of closeness alone by %(gain)s (95%% interval "
            "%(interval)s)."
        )
    elif row["auc_gain_high"] < 0:
        sentence = gettext(
            "The AUC of the score is %(auc)s, lower than that of closeness alone by %(gain)s (95%% interval "
            "%(interval)s)."
        )
    else:
        sentence = gettext(
            "The AUC of the score is %(auc)s; the 95%% interval of its difference from closeness alone, %(interval)s, "
            "holds 0."
        )
    yield sentence % facts


def _of_gap(gap: Row, score: Row) -> Iterator[str]:
    if None in (gap["auc_low"], score["auc"]):
        return
    facts = {"gap": _auc(gap["auc"]), "score": _auc(score["auc"])}
    if gap["auc_low"] > score["auc"]:
        sentence = gettext(
            "The gap alone tells more than the score (AUC %(gap)s against %(score)s): who is near the line crosses it. "
            "The score also asks whether it would be worth it."
        )
    elif gap["auc_high"] < score["auc"]:
        sentence = gettext("The gap alone tells less than the score (AUC %(gap)s against %(score)s).")
    else:
        sentence = gettext("The gap alone tells about as much as the score (AUC %(gap)s against %(score)s).")
    yield sentence % facts


def _of_best(models: Mapping[str, Row], names: Mapping[str, str]) -> Iterator[str]:
    known = [row for row in models.values() if row["auc"] is not None]
    if not known:
        return
    best = max(known, key=lambda row: row["auc"])
    facts = {"model": names[best["model"]], "auc": _auc(best["auc"]), "interval": interval(best, "auc")}
    if best["model"] == BEST:
        sentence = gettext(
            "The best forecast is “%(model)s” (AUC %(auc)s, 95%% interval %(interval)s): its probability stands beside "
            "each score."
        )
    else:
        sentence = gettext(
            "The best forecast is “%(model)s” (AUC %(auc)s, 95%% interval %(interval)s); probabilities are those of "
            "the four parts and size."
        )
    yield sentence % facts


def _of_far(row: Row) -> Iterator[str]:
    if row["auc_far_low"] is None:
        return
    facts = {"auc": _auc(row["auc_far"]), "interval": interval(row, "auc_far")}
    if row["auc_far_low"] > _CHANCE:
        sentence = gettext(
            "Among candidates that had come less than three quarters of the way the score still tells more than chance "
            "(AUC %(auc)s, 95%% interval %(interval)s)."
        )
    else:
        sentence = gettext(
            "Among candidates that had come less than three quarters of the way the score cannot be told from chance "
            "(AUC %(auc)s, 95%% interval %(interval)s)."
        )
    yield sentence % facts


def _of_equal(row: Row) -> Iterator[str]:
    if row["auc_equal_gap"] is None or row["auc"] is None:
        return
    yield (
        gettext(
            "Among candidates that had come equally far closeness has an AUC of %(equal)s, over all of them %(auc)s; "
            "0.5 is chance."
        )
        % {"equal": _auc(row["auc_equal_gap"]), "auc": _auc(row["auc"])}
    )


def _of_bins(row: Row, bins: Sequence[Row]) -> Iterator[str]:
    if not bins:
        return
    yield (
        gettext(
            "Given were %(expected)s on average, and %(observed)s entered. In %(inside)s of %(bins)s groups of cases "
            "the probability given lies within the 95%% interval of the share that entered."
        )
        % {
            "expected": share(row["expected"]),
            "observed": share(row["observed"]),
            "inside": sum(agrees(each) for each in bins),
            "bins": len(bins),
        }
    )


def _of_slope(row: Row) -> Iterator[str]:
    slope = row["slope"]
    if slope is None:
        return
    if slope < 1 - _NEAR_ONE:
        sentence = gettext(
            "The probabilities are too extreme (slope %(slope)s, 1 is right): high ones came true less often than "
            "given, low ones more often."
        )
    elif slope > 1 + _NEAR_ONE:
        sentence = gettext(
            "The probabilities are not extreme enough (slope %(slope)s, 1 is right): high ones came true more often "
            "than given, low ones less often."
        )
    else:
        sentence = gettext("The probabilities are neither too extreme nor too cautious (slope %(slope)s, 1 is right).")
    yield sentence % {"slope": exactly(slope, _DECIMALS)}


def agrees(each: Row) -> bool:
    """Whether the probability a bin was given lies within the interval of the share that entered."""
    return bool(each["observed_low"] <= each["expected"] <= each["observed_high"])


def interval(row: Row, name: str, decimals: int = _DECIMALS) -> str:
    """The 95 % interval of a number; nothing where it has none."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if low is None or high is None:
        return ""
    return gettext("%(low)s to %(high)s") % {"low": exactly(low, decimals), "high": exactly(high, decimals)}


def _auc(value: float) -> str:
    return exactly(value, _DECIMALS)
