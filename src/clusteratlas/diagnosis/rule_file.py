"""A rule book's TOML file: reading it, and the parameters a name carries, as in `quadrants:cut=1.2`."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from clusteratlas.diagnosis.entries import Entries
from clusteratlas.diagnosis.rule import require
from clusteratlas.errors import InputError, UnreadableFile

_CARRIED = re.compile(r"(?P<name>.*?):(?P<parameters>\w+=[^,:=]+(,\w+=[^,:=]+)*)")


def read_toml(file: Path | Traversable) -> dict[str, Any]:
    """The entries of a TOML file."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableFile(str(file), "is not there.", "A rule book is a TOML file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(file), f"is not TOML: {error}.", "Mend the place named.") from error


def split_parameters(name: str) -> tuple[str, dict[str, float]]:
    """A name, and the parameters it carries."""
    found = _CARRIED.fullmatch(name)
    if not found:
        return name, {}
    pairs = (pair.split("=") for pair in found["parameters"].split(","))
    return found["name"], {key: _number(key, value) for key, value in pairs}


def chosen(entries: Entries, parameters: Mapping[str, float]) -> Entries:
    """The entries with other parameters; those that are not the rule book's own stand in its name."""
    own = entries.get("parameters", {})
    for key in parameters:
        require(f"parameter of {entries.get('name')}", key, own)
    other = {key: float(value) for key, value in sorted(parameters.items()) if value != own[key]}
    if not other:
        return entries
    carried = ",".join(f"{key}={_written(value)}" for key, value in other.items())
    return {**entries, "name": f"{entries.get('name')}:{carried}", "parameters": {**own, **other}}


def _number(key: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise InputError(f"The parameter {key} is {value!r}, which is not a number.") from error


def _written(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
