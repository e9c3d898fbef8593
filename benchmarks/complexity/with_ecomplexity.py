"""Complexity with py-ecomplexity: a dataframe in, one with all results out, and a second call for the proximities."""

import numpy as np
import pandas as pd
from ecomplexity import ecomplexity, proximity

_COLUMNS = {"time": "year", "loc": "region", "prod": "industry", "val": "employment"}


def complexity(file: str) -> list[list[float]]:
    """The sums of the first year: location quotients, ECI, PCI, proximity, density, COI, COG."""
    panel = pd.read_parquet(file, filters=[("year", "=", 2000)])
    found = ecomplexity(panel, _COLUMNS, verbose=False, check_logsupermodularity=False)
    regions, industries = found.groupby("region").first(), found.groupby("industry").first()
    pairs = proximity(panel, _COLUMNS)
    near = pairs["proximity"][pairs["industry_1"] != pairs["industry_2"]]
    parts = found["rca"], regions["eci"], industries["pci"], near, found["density"], regions["coi"], found["cog"]
    return [[float(np.nansum(np.abs(part))) for part in parts]]
