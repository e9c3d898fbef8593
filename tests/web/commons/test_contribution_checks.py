"""What the reader says of an offered file: errors by row, what it holds, how it compares; and which it refuses."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from tests.web.commons.conftest import Cast
from tests.web.commons.contribution_things import ANSWERS, COLUMNS, HEADING, ROWS, checked, draft, table, upload
from tests.web.commons.registry_things import fresh

from clusteratlas_web.contributions.columns import from_toml
from clusteratlas_web.contributions.comparing import Beside, compare
from clusteratlas_web.contributions.examining import examine
from clusteratlas_web.foundation.models import PrivateFile

WRONG = ("2018,20,336419x,1000,10", "2018,99,326199,-5,8", "2018,20,541330,many,9", "2018,20,541330,1,9")


def test_errors_by_row_reach_the_page_with_the_nearest_code(cast: Cast) -> None:
    made = checked(cast, table(*WRONG))
    assert (made.state, made.check_state, made.check_result["count"]) == ("draft", "failed", 6)
    assert [(cell["row"], cell["column"], cell["value"], cell["nearest"]) for cell in made.check_result["cells"]] == [
        (1, "Activity", "336419x", "336419"),
        (2, "State", "99", "09"),
        (2, "Jobs", "-5", None),
        (3, "Jobs", "many", None),
        (4, "Year+State+Activity", "2018 us-state-20 541330", None),
    ]
    page = cast.client("ben").get(f"/contributions/{made.pk}/").content.decode()
    said = (
        "6 cells break a rule.",
        "is not an industry of NAICS 2017",
        ">336419<",
        "is negative",
        "Offer it for review",
    )
    assert [word in page for word in said] == [True, True, True, True, False]


def test_it_cannot_be_offered_with_errors_or_before_it_was_checked(cast: Cast) -> None:
    ben = cast.client("ben")
    failed, empty = checked(cast, table(*WRONG)), draft(cast)
    answers = [ben.post(f"/contributions/{each.pk}/offer/", {"version": each.version}) for each in (failed, empty)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "the reader finds no error in its file" in answers[0].content.decode()
    assert [fresh(each).state for each in (failed, empty)] == ["draft", "draft"]


def test_a_map_that_does_not_fit_the_file(cast: Cast) -> None:
    columns = {**COLUMNS, "year": {"column": "Jahr"}}
    made = checked(cast, columns=columns)
    assert (made.check_state, made.check_result["problems"]) == ("failed", ["column 'Jahr' is missing"])
    assert "column &#x27;Jahr&#x27; is missing" in cast.client("ana").get(f"/contributions/{made.pk}/").content.decode()


def test_what_a_file_holds(cast: Cast) -> None:
    made = checked(cast)
    found = made.check_result
    assert {name: found[name] for name in ("rows", "years", "levels", "regions", "industries", "finest")} == {
        "rows": 12,
        "years": {"2018": 6, "2019": 6},
        "levels": {"state": 2},
        "regions": 2,
        "industries": 3,
        "finest": 3,
    }
    assert found["sums"] == [
        {"year": 2018, "measure": "employment", "known": 5, "unknown": 1, "total": None, "finest": 2490},
        {"year": 2018, "measure": "establishments", "known": 6, "unknown": 0, "total": None, "finest": 75},
        {"year": 2019, "measure": "employment", "known": 6, "unknown": 0, "total": None, "finest": 3005},
        {"year": 2019, "measure": "establishments", "known": 6, "unknown": 0, "total": None, "finest": 76},
    ]


def test_sums_count_no_part_twice_and_leave_the_country_out(cast: Cast) -> None:
    rows = ("2018,USA,All,99,9", "2018,20,All,50,5", "2018,20,336,30,3", "2018,20,336411,25,2", "2018,20,541,10,1")
    region = {**COLUMNS["region"], "country": ["USA"]}
    industry = {**COLUMNS["industry"], "total": ["All"]}
    made = checked(cast, table(*rows), columns={**COLUMNS, "region": region, "industry": industry})
    found = made.check_result
    assert (found["industries"], found["finest"], found["has_total"]) == (3, 2, True)
    assert (found["sums"][0]["total"], found["sums"][0]["finest"]) == (50, 35)


def _edition(folder: Path) -> Path:
    """A table of cells as an edition has it; the last is estimated and thus not published."""
    rows = [("336411", 1000), ("326199", 199), ("541330", 95), ("541511", 40), ("541512", 7)]
    flags = pa.array(["published"] * 4 + ["estimated"])
    columns = {
        "year": pa.array([2018] * 5, pa.int16()),
        "region": pa.array(["us-state-20"] * 5),
        "industry": pa.array([code for code, _ in rows]),
        "employment": pa.array([jobs for _, jobs in rows], pa.int64()),
        "employment_flag": flags,
    }
    pq.write_table(pa.table(columns), folder / "activity.parquet")
    return folder


def test_beside_an_edition(cast: Cast, tmp_path: Path) -> None:
    from clusteratlas.sources.contributed import Offer, contributed_source
    from clusteratlas_web.contributions.columns import checked as read_map

    rows = ("336411,1000", "326199,200", "541330,90", "541511,20", "541512,8", "541513,3")
    file = tmp_path / "file.csv"
    file.write_bytes(table(*(f"2018,20,{row},1" for row in rows), "2019,39,336411,5,1"))
    found = examine(contributed_source(Offer("file", read_map(COLUMNS))), file)
    facts = compare(found, Beside("us-states", "2018.1", _edition(tmp_path), "NAICS"))
    assert facts["new"] == {"cells": 2, "years": [2019], "regions": 1, "industries": 1}
    assert facts["measures"] == [
        {"measure": "employment", "compared": 4, "near": 0.5, "far": 0.75, "here": 1310, "there": 1334}
    ]
    assert [(each["industry"], each["here"], each["there"]) for each in facts["largest"]] == [
        ("541511", 20, 40),
        ("541330", 90, 95),
    ]
    other = compare(found, Beside("eu", "2018.1", tmp_path, "NACE"))
    assert other == {"atlas": "eu", "edition": "2018.1", "other": ["NAICS", "NACE"]}


def _sheet(*rows: str) -> bytes:
    book = openpyxl.Workbook()
    for line in (HEADING, *rows):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(*rows: str) -> bytes:
    cells = [line.split(",") for line in rows]
    columns = dict(zip(HEADING.split(","), zip(*cells, strict=True), strict=True))
    stream = io.BytesIO()
    pq.write_table(pa.table({name: list(column) for name, column in columns.items()}), stream)
    return stream.getvalue()


@pytest.mark.parametrize(("write", "suffix"), [(_sheet, "xlsx"), (_parquet, "parquet")])
def test_spreadsheets_and_parquet_hold_the_same(write: Any, suffix: str, cast: Cast) -> None:
    ben, made = cast.client("ben"), draft(cast)
    sent = {"version": 1, "file": upload(write(*ROWS), f"table.{suffix}")}
    assert ben.post(f"/contributions/{made.pk}/file/", sent).status_code == 302
    assert ben.post(f"/contributions/{made.pk}/columns/", {**ANSWERS, "version": 2}).status_code == 302
    assert (fresh(made).check_state, fresh(made).check_result["rows"]) == ("passed", 12)


def _zip(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("table.csv", b"MZ\0\0not a table", "what is in it is something else"),
        ("table.csv", b"<html><script>alert(1)</script>", "what is in it is something else"),
        ("table.xlsx", table(), "what is in it is something else"),
        ("table.parquet", table(), "what is in it is something else"),
        ("table.xlsx", _zip("xl/workbook.xml", b"<broken"), "it is no whole spreadsheet"),
        ("table.parquet", b"PAR1 and nothing else", "it is no whole Parquet file"),
        ("table.exe", table(), "cannot be uploaded. Allowed are: .csv, .xlsx, .parquet"),
        ("table.csv", b"", "The submitted file is empty."),
        ("table.csv", table(heading="Year,State,Year,Jobs,Plants"), "two of its columns have the same name"),
        ("table.csv", ",".join(f"c{n}" for n in range(300)).encode() + b"\n", "it has more than 200 columns"),
        ("table.csv", b"Year,State\n2018,20," + b"\xff" * 9, "what is in it is something else"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(name: str, content: bytes, said: str, cast: Cast) -> None:
    made = draft(cast)
    page = cast.client("ben").post(f"/contributions/{made.pk}/file/", {"version": 1, "file": upload(content, name)})
    assert (page.status_code, said in page.content.decode()) == (200, True), page.content.decode()
    assert (PrivateFile.objects.count(), list(Path(settings.MEDIA_ROOT).glob("*"))) == (0, [])
    assert (fresh(made).version, fresh(made).preview) == (1, {})


def test_fifty_megabytes_are_refused_before_they_are_read(cast: Cast) -> None:
    made = draft(cast)
    sent = {"version": 1, "file": upload(b"Year,State\n" + b"2018,20\n" * 6_300_000)}
    page = cast.client("ben").post(f"/contributions/{made.pk}/file/", sent)
    assert (page.status_code, PrivateFile.objects.count()) == (413, 0)


def test_a_hostile_name_is_a_name_and_nothing_else(cast: Cast) -> None:
    made = draft(cast)
    name = "../../<img src=x onerror=alert(1)>=cmd.csv"
    ben = cast.client("ben")
    ben.post(f"/contributions/{made.pk}/file/", {"version": 1, "file": upload(name=name)})
    stored = PrivateFile.objects.get()
    assert (len(stored.path), stored.name) == (48, "<img src=x onerror=alert(1)>=cmd.csv")
    page = ben.get(f"/contributions/{made.pk}/columns/").content.decode()
    assert ("&lt;img src=x" in page, "<img src=x" in page) == (True, False)


def test_a_new_file_takes_the_place_of_the_one_before(cast: Cast, django_on_commit: Any) -> None:
    made = checked(cast)
    with django_on_commit():
        cast.client("ben").post(
            f"/contributions/{made.pk}/file/", {"version": made.version, "file": upload(table(ROWS[0]))}
        )
    held = fresh(made)
    assert (held.check_state, held.check_result, held.columns is not None) == ("", {}, True)
    assert (PrivateFile.objects.count(), len(list(Path(settings.MEDIA_ROOT).glob("*")))) == (1, 1)


@pytest.fixture
def django_on_commit() -> Any:
    from django.test import TestCase

    return lambda: TestCase.captureOnCommitCallbacks(execute=True)


def test_a_map_may_be_uploaded_and_taken_away(cast: Cast) -> None:
    made, ben = checked(cast), cast.client("ben")
    taken = ben.get(f"/contributions/{made.pk}/columns.toml")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="columns.toml"'
    assert from_toml(taken.content) == COLUMNS
    sent = {"version": made.version, "map": upload(taken.content.replace(b'"x"', b'"y"'), "columns.toml")}
    assert ben.post(f"/contributions/{made.pk}/columns/map/", sent).status_code == 302
    assert (fresh(made).check_state, fresh(made).check_result["cells"][0]["value"]) == ("failed", "x")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[region", "it is no TOML file"),
        (b"\xff\xfe", "it is no TOML file"),
        (b"[region]\ngazetter = 'us'", "it has no [measures.employment] or other measure"),
        (b"#" * 70_000, "it has more than 64,000 bytes"),
    ],
)
def test_a_wrong_map_is_refused_with_the_reason(content: bytes, said: str, cast: Cast) -> None:
    made = checked(cast)
    sent = {"version": made.version, "map": upload(content, "columns.toml")}
    page = cast.client("ben").post(f"/contributions/{made.pk}/columns/map/", sent)
    assert (page.status_code, said in page.content.decode()) == (200, True)
    assert fresh(made).columns == COLUMNS


@pytest.mark.parametrize("part", ["separator = ',,'", "encoding = 'zlib'", "encoding = 'utf-16'"])
def test_a_map_names_no_way_to_read_that_is_none(part: str, cast: Cast) -> None:
    from clusteratlas_web.contributions.columns import WrongMap, as_toml

    toml = as_toml({**COLUMNS, "table": {}}, {}) + f"\n[table]\n{part}\n"
    with pytest.raises(WrongMap, match="separator or encoding is none of"):
        from_toml(toml.replace("[table]\n\n", "", 1).encode())


def test_the_form_of_columns_says_what_is_missing(cast: Cast) -> None:
    made = checked(cast)
    sent = {**ANSWERS, "year_column": "", "employment_unit": "", "version": made.version}
    page = cast.client("ben").post(f"/contributions/{made.pk}/columns/", sent).content.decode()
    said = ("Say the year once", "Say in which unit.", "Nothing was stored.")
    assert [word in page for word in said] == [True, True, True]
    wrong = {**ANSWERS, "employment_unit": "percent", "version": made.version}
    page = cast.client("ben").post(f"/contributions/{made.pk}/columns/", wrong).content.decode()
    assert "The map is wrong: unit=&#x27;percent&#x27; is not known." in page


def test_years_across_the_columns(cast: Cast) -> None:
    from clusteratlas_web.contributions.actions.filing import give_file

    made = draft(cast)
    content = b"State,Activity,Jobs 2018,Jobs 2019\n20,336411,1000,1100\n39,336411,300,310\n"
    give_file(cast.ana, made, 1, upload(content))
    ben = cast.client("ben")
    assert '<option value="Jobs {year}" selected>' in ben.get(f"/contributions/{made.pk}/columns/").content.decode()
    empty = dict.fromkeys(("year_column", "establishments_column", "establishments_unit"), "")
    sent = {**ANSWERS, **empty, "employment_column": "Jobs {year}", "version": 2}
    ben.post(f"/contributions/{made.pk}/columns/", sent)
    assert fresh(made).check_result["years"] == {"2018": 2, "2019": 2}


def test_a_large_file_is_left_to_the_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas_web.contributions.actions import filing
    from clusteratlas_web.contributions.tasks import check_data_set

    monkeypatch.setattr(filing, "AT_ONCE", 10)
    made = checked(cast)
    assert made.check_state == "waiting"
    refused = cast.client("ben").post(f"/contributions/{made.pk}/offer/", {"version": made.version})
    assert (refused.status_code, "The file is being checked." in refused.content.decode()) == (409, True)
    assert [check_data_set.func(made.pk) for _ in range(2)] == [1, 0]
    assert fresh(made).check_state == "passed"
