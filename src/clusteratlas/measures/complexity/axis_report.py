"""What a complexity axis rests on, year by year, as a table: how much counts, the eigenvalues, why there is none."""

import numpy as np
import pyarrow as pa

from clusteratlas.measures.complexity.axis import Axis
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYear

_COLUMNS = pa.schema(
    [
        ("year", pa.int64()),
        ("regions", pa.int64()),
        ("industries", pa.int64()),
        ("parts", pa.int64()),
        ("second_eigenvalue", pa.float64()),
        ("third_eigenvalue", pa.float64()),
        ("diversity_correlation", pa.float64()),
        ("undefined", pa.string()),
    ]
)


class AxisReport:
    """One row for each year added."""

    def __init__(self) -> None:
        self._rows: list[dict[str, object]] = []

    def add(self, year: SpecialisedYear, axis: Axis) -> None:
        """One year's row."""
        self._rows.append(
            {
                "year": year.year,
                "regions": int(year.specialised.any(axis=1).sum()),
                "industries": int(year.specialised.any(axis=0).sum()),
                "parts": axis.parts,
                "second_eigenvalue": _known(axis.second),
                "third_eigenvalue": _known(axis.third),
                "diversity_correlation": _known(axis.direction),
                "undefined": axis.undefined,
            }
        )

    def table(self, dated: bool) -> pa.Table:
        """All rows, with the column `year` where the frame has years."""
        return pa.Table.from_pylist(self._rows, _COLUMNS if dated else _COLUMNS.remove(0))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
