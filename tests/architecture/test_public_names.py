"""docs/reference/names.md lists public names that exist, as they are called, and every one that the rooms offer."""

import re
from collections.abc import Callable
from importlib import import_module
from inspect import isclass, isfunction, signature
from pathlib import Path
from typing import Any

import pytest

import clusteratlas as ca
from clusteratlas.cli.application import app
from clusteratlas.editions.atlas import Atlas, RegionInAtlas

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "names.md").read_text(encoding="utf-8")
ROOMS = ("measures", "diagnosis", "suppression", "classifications", "definitions", "charts")


def cells(heading: str) -> list[str]:
    """The first cells of the tables of a section."""
    section = TEXT.split(f"## {heading}")[1].split("\n## ")[0]
    return [re.split(r"(?<!\\)\|", line)[1].strip() for line in section.splitlines() if line.startswith("| `")]


def calls(heading: str) -> dict[str, list[str]]:
    """What a section lists: name, or name and arguments; the names of the arguments."""
    spans = [span for cell in cells(heading) for span in re.findall(r"`([^`]+)`", cell)]
    found = {}
    for span in spans:
        name, _, rest = span.partition("(")
        plain = re.sub(r'"[^"]*"(\\\|"[^"]*")*|\([^()]*\)', "", rest.removesuffix(")"))
        found[name] = [part.split("=")[0].strip() for part in plain.split(",") if part.strip()]
    return found


def assert_called_so(function: Callable[..., Any], arguments: list[str]) -> None:
    """The arguments are the function's own, in its order."""
    own = list(signature(function).parameters)
    assert [each for each in arguments if each not in own] == []
    assert arguments == sorted(arguments, key=own.index)


@pytest.mark.parametrize("room", ROOMS)
def test_listed_names_exist_and_are_called_so(room: str) -> None:
    module = import_module(f"clusteratlas.{room}")
    listed = calls(f"`clusteratlas.{room}`")
    assert {name for name in listed if not hasattr(module, name)} == set()
    for name, arguments in listed.items():
        if not isclass(getattr(module, name)):
            assert_called_so(getattr(module, name), [each for each in arguments if each != "**parameters"])


@pytest.mark.parametrize("room", ["measures", "diagnosis", "suppression", "definitions"])
def test_surface_functions_are_listed(room: str) -> None:
    module = import_module(f"clusteratlas.{room}")
    functions = {name for name in module.__all__ if isfunction(getattr(module, name))}
    assert functions - calls(f"`clusteratlas.{room}`").keys() == set()


@pytest.mark.parametrize(("word", "surface"), [("atlas", Atlas), ("region", RegionInAtlas)])
def test_everything_an_atlas_and_a_region_answer_is_listed(word: str, surface: type) -> None:
    listed = {
        name.removeprefix(f"{word}."): arguments
        for name, arguments in calls("`ca.open(...)`").items()
        if name.startswith(f"{word}.")
    }
    methods = {name: each for name, each in vars(surface).items() if not name.startswith("_") and isfunction(each)}
    assert methods.keys() <= listed.keys()
    for name, arguments in listed.items():
        if name in methods:
            assert_called_so(methods[name], arguments)
        else:
            assert arguments == []
            assert hasattr(surface, name) or name in ("edition", "code")


def test_what_the_package_offers_is_listed() -> None:
    listed = {name.removeprefix("ca.") for name in calls("`import clusteratlas as ca`")}
    assert listed == set(ca.__all__) - {"Atlas", "Edition", "Manifest", "__version__"}


def test_every_command_is_listed() -> None:
    listed = {word for cell in cells("Command line") for word in re.findall(r"`([a-z]+)[^`]*`", cell)}
    commands = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert listed == commands


# What notebooks and outside checks call, with the arguments they name, in this order.
SURFACE = {
    "measures": """
        location_quotient(frame, value, within) symmetric_location_quotient(frame)
        standardised_location_quotient(frame, variant) herfindahl(frame, by) krugman_specialisation(frame)
        locational_gini(frame) hoover(frame) theil(frame) ellison_glaeser(frame, plants) maurel_sedillot(frame, plants)
        coagglomeration(frame) proximity(frame, method) relatedness_density(frame, method, include_self)
        economic_complexity(frame) fitness(frame, updates) complexity_outlook(frame)
        shift_share(frame, start, end, variant) k_density(points, radii, weight, method) m_function(points, radii)
        ripley_k(points, radii) morans_i(values, neighbours) local_morans_i(values, neighbours)
        getis_ord(values, neighbours)
    """,
    "diagnosis": """
        classify(portfolio, rules, ranked_in) why_not(portfolio, region, cluster, rules)
        opportunities(portfolio, region) peers(portfolio, region) life_cycle(portfolio) agreement(portfolio)
    """,
    "suppression": "bound(cells, tree, totals) estimate(cells, tree, totals)",
    "definitions": """
        similarity(frame, kind) group(similarity, method, clusters) validate(definition, similarities)
        search(similarities)
    """,
}


@pytest.mark.parametrize("room", SURFACE)
def test_the_surface_that_others_rely_on(room: str) -> None:
    asked = re.findall(r"(\w+)\(([^)]*)\)", SURFACE[room])
    assert len(asked) >= 2
    for name, arguments in asked:
        assert_called_so(getattr(getattr(ca, room), name), arguments.split(", "))
