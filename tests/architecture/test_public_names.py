"""docs/reference/names.md lists public names that exist, and every function that some rooms offer."""

import re
from importlib import import_module
from inspect import isfunction
from pathlib import Path

import pytest

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "names.md").read_text(encoding="utf-8")


def listed(room: str) -> set[str]:
    section = TEXT.split(f"## `clusteratlas.{room}`")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)\(", section, flags=re.MULTILINE))


@pytest.mark.parametrize("room", ["measures", "diagnosis", "suppression", "classifications", "definitions"])
def test_listed_names_exist(room: str) -> None:
    module = import_module(f"clusteratlas.{room}")
    assert {name for name in listed(room) if not hasattr(module, name)} == set()


@pytest.mark.parametrize("room", ["measures", "diagnosis"])
def test_surface_functions_are_listed(room: str) -> None:
    module = import_module(f"clusteratlas.{room}")
    functions = {name for name in module.__all__ if isfunction(getattr(module, name))}
    assert {name for name in functions if not name.endswith("_kernel")} - listed(room) <= {
        "descending_ranks",
        "percentile_ranks",
    }
