"""Every benchmark runs on tiny inputs and its contestants agree; nothing is asserted about time."""

from pathlib import Path

import pytest
from benchmarks.contest import Run, agree, insist_on_agreement
from benchmarks.registry import BENCHMARKS, Benchmark
from benchmarks.report import Report, Target, as_text


@pytest.mark.long
@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda benchmark: benchmark.name)
def test_contestants_agree_on_tiny_inputs(benchmark: Benchmark, tmp_path: Path) -> None:
    report = benchmark.run(tmp_path, True, 1)  # raises if any two answers differ
    assert len(report.rows) >= 2
    assert len({len(line.split("|")) for line in as_text(report).splitlines() if line.startswith("|")}) == 1


def test_answers_agree_to_nine_digits() -> None:
    assert agree([2019, [1.0, "a"]], [2019, [1.0 + 1e-10, "a"]])
    assert not agree([1.0], [1.0 + 1e-8])
    assert not agree([1.0], [1.0, 2.0])
    assert not agree({"rows": 1}, {"rows": 2})


def test_a_wrong_answer_is_not_a_result() -> None:
    with pytest.raises(RuntimeError, match=r"fast answers \[2\], sound \[1\]"):
        insist_on_agreement({"sound": Run(2.0, 1.0, [1]), "fast": Run(1.0, 1.0, [2])})


def test_a_report_names_what_was_missed() -> None:
    report = Report("Title", "Words.", [{"who": "a", "seconds": 1234.5}, {"who": "b", "peak MB": 3}], [])
    assert as_text(report).splitlines()[4:] == [
        "| who | seconds | peak MB |",
        "|---|---|---|",
        "| a | 1,234 |  |",
        "| b |  | 3 |",
    ]
    missed = Report("Title", "Words.", [], [Target("Median", 21.0, 20, "ms"), Target("Peak", 3.0, 4, "MB")])
    assert "- Median: 21.0 ms, target 20 ms: **missed**\n- Peak: 3.00 MB, target 4 MB: reached" in as_text(missed)
