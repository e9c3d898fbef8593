"""The README tells the truth: its ten lines print what it says, its commands are there, its links lead somewhere."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from clusteratlas.cli.application import app

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert found
    return found.group(1)


def test_the_ten_lines_print_what_the_readme_says(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUSTERATLAS_HOME", str(sample_home))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), "README.md", "exec"), {})
    assert printed.getvalue() == block("text")


def test_its_commands_are_there() -> None:
    named = set(re.findall(r"^clusteratlas (\w+)", TEXT, flags=re.MULTILINE))
    commands = {command.name for command in (*app.registered_commands, *app.registered_groups)}
    assert named
    assert named <= commands
    targets = set(re.findall(r"^make (\w+)", TEXT, flags=re.MULTILINE))
    assert targets <= set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (ROOT / link).exists()] == []
