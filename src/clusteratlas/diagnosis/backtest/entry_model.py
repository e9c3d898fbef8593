"""The entry model: the probability that a candidate enters, as a handful of numbers to store and read back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.cases import Cases, Known
from clusteratlas.diagnosis.backtest.features import BEST, FEATURES, MODELS, features
from clusteratlas.diagnosis.backtest.logistic import Logistic, fit_logistic
from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.diagnosis.opportunities.weights import PARTS
from clusteratlas.diagnosis.rule import require
from clusteratlas.errors import InputError
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Column, Frame, Schema, like, to_arrow

Vector = NDArray[np.float64]
_DIGITS = 12  # significant: the same parameters on every machine
_CANDIDATES = Schema(
    "candidates",
    (
        Column("employment", "number", minimum=0),
        *(Column(part, "number", nullable=True) for part in PARTS),
        *(Column(f"{part}_percentile", "number", nullable=True) for part in PARTS),
        Column("score", "number", nullable=True),
    ),
)


@dataclass(frozen=True)
class EntryModel:
    """A logistic regression of entry on features: what it rests on, and its parameters.

    It gives the probability that a candidate of year t is strong in the last `lasting` years up to t + `horizon`. It
    has learnt from candidates that had not been strong for `apart` years, of the years `first` to `last`.
    """

    rules: str
    level: str | None
    horizon: int
    lasting: int
    apart: int
    first: int
    last: int
    cases: int
    entries: int
    features: tuple[str, ...]
    intercept: float
    coefficients: tuple[float, ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]

    @classmethod
    def fitted(cls, cases: Cases, plan: Plan, rules: str, names: tuple[str, ...] = MODELS[BEST]) -> "EntryModel":
        """Learns from all cases; raises InputError where nothing, or everything, entered."""
        found = fit_logistic(features(cases.known, names), cases.entered)
        return cls(
            rules=rules,
            level=plan.level,
            horizon=plan.horizon,
            lasting=plan.lasting,
            apart=plan.apart,
            first=int(cases.origin.min()),
            last=int(cases.origin.max()),
            cases=len(cases),
            entries=int(cases.entered.sum()),
            features=names,
            intercept=_rounded(found.intercept),
            coefficients=tuple(map(_rounded, found.coefficients.tolist())),
            centre=tuple(map(_rounded, found.centre.tolist())),
            scale=tuple(map(_rounded, found.scale.tolist())),
        )

    @classmethod
    def read(cls, entries: Mapping[str, Any]) -> "EntryModel":
        """The model of stored entries; raises InputError where one is missing or does not fit the others."""
        found = {field.name: entries.get(field.name) for field in fields(cls)}
        missing = [name for name, value in found.items() if value is None and name != "level"]
        if missing:
            raise InputError(f"The entry model lacks {', '.join(missing)}.")
        lists = ("features", "coefficients", "centre", "scale")
        found |= {name: tuple(found[name]) for name in lists}  # type: ignore[arg-type]
        for name in found["features"]:  # type: ignore[union-attr]
            require("feature", name, FEATURES)
        if len({len(found[name]) for name in lists}) > 1:  # type: ignore[arg-type]
            raise InputError("The entry model needs a coefficient, a centre and a scale for each feature.")
        return cls(**found)  # type: ignore[arg-type]

    def entries_to_store(self) -> dict[str, Any]:
        """The model as entries for TOML or JSON, such as `read` takes; a level of None is left out."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value is not None
        }

    def probability(self, known: Known) -> Vector:
        """The probability of each case."""
        found = Logistic(self.intercept, *(np.array(each) for each in (self.coefficients, self.centre, self.scale)))
        return found.probability(features(known, self.features))


def entry_probability(candidates: Frame, model: EntryModel) -> Frame:
    """The candidates with a column `probability`: how likely each is to be strong when the model's horizon is over.

    p = 1 / (1 + exp(-z)), z = intercept + sum of coefficient * (feature - centre) / scale, over the model's features.

    Parameters:
        candidates: rows of `opportunity_table`, for the rule book and the level the model was fitted for.
        model: an `EntryModel`, as `backtest` fits it on all origins.

    Returns:
        The kind of dataframe that came in, with all its columns and rows as they stood, and `probability` (0 to 1).

    Raises:
        WrongColumns, BadCells: it is no table of opportunities.

    Notes:
        A part that is not known counts as average. Null where the gap is not known.

    Example:
        With a single feature, halfway between its centre and one scale above, and a coefficient of 2: z = -1 + 2 * 0.5.

        >>> import pyarrow as pa
        >>> model = EntryModel("us-percentile", None, 5, 2, 2, 2014, 2020, 9, 3, ("gap",), -1, (2,), (0.5,), (0.25,))
        >>> parts = ("closeness", "gap", "pull", "reward")
        >>> row = {"employment": [10], "score": [0.5]} | {part: [0.625] for part in parts}
        >>> row |= {f"{part}_percentile": [0.625] for part in parts}
        >>> entry_probability(pa.table(row), model)["probability"].to_pylist()
        [0.5]
    """
    source = to_arrow(candidates, "candidates")
    table = _CANDIDATES.check(source)
    known = Known({name: np.asarray(table[name].to_numpy(), np.float64) for name in table.column_names})
    chance = np.where(np.isnan(known.columns["gap"]), np.nan, model.probability(known))
    kept = source.drop_columns(["probability"]) if "probability" in source.column_names else source
    return like(candidates, kept.append_column("probability", nullable(chance)))


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS - 1}e}")
