"""Writes a definition to a folder, whole or not at all."""

from pathlib import Path

from clusteratlas.definitions import Definition, definition_files
from clusteratlas.errors import InputError
from clusteratlas.home import whole_folder


def save_definition(definition: Definition, folder: Path | str) -> Path:
    """The folder, with the files that `definitions.load` reads; raises InputError where something stands there."""
    target = Path(folder)
    require_free(target)
    with whole_folder(target) as partial:
        for name, text in definition_files(definition).items():
            (partial / name).write_text(text, encoding="utf-8")
    return target


def require_free(target: Path) -> None:
    """Raises InputError where something stands at the target: a definition may hold days of somebody's work."""
    if target.exists():
        raise InputError(f"{target} stands already. Choose another folder, or move it away.")
