"""Asks, at a terminal, what the columns of a tidy file are, and writes the answers down as columns.toml."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w
import typer

from clusteratlas.classifications import CLASSIFICATIONS, GAZETTEERS, gazetteer
from clusteratlas.cli.printing import console
from clusteratlas.errors import UnknownChoice, UnreadableFile
from clusteratlas.sources.reading import ABSENT, UNKNOWN
from clusteratlas.sources.register import NAME as REGISTER
from clusteratlas.sources.register import register_source
from clusteratlas.sources.register_map import EXAMPLE as REGISTER_EXAMPLE
from clusteratlas.sources.register_map import read_register_map
from clusteratlas.sources.registry import Source
from clusteratlas.sources.tidy_importing import NAME as TIDY
from clusteratlas.sources.tidy_importing import tidy_source
from clusteratlas.sources.tidy_map import CODE, NAME, TableMap
from clusteratlas.sources.tidy_map_reading import EXAMPLE, read_map
from clusteratlas.sources.tidy_proposal import Proposal, propose
from clusteratlas.sources.tidy_tables import open_table
from clusteratlas.sources.year_column import FIRST, LAST
from clusteratlas.tables.measure import MEASURES

MAP_NAME = "columns.toml"
NONE = "-"
_PUBLICATION = ("title", "producer", "licence")


def chosen_source(name: str, file: Path, columns: Path | None) -> Source | str:
    """The source of this name; register reads by the map given, tidy also by one asked for at the terminal."""
    if name == REGISTER:
        return register_source(read_register_map(_required(file, columns)))
    if name == TIDY:
        return tidy_source(read_map(map_for(file, columns)))
    if columns is not None:
        raise UnknownChoice("--map with source", name, [TIDY, REGISTER])
    return name


def _required(file: Path, columns: Path | None) -> Path:
    if columns is None:
        remedy = f"Add --map {MAP_NAME}, which looks like this:\n\n{REGISTER_EXAMPLE}\n"
        raise UnreadableFile(file, "a register needs a map of its columns.", remedy)
    return columns


def map_for(file: Path, given: Path | None) -> Path:
    """The map given, or one asked for at the terminal; raises UnreadableFile where nobody can answer."""
    if given is not None:
        return given
    target = file.with_name(MAP_NAME)
    if target.exists():
        raise UnreadableFile(file, f"{MAP_NAME} stands beside it, and was not asked for.", f"Add --map {target}.")
    if not sys.stdin.isatty():
        remedy = f"Add --map {MAP_NAME}, which looks like this:\n\n{EXAMPLE}\n"
        raise UnreadableFile(file, "a tidy file needs a map of its columns.", remedy)
    answers = _asked(open_table(file, TableMap()).names)
    target.write_bytes(tomli_w.dumps(answers).encode())
    console.print(f"The map was written to {target}; next time: --map {target}", highlight=False, soft_wrap=True)
    return target


def _asked(names: Sequence[str]) -> dict[str, Any]:
    proposed = propose(names)
    console.print(f"Columns of the file: {', '.join(names)}", highlight=False, soft_wrap=True)
    answers: dict[str, Any] = {"publication": {part: typer.prompt(part.capitalize()) for part in _PUBLICATION}}
    answers["table"] = {"absent": _choice("A row that is not there means", ABSENT, UNKNOWN)}
    answers["region"] = _region(names, proposed.region)
    answers["industry"] = _industry(names, proposed.industry)
    answers["year"] = _year(names, proposed.year)
    answers["measures"] = _measures(names, proposed)
    marks = typer.prompt("Marks of what is withheld or missing, a blank between", default="", show_default=False)
    return answers | {"cells": {"withheld": marks.split()}}


def _region(names: Sequence[str], proposed: str | None) -> dict[str, str]:
    known = _choice("Whose regions", GAZETTEERS, None)
    level = _choice("Their level", gazetteer(known).levels, None)
    column = _choice("Their column", names, proposed)
    return {
        "gazetteer": known,
        "level": level,
        "column": column,
        "written": _choice("They are written as", (CODE, NAME), CODE),
    }


def _industry(names: Sequence[str], proposed: str | None) -> dict[str, str]:
    known = _choice("Classification of industries", tuple(CLASSIFICATIONS), None)
    vintage = _choice("Its vintage", CLASSIFICATIONS[known], CLASSIFICATIONS[known][-1])
    column = _choice("Column of industries", names, proposed)
    written = _choice("They are written as", (CODE, NAME), CODE)
    return {"classification": known, "vintage": vintage, "column": column, "written": written}


def _year(names: Sequence[str], proposed: str | None) -> dict[str, Any]:
    years = [str(year) for year in range(FIRST, LAST + 1)]
    answer = _choice("Column of years, or the one year of the file", [*names, *years], proposed, listed=False)
    return {"fixed": int(answer)} if answer in years and answer not in names else {"column": answer}


def _measures(names: Sequence[str], proposed: Proposal) -> dict[str, dict[str, str]]:
    found = {}
    for name in MEASURES:
        column, unit = proposed.measures.get(name, (NONE, None))
        answer = _choice(f"Column of {name} ({NONE} for none)", (*names, NONE), column)
        if answer != NONE:
            found[name] = {"column": answer, "unit": typer.prompt(f"Unit of {answer}", default=unit)}
    return found


def _choice(question: str, allowed: Sequence[str], default: str | None, listed: bool = True) -> str:
    """Asks until the answer is one of these."""
    text = f"{question} ({', '.join(allowed)})" if listed else question
    while (answer := str(typer.prompt(text, default=default))) not in allowed:
        console.print(f"  {answer!r} is none of: {', '.join(allowed)}", highlight=False)
    return answer
