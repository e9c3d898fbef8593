"""The docstrings of public measures have their parts in order, and their examples run and are right."""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from clusteratlas import definitions, diagnosis, measures

PARTS = ("Parameters", "Returns", "Raises", "Notes", "References", "Example")
DIAGNOSES = (
    "agreement", "classify", "load", "robustness", "small_set", "strong_share", "threshold_table", "thresholds",
    "verdicts", "why_not",
)  # fmt: skip


def modules(package: ModuleType) -> list[str]:
    return [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]


def public() -> dict[str, str]:
    functions = {name: getattr(measures, name) for name in measures.__all__}
    functions |= {name: getattr(diagnosis, name) for name in DIAGNOSES}
    return {name: inspect.getdoc(function) or "" for name, function in functions.items()}


@pytest.mark.parametrize("name", modules(measures) + modules(diagnosis) + modules(definitions))
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", public())
def test_parts_stand_in_order(name: str) -> None:
    lines = public()[name].splitlines()
    parts = [line.removesuffix(":") for line in lines if line.removesuffix(":") in PARTS]
    assert parts == sorted(parts, key=PARTS.index)
    assert {"Parameters", "Returns", "Example"} <= set(parts)
    assert lines[0].endswith(".")
    assert ">>>" in public()[name]
