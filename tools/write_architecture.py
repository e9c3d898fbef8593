"""Writes the map of ARCHITECTURE.md: every file with the sentence it opens with."""

import ast
import sys
from pathlib import Path

TARGET = Path("ARCHITECTURE.md")
BEGIN, END = "<!-- map: begin, written by tools/write_architecture.py -->", "<!-- map: end -->"
PACKAGES = (Path("src/clusteratlas"), Path("src/clusteratlas_web"))


def first_sentence(file: Path) -> str:
    """The first line of a file's docstring."""
    documentation = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return documentation.splitlines()[0] if documentation else ""


def map_of(package: Path) -> list[str]:
    """The lines of a package's map: a heading for each folder, a line for each file."""
    lines = []
    for folder in [package, *sorted(path for path in package.rglob("*") if path.is_dir())]:
        files = sorted(folder.glob("*.py"))
        if not files:
            continue
        lines += ["", f"### `{folder.relative_to('src')}/`", ""]
        opening = folder / "__init__.py"
        if opening in files and first_sentence(opening):
            lines += [first_sentence(opening), ""]
        lines += [f"- `{file.name}` {first_sentence(file)}" for file in files if file.name != "__init__.py"]
    return lines


def written(text: str) -> str:
    """The text with its map renewed."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    lines = [line for package in PACKAGES for line in map_of(package)]
    return before + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + after


def main() -> None:
    """Writes, or with --check says whether the file is current."""
    text = TARGET.read_text(encoding="utf-8")
    renewed = written(text)
    if "--check" in sys.argv:
        sys.exit(0 if renewed == text else f"{TARGET} is not current: run make docs")
    TARGET.write_text(renewed, encoding="utf-8")


if __name__ == "__main__":
    main()
