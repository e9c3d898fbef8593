"""Where the files of the Quarterly Census of Employment and Wages are fetched from."""

from clusteratlas.errors import UnknownChoice

FIRST_YEAR = 1990


def address(year: int, area: str | None = None) -> str:
    """The annual averages of a year: one file of all areas, or the slice of one area (the last five years only).

    Single file: the pattern `<year>_annual_singlefile.zip` of https://www.bls.gov/cew/downloadable-data-files.htm.
    Slice: https://www.bls.gov/cew/additional-resources/open-data/csv-data-slices.htm, with `a` for the year's average
    in place of the quarter. Raises UnknownChoice.
    """
    if not FIRST_YEAR <= year <= 2099:
        raise UnknownChoice("year", year, [f"{FIRST_YEAR} and later"])
    if area is None:
        return f"https://data.bls.gov/cew/data/files/{year}/csv/{year}_annual_singlefile.zip"
    return f"https://data.bls.gov/cew/data/api/{year}/a/area/{area.upper()}.csv"


def file_name(year: int, area: str | None = None) -> str:
    """What a fetched file is called; the Bureau calls a slice by its area alone, every year the same."""
    return f"{year}_annual_singlefile.zip" if area is None else f"{year}-a-{area.upper()}.csv"
