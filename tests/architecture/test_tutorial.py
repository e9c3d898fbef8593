"""The tutorial runs as it stands, and prints what it says."""

import os
import re
import shutil
from pathlib import Path

import pytest
from tools.run_tutorial import PICTURE, TUTORIAL, executed

TEXT = TUTORIAL.read_text(encoding="utf-8")
LARGEST_PICTURE = 40_000  # bytes


@pytest.fixture(scope="module")
def folder(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's home as a reader has it, after the first command."""
    made = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(sample_home, made / "atlas", copy_function=os.link)
    return made


@pytest.fixture(scope="module")
def out(folder: Path) -> str:
    return executed(TEXT, folder)


def test_every_block_prints_what_the_tutorial_shows(out: str) -> None:
    assert out.splitlines() == TEXT.splitlines()


def test_what_it_writes_is_there(out: str, folder: Path) -> None:
    assert out
    picture = (folder / PICTURE).read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    shown = (TUTORIAL.parent / "images" / PICTURE).read_text(encoding="utf-8")
    assert len(shown) < LARGEST_PICTURE
    assert re.findall(r">([^<]+)</text>", shown) == re.findall(r">([^<]+)</text>", picture)
    assert (folder / "wichita.xlsx").read_bytes().startswith(b"PK")
    assert len((folder / "opportunities.csv").read_text(encoding="utf-8").splitlines()) == 44  # 43 and the heading


def test_a_block_that_prints_something_else_is_told(tmp_path: Path) -> None:
    wrong = "```python\nprint(1 + 1)\n3 + 1\n```\n\n```text\n3\n```\n"
    assert executed(wrong, tmp_path) == "```python\nprint(1 + 1)\n3 + 1\n```\n\n```text\n2\n4\n```\n"
    assert executed("```python\nprint(5)\n```\n\nText.\n", tmp_path).count("```text\n5\n```") == 1


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (TUTORIAL.parent / link).exists()] == []
