"""Regions side by side: every figure of the page computed again from the edition's Parquet tables by plain Python."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from math import sqrt
from pathlib import Path
from statistics import quantiles

import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.web.atlas_pages import GERMANY
from tests.web.edition_rows import Row

from clusteratlas.editions.edition import Edition

WICHITA, SEATTLE, TUCSON, HARTFORD = "us-metro-48620", "us-metro-42660", "us-metro-46060", "us-metro-25540"
FOUR = (WICHITA, SEATTLE, TUCSON, HARTFORD)
MUNICH, STUTTGART, WOLFSBURG = "de-district-09162", "de-district-08111", "de-district-03103"


@dataclass(frozen=True)
class Case:
    """Regions of an atlas, and the year and kinds of clusters that are compared."""

    atlas: str
    edition: str
    regions: tuple[str, ...]
    year: int
    level: str

    @property
    def page(self) -> str:
        """The address of the comparison."""
        return f"/{self.atlas}/{self.edition}/compare/?regions={','.join(self.regions)}"

    def file(self, table: str) -> str:
        """The address of one of its tables."""
        return f"/{self.atlas}/{self.edition}/compare/{table}.csv?regions={','.join(self.regions)}"


US = Case("us", "2019.1", FOUR, 2019, "metro")
DE = Case("de", GERMANY.edition, (MUNICH, STUTTGART, WOLFSBURG), 2024, "district")
CASES = pytest.mark.parametrize("case", [US, DE], ids=["us", "de"])


@pytest.fixture(scope="module")
def tables(atlases_home: Path) -> dict[tuple[str, str], list[Row]]:
    """The rows that are read of the two years, each once."""
    found = {}
    for case in (US, DE):
        folder = atlases_home / "atlases" / case.atlas / "editions" / case.edition
        for table, columns in _READ.items():
            years = [("year", "in", [case.year - 1, case.year])]
            rows = pq.read_table(folder / f"{table}.parquet", columns=columns, filters=years).to_pylist()
            found[case.atlas, table] = [row for row in rows if row.get("subcluster") is None]
    return found


_READ = {
    "summary": ["year", "region", "level", "employment"],
    "quality": ["year", "region", "known_share"],
    "verdicts": ["year", "region", "cluster", "rules", "strong"],
    "portfolio": [
        *("year", "level", "region", "cluster", "subcluster", "kind", "employment", "employment_low", "strong"),
        *("employment_high", "employment_before", "employment_change", "employment_share", "location_quotient"),
    ],
}
Tables = dict[tuple[str, str], list[Row]]


def cell_text(cell: str) -> str:
    """What a cell says, words for the ear and notes left out."""
    cell = re.sub(r'<span class="(?:vh|note)">.*?</span>', "", cell, flags=re.S)
    cell = re.sub(r"<svg.*?</svg>", "", cell, flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell))).strip()


def part(page: str, name: str) -> str:
    """A section of the page by its id."""
    return page.split(f'id="{name}"')[1].split("</section>", maxsplit=1)[0]


def lines(section: str) -> dict[str, list[str]]:
    """The cells of every row of a section's tables, by the head of the row."""
    found = {}
    for row in re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", section, flags=re.S):
        head, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S)
        found[cell_text(head)] = [cell_text(cell) for cell in cells]
    return found


def number(text: str) -> float:
    """+1,407 or −0.5% as a number."""
    return float(re.sub(r"[,%+<]", "", text).replace("−", "-"))


def quotient(value: float) -> str:
    """A location quotient as pages write it."""
    return "<0.01" if 0 < value < 0.005 else f"{value:,.2f}"


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """The quartiles, linearly interpolated between the values themselves."""
    low, median, high = quantiles(values, n=4, method="inclusive")
    return low, median, high


def of_region(tables: Tables, case: Case, region: str, before: int = 0) -> dict[str, Row]:
    """The whole clusters of a region in the year, or so many years before, by cluster."""
    rows, year = tables[case.atlas, "portfolio"], case.year - before
    return {row["cluster"]: row for row in rows if row["region"] == region and row["year"] == year}


def pair_of(now: Row | None, past: Row | None) -> tuple[int, int] | None:
    """The jobs before and now; None where a withheld figure that nothing bounds is in it."""
    if now is not None:
        known = now["employment_before"] is not None and now["employment_change"] is not None
        return (now["employment_before"], now["employment_before"] + now["employment_change"]) if known else None
    if past is None:
        return 0, 0
    return None if past["employment_low"] is not None and past["employment_high"] is None else (past["employment"], 0)


@CASES
def test_the_quotients_in_line_are_those_of_the_portfolio(several: Client, case: Case, tables: Tables) -> None:
    page = several.get(case.page).text
    codes = re.findall(r'<th scope="row"><a href="[^"]*/clusters/([^/]+)/', part(page, "side-by-side"))
    shown = list(lines(part(page, "side-by-side")).values())
    own = {region: of_region(tables, case, region) for region in case.regions}
    assert len(codes) == len(shown) == len(set(codes))
    ranked = {
        code for rows in own.values() for code, row in rows.items() if row["kind"] != "local" and row["employment"]
    }
    assert set(codes) == ranked
    for code, cells in zip(codes, shown, strict=True):
        for region, cell in zip(case.regions, cells[1 : 1 + len(case.regions)], strict=True):
            value = own[region].get(code, {}).get("location_quotient", 0.0)
            assert cell == quotient(value), (code, region)


@CASES
def test_the_group_is_the_quartiles_of_all_regions_of_the_level(several: Client, case: Case, tables: Tables) -> None:
    page = several.get(case.page).text
    members = [
        row["region"]
        for row in tables[case.atlas, "summary"]
        if row["level"] == case.level and row["year"] == case.year
    ]
    quotients: dict[str, dict[str, float]] = {}
    for row in tables[case.atlas, "portfolio"]:
        if row["year"] == case.year and row["level"] == case.level:
            quotients.setdefault(row["cluster"], {})[row["region"]] = row["location_quotient"]
    codes = re.findall(r'<th scope="row"><a href="[^"]*/clusters/([^/]+)/', part(page, "side-by-side"))
    for code, cells in zip(codes, lines(part(page, "side-by-side")).values(), strict=True):
        low, median, high = quartiles([quotients[code].get(region, 0.0) for region in members])
        assert cells[-2] == quotient(median), code
        assert cells[-1] == f"{quotient(low)}–{quotient(high)}"
    heads = lines(part(page, "headlines"))["All jobs"]
    jobs = [
        row["employment"]
        for row in tables[case.atlas, "summary"]
        if row["region"] in set(members) and row["year"] == case.year
    ]
    assert number(heads[-2]) == round(quartiles(jobs)[1])


@CASES
def test_the_headlines_are_counted_from_the_tables(several: Client, case: Case, tables: Tables) -> None:
    shown = lines(part(several.get(case.page).text, "headlines"))
    rules = "us-percentile" if case is US else "percentile-employment"
    for place, region in enumerate(case.regions):
        own = [row for row in of_region(tables, case, region).values() if row["kind"] != "local"]
        jobs = [row["employment"] for row in own]
        strong = {
            row["cluster"]
            for row in tables[case.atlas, "verdicts"]
            if row["region"] == region and row["year"] == case.year and row["rules"] == rules and row["strong"]
        }
        (summary,) = [
            row for row in tables[case.atlas, "summary"] if row["region"] == region and row["year"] == case.year
        ]
        figures = {name: cells[place] for name, cells in shown.items()}
        traded = "traded " if case is US else ""
        assert number(figures["All jobs"]) == summary["employment"]
        assert number(figures["Jobs in traded clusters" if case is US else "Jobs in clusters"]) == sum(jobs)
        assert number(figures["Their share of all jobs"]) == pytest.approx(
            100 * sum(jobs) / summary["employment"], abs=0.051
        )
        assert number(figures["Strong clusters"]) == len(strong)
        inside = sum(row["employment"] for row in own if row["cluster"] in strong)
        name = f"{traded.capitalize()}jobs in strong clusters" if traded else "Jobs in strong clusters"
        assert number(figures[name]) == pytest.approx(100 * inside / sum(jobs), abs=0.051)
        herfindahl = sum((each / sum(jobs)) ** 2 for each in jobs)
        assert number(figures["Concentration (Herfindahl index, 0 to 1)"]) == pytest.approx(herfindahl, abs=0.00051)
        (quality,) = [
            row for row in tables[case.atlas, "quality"] if row["region"] == region and row["year"] == case.year
        ]
        assert number(figures["Jobs known exactly"]) == pytest.approx(100 * quality["known_share"], abs=0.051)


@CASES
def test_parts_of_a_change_add_up_and_are_computed_again(several: Client, case: Case, tables: Tables) -> None:
    shown = lines(part(several.get(case.page).text, "change"))
    nation = of_region(tables, case, case.atlas)
    for region, cells in zip(case.regions, shown.values(), strict=True):
        national, mix, own, change = (number(cell.split(" ")[0]) for cell in cells)
        assert national + mix + own == change  # as printed, to the job
        here, past = of_region(tables, case, region), of_region(tables, case, region, before=1)
        pairs = [
            (*jobs, row["employment_before"], row["employment_before"] + row["employment_change"])
            for code, row in nation.items()
            if row["kind"] != "local" and (jobs := pair_of(here.get(code), past.get(code))) is not None
        ]
        first = sum(pair[0] for pair in pairs)
        growth = sum(pair[3] for pair in pairs) / sum(pair[2] for pair in pairs) - 1
        expected = sum(pair[0] * (pair[3] / pair[2] - 1) for pair in pairs if pair[2])
        assert change == sum(pair[1] - pair[0] for pair in pairs)
        assert national == pytest.approx(first * growth, abs=1)
        assert mix == pytest.approx(expected - first * growth, abs=1)
        assert own == pytest.approx(change - expected, abs=2)


@CASES
def test_likeness_is_the_cosine_and_the_shared_strong_clusters(several: Client, case: Case, tables: Tables) -> None:
    shown = list(lines(part(several.get(case.page).text, "likeness")).values())
    own = {
        region: {code: row for code, row in of_region(tables, case, region).items() if row["kind"] != "local"}
        for region in case.regions
    }
    for above, one in enumerate(case.regions):
        for below in range(above + 1, len(case.regions)):
            two = case.regions[below]
            both = sum(
                row["employment"] * own[two].get(code, {"employment": 0})["employment"]
                for code, row in own[one].items()
            )
            lengths = [sqrt(sum(row["employment"] ** 2 for row in own[each].values())) for each in (one, two)]
            assert shown[above][below] == f"{both / (lengths[0] * lengths[1]):.2f}"
            shared = {code for code, row in own[one].items() if row["strong"]} & {
                code for code, row in own[two].items() if row["strong"]
            }
            assert shown[below][above] == str(len(shared))


@CASES
def test_strong_clusters_shared_and_not_shared_are_all_strong_clusters(
    several: Client, case: Case, tables: Tables
) -> None:
    section = part(several.get(case.page).text, "shared")
    said = re.findall(r"<tr><th.*?</tr>", section.split("<tbody>")[1], flags=re.S)
    strong = {
        region: {code for code, row in of_region(tables, case, region).items() if row["strong"]}
        for region in case.regions
    }
    everywhere = set.intersection(*strong.values())
    assert set(re.findall(r"/clusters/([^/]+)/", said[0])) == everywhere
    alone = said[-len(case.regions) :]
    for region, row in zip(case.regions, alone, strict=True):
        others = set[str]().union(*(codes for other, codes in strong.items() if other != region))
        assert set(re.findall(r"/clusters/([^/]+)/", row)) == strong[region] - others
    assert set(re.findall(r"/clusters/([^/]+)/", section)) == set[str]().union(*strong.values())


def test_a_file_holds_what_the_page_shows(several: Client) -> None:
    files = {
        name: list(csv.DictReader(io.StringIO(several.get(US.file(name)).content.decode("utf-8-sig"))))
        for name in ("side-by-side", "headlines", "shift-share", "likeness", "strong", "members", "group")
    }
    assert [row["region"] for row in files["headlines"]] == list(FOUR)
    assert len(files["likeness"]) == 6  # every two of four
    assert len(files["members"]) == 381
    for row in files["shift-share"]:
        parts = sum(float(row[name]) for name in ("national_effect", "mix_effect", "competitive_effect"))
        assert parts == pytest.approx(float(row["employment_change"]), abs=1e-6)
    aerospace = {
        row["region"]: row for row in files["side-by-side"] if row["cluster"] == "aerospace-vehicles-and-defense"
    }
    shown = lines(part(several.get(US.page).text, "side-by-side"))["Aerospace & Defense"]
    assert [f"{float(aerospace[region]['location_quotient']):.2f}" for region in FOUR] == shown[1:5]


def test_the_picture_has_every_mark_with_its_figure(several: Client) -> None:
    drawn = several.get(US.page.replace("compare/?", "compare/charts/side-by-side.json?")).json()
    points = [mark for mark in drawn["datasets"]["points"] if mark["description"].startswith("Aerospace & Defense")]
    assert [mark["description"].split(": ")[1][:5] for mark in points] == ["20.84", "6.648", "8.224", "8.138"] or [
        round(float(mark["description"].split(": ")[1]), 2) for mark in points
    ] == [number(cell) for cell in lines(part(several.get(US.page).text, "side-by-side"))["Aerospace & Defense"][1:5]]
    assert len({mark["shape"] for mark in points}) == len({mark["stroke"] for mark in points}) == len(FOUR)


def test_another_group_another_measure_and_another_rule_book(several: Client, tables: Tables) -> None:
    peers = {row["peer"] for row in rows_of_peers(several) if row["region"] in FOUR} - set(FOUR)
    members = several.get(US.file("members") + "&against=peers").content.decode("utf-8-sig")
    assert {row["region"] for row in csv.DictReader(io.StringIO(members))} == peers
    page = several.get(f"{US.page}&measure=employment_share").text
    own = of_region(tables, US, WICHITA)["aerospace-vehicles-and-defense"]["employment_share"]
    assert lines(part(page, "side-by-side"))["Aerospace & Defense"][1] == f"{100 * own:.1f}%"
    strict = several.get(f"{US.page}&rules=eu-observatory-2007").text
    strong = [
        row for row in tables["us", "verdicts"]
        if row["region"] == SEATTLE and row["year"] == 2019 and row["rules"] == "eu-observatory-2007" and row["strong"]
    ]  # fmt: skip
    assert number(lines(part(strict, "headlines"))["Strong clusters"][1]) == len(strong)
    assert "of them robust" not in lines(part(strict, "headlines"))


def rows_of_peers(several: Client) -> list[Row]:
    """The peers as each region's own page has them in its file."""
    found: list[Row] = []
    for region in FOUR:
        text = several.get(f"/us/2019.1/regions/{region}/peers.csv").content.decode("utf-8-sig")
        found += csv.DictReader(io.StringIO(text))
    return found


def test_a_group_of_like_size_of_strong_regions_and_an_own_list(several: Client, tables: Tables) -> None:
    def members(against: str) -> set[str]:
        text = several.get(f"{US.file('members')}&against={against}").content.decode("utf-8-sig")
        return {row["region"] for row in csv.DictReader(io.StringIO(text))}

    jobs = {
        row["region"]: row["employment"]
        for row in tables["us", "summary"]
        if row["year"] == 2019 and row["level"] == "metro"
    }
    compared = [jobs[region] for region in FOUR]
    like = {code for code, count in jobs.items() if min(compared) / 2 <= count <= 2 * max(compared)}
    assert members("size") == like - set(FOUR)
    strong = {
        row["region"] for row in tables["us", "verdicts"]
        if row["cluster"] == "plastics" and row["year"] == 2019 and row["rules"] == "us-percentile" and row["strong"]
    }  # fmt: skip
    assert members("strong-in:plastics") == (strong & jobs.keys()) - set(FOUR)
    assert members("own&codes=us-metro-10180,us-metro-48620") == {"us-metro-10180", WICHITA}


def test_questions_do_not_grow_with_what_is_compared(several: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = Edition.rows

    def counted(self: Edition, query: str, parameters: object = ()) -> list[Row]:
        asked.append(query)
        return read(self, query, parameters)  # type: ignore[arg-type]

    several.get(US.page)  # what is kept for every comparison is kept
    ten = [
        row["region"]
        for row in csv.DictReader(io.StringIO(several.get(US.file("members")).content.decode("utf-8-sig")))
    ]
    monkeypatch.setattr(Edition, "rows", counted)
    counts = []
    for regions in (ten[10:12], ten[20:29]):
        asked.clear()
        assert several.get(f"/us/2019.1/compare/?regions={','.join(regions)}").status_code == 200
        counts.append(len(asked))
    assert counts == [7, 7]
