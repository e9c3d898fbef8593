"""Runs docs/tutorial.md as a notebook is run, block after block, and writes what came out into it, and its picture."""

import ast
import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
PICTURE = "tutorial.svg"  # what the tutorial draws, beside it in images/
WIDTH = 120

# A block of Python or of commands, and the block of text below it that shows what it printed, if there is one.
_BLOCK = re.compile(
    r"^```(?P<language>python|sh)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.M | re.S
)


def executed(text: str, folder: Path) -> str:
    """The text with the output of every block anew; the folder has the sample's home as `atlas` and takes its files."""
    names: dict[str, Any] = {"__name__": "tutorial"}
    with _at(folder):
        return _BLOCK.sub(lambda block: _written(block["language"], block["code"], names), text)


def _written(language: str, code: str, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        _run_commands(code) if language == "sh" else _run_python(code, names)
    lines = printed.getvalue().replace(f"{Path.cwd()}/", "").rstrip().splitlines()
    shown = "".join(f"{line.rstrip()}\n" for line in lines)
    return f"```{language}\n{code}```\n" + (f"\n```text\n{shown}```\n" if shown else "")


def _run_python(code: str, names: dict[str, Any]) -> None:
    """Runs a cell: the value of a last line that is an expression is printed."""
    cell = ast.parse(code)
    last = cell.body.pop() if cell.body and isinstance(cell.body[-1], ast.Expr) else None
    exec(compile(cell, str(TUTORIAL), "exec"), names)
    if last is not None:
        value = eval(compile(ast.Expression(last.value), str(TUTORIAL), "eval"), names)
        if value is not None and not type(value).__module__.startswith("altair"):  # a notebook draws a chart
            print(value)


def _run_commands(code: str) -> None:
    from clusteratlas.cli.application import app  # deferred: a test that reads the blocks only should not load it

    for line in code.splitlines():
        program, *words = shlex.split(line, comments=True)
        assert program == "clusteratlas", line
        app(words, standalone_mode=False)


@contextlib.contextmanager
def _at(folder: Path) -> Iterator[None]:
    """In the folder, whose `atlas` is the home where none is named.

    Lines of a command are as wide as the page once the folder's own path is taken out of them.
    """
    import pandas as pd  # deferred: see _run_commands

    from clusteratlas.cli.printing import console

    # A console asks for its width once, which may have been long before.
    place, before, width = Path.cwd(), dict(os.environ), console._width
    os.environ.pop("CLUSTERATLAS_HOME", None)
    os.chdir(folder)
    console.width = WIDTH + len(str(Path.cwd()))
    try:
        with pd.option_context("display.width", WIDTH, "display.max_columns", 20, "display.max_colwidth", 60):
            yield
    finally:
        console._width = width
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


def _build_sample(home: Path) -> None:
    from clusteratlas.cli.application import app  # deferred: see _run_commands

    app(["demo", "--only-build", "--home", str(home)], standalone_mode=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        _build_sample(Path(made) / "atlas")
        TUTORIAL.write_text(executed(TUTORIAL.read_text(encoding="utf-8"), Path(made)), encoding="utf-8")
        (TUTORIAL.parent / "images" / PICTURE).write_bytes((Path(made) / PICTURE).read_bytes())
