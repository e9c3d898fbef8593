"""ARCHITECTURE.md shows the sentence every file opens with."""

import ast
from pathlib import Path

import pytest
from tools.write_architecture import PACKAGES, TARGET, first_sentence, written

ROOT = Path(__file__).parents[2]
FILES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "src")))
def test_every_file_opens_with_one_sentence(file: Path) -> None:
    sentence = first_sentence(file)
    assert sentence.endswith((".", "?"))
    assert len(ast.get_docstring(ast.parse(file.read_text())) or "") >= len(sentence) > 10


def test_the_map_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert written(TARGET.read_text(encoding="utf-8")) == TARGET.read_text(encoding="utf-8")
