"""Where the files of County Business Patterns are fetched from."""

from clusteratlas.errors import UnknownChoice

LEVELS = {"county": "co", "state": "st", "metro": "msa"}
FIRST_YEAR = 1998  # the first year in NAICS; files before it are in the SIC of 1987, which is not read


def address(year: int, level: str = "county") -> str:
    """The complete file of a year by county, state, or metropolitan and micropolitan area.

    The pattern is that of the data sets page of each year, such as
    https://www.census.gov/data/datasets/2021/econ/cbp/2021-cbp.html (read for 2015, 2018, 2021 and 2022).
    Raises UnknownChoice.
    """
    if level not in LEVELS:
        raise UnknownChoice("level", level, list(LEVELS))
    if not FIRST_YEAR <= year <= 2099:
        raise UnknownChoice("year", year, [f"{FIRST_YEAR} and later"])
    name = f"cbp{year % 100:02}{LEVELS[level]}.zip"
    return f"https://www2.census.gov/programs-surveys/cbp/datasets/{year}/{name}"
