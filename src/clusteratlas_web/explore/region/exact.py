"""Numbers written with as many decimals as it takes to compute with them again."""

from clusteratlas_web.foundation.numbers import MINUS


def exactly(value: float, decimals: int = 4) -> str:
    """-0.01555 as −0.0156: an index or a growth rate as a factor."""
    return f"{value:.{decimals}f}".replace("-", MINUS)
