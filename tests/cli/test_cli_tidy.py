"""`clusteratlas import tidy` as a person runs it: with a map, asked at a terminal, and where nobody can answer."""

import os
import pty
import subprocess
import tomllib
from importlib import resources
from pathlib import Path

from tests.cli.conftest import PROGRAM, Command, environment

SAMPLE = Path(str(resources.files("clusteratlas.sources"))) / "data" / "cn_made_up_yearbook.csv"
TABLE = "年份,地区,行业代码,用工人数（万人）\n2021,44,26,12.3\n2021,44,27,x\n"
ANSWERS = {
    "title": "My table",
    "producer": "Our office",
    "licence": "internal",
    "absent": "",
    "gazetteer": "cn",
    "level": "province",
    "region": "",
    "region written as": "",
    "classification": "GB/T 4754",
    "vintage": "2017",
    "industry": "",
    "industry written as": "",
    "year": "",
    "employment": "",
    "its unit": "",
    "establishments, wages, revenue": "-\n-\n-",
    "profit, exports": "-\n-",
    "marks": "x",
}  # an empty answer takes what is proposed


def test_the_made_up_yearbook_is_imported_by_its_map(command: Command) -> None:
    ended = command("import", "tidy", SAMPLE, "--map", SAMPLE.with_suffix(".toml"))
    assert ended.code == 0, ended.errors
    assert "cn_made_up_yearbook.csv stored as tidy=cn-made-up-yearbook-" in ended.output
    assert "本表为虚构数据" in ended.output


def table_in(folder: Path) -> Path:
    file = folder / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_without_a_map_and_without_a_terminal_an_example_is_shown(command: Command, tmp_path: Path) -> None:
    ended = command("import", "tidy", table_in(tmp_path))
    assert ended.code == 2
    assert "a tidy file needs a map of its columns. Add --map columns.toml, which looks like this:" in ended.errors
    assert "[measures.employment]" in ended.errors


def test_at_a_terminal_the_map_is_asked_for_and_written_down(command: Command, tmp_path: Path) -> None:
    table, home = table_in(tmp_path), tmp_path / "asked"
    keyboard, terminal = pty.openpty()
    os.write(keyboard, "".join(f"{answer}\n" for answer in ANSWERS.values()).encode())
    ended = subprocess.run(
        [*PROGRAM, "import", "tidy", str(table)], stdin=terminal, capture_output=True, text=True,
        env=environment(home), check=False, timeout=60,
    )  # fmt: skip
    os.close(keyboard)
    os.close(terminal)
    assert ended.returncode == 0, ended.stderr
    assert f"The map was written to {tmp_path / 'columns.toml'}; next time: --map" in ended.stdout
    assert "records by year  2021: 2" in ended.stdout
    written = tomllib.loads((tmp_path / "columns.toml").read_text(encoding="utf-8"))
    assert written == {
        "publication": {"title": "My table", "producer": "Our office", "licence": "internal"},
        "table": {"absent": "unknown"},
        "region": {"gazetteer": "cn", "level": "province", "column": "地区", "written": "code"},
        "industry": {"classification": "GB/T 4754", "vintage": "2017", "column": "行业代码", "written": "code"},
        "year": {"column": "年份"},
        "measures": {"employment": {"column": "用工人数（万人）", "unit": "万人"}},
        "cells": {"withheld": ["x"]},
    }
    again = command("import", "tidy", table)
    assert again.code == 2
    assert "columns.toml stands beside it, and was not asked for. Add --map" in again.errors


def test_a_map_for_another_source_is_refused(command: Command) -> None:
    ended = command("import", "cbp", SAMPLE, "--map", SAMPLE.with_suffix(".toml"))
    assert ended.code == 2
    assert "Choose one of: tidy, register." in ended.errors
