"""Small editions of states, drawn by hand in the layout of County Business Patterns by state."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from clusteratlas.editions import Choices, Edition, build, check, edition_folder, open_edition
from clusteratlas.home import Home
from clusteratlas.sources import import_file

HEADING = "year,fipstate,naics,est,emp,empflag,emp_nf,ap,ap_nf"
KANSAS, NEVADA = "us-state-20", "us-state-32"
Given = int | str  # jobs, or the size class of a withheld cell
Cell = tuple[str, int, Given]  # industry, establishments, jobs


def state_rows(year: int, state: str, cells: Iterable[Cell]) -> list[str]:
    """Lines of a state; wages are 50,000 dollars a job, and withheld with the jobs."""
    return [_line(year, state.rsplit("-", 1)[1], *cell) for cell in cells]


def chain(industry: str, establishments: int, jobs: Given) -> list[Cell]:
    """An industry and every broader one from its sector down, all with the same figures."""
    sector = {"31": "31-33", "32": "31-33", "33": "31-33"}.get(industry[:2], industry[:2])
    return [(code, establishments, jobs) for code in (sector, *(industry[:digits] for digits in range(3, 7)))]


def build_states(folder: Path, lines: Iterable[str], choices: Choices | None = None) -> Edition:
    """The checked edition of the lines."""
    file, home = folder / "states.csv", Home.at(folder / "home")
    file.write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    import_file("cbp", file, home)
    build("us-states", home, choices)
    check(edition_folder(home, "us-states"))
    return open_edition("us-states", home=home)


def figures(edition: Edition, query: str, measure: str = "employment") -> Mapping[tuple[str, ...], tuple[object, ...]]:
    """Value, low, high and flag by the other columns of a query on cells."""
    names = (measure, f"{measure}_low", f"{measure}_high", f"{measure}_flag")
    rows = edition.rows(f"select * from ({query})")
    keys = [name for name in ("region", "industry") if rows and name in rows[0]]
    return {tuple(row[key] for key in keys): tuple(row[name] for name in names) for row in rows}


def _line(year: int, state: str, industry: str, establishments: int, given: Given) -> str:
    code = "------" if industry == "00" else industry.split("-", maxsplit=1)[0].ljust(6, "-")
    if isinstance(given, int):
        return f"{year},{state},{code},{establishments},{given},,-,{given * 50},-"
    return f"{year},{state},{code},{establishments},0,{given},-,0,-"
