"""The pages of regions: every figure is recomputed from the edition's Parquet tables, in both languages."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, HEALTH, RENO, WICHITA, rows_of, write_small_edition
from tests.web.edition_rows import rows

from clusteratlas.editions.edition import Edition

REGION = "us-metro-48620"
PAGE = f"/us/2019.1/regions/{REGION}/"
LIST = "/us/2019.1/regions/"

Row = dict[str, Any]


def text_of(html: str) -> str:
    """What a piece of a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(page: str, heading: str) -> str:
    """The part of a page from a heading to the next one."""
    start = page.index(f"<h2>{heading}</h2>")
    end = page.find("<h2>", start + 4)
    return page[start : end if end > 0 else page.index("</main>")]


def table_rows(part: str) -> list[list[str]]:
    """The rows of a piece of a page as texts, without the drawings in them."""
    bare = re.sub(r"<svg.*?</svg>", "", part, flags=re.DOTALL)
    body = re.findall(r"<tr.*?>(.*?)</tr>", bare, flags=re.DOTALL)
    return [[text_of(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, flags=re.DOTALL)] for row in body]


def tiles(page: str) -> dict[str, tuple[str, str]]:
    """The headline figures of a page and their notes by label."""
    found = re.findall(r'<div class="tile"><dt>(.*?)</dt><dd>(.*?)</dd>(?:<dd class="note">(.*?)</dd>)?', page)
    return {text_of(label): (text_of(figure), text_of(note)) for label, figure, note in found}


def all_clusters(page: str) -> list[list[str]]:
    """The rows of the table of all clusters: name, jobs, source, share, quotient, rail, rank, growth, class."""
    return [row for row in table_rows(section(page, "All clusters"))[1:] if len(row) == 9]


def with_range(row: Row) -> str:
    """Jobs as a table shows them: 4,960 4,388–5,332, or 1,413 where nothing is withheld."""
    low, high = row["employment_low"], row["employment_high"]
    return f"{row['employment']:,}" if low is None else f"{row['employment']:,} {low:,}–{high:,}"


def signed(value: float) -> str:
    """0.045 as +4.5%, with a true minus."""
    return f"{value:+.1%}".replace("-", "−").replace("+0.0%", "0.0%").replace("−0.0%", "0.0%")


@pytest.fixture(scope="module")
def cells(sample_home: Path) -> dict[tuple[int, str], dict[str, int]]:
    """Jobs by year and region, then cluster: sums of the six-digit cells, by hand."""
    cluster_of = {row["industry"]: row["cluster"] for row in rows(sample_home, "membership")}
    summed: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows(sample_home, "activity"):
        cluster = cluster_of.get(row["industry"])
        if cluster:
            summed[row["year"], row["region"]][cluster] += row["employment"]
            summed[row["year"], "us"][cluster] += row["employment"]
    return summed


@pytest.fixture(scope="module")
def kinds(sample_home: Path) -> dict[str, str]:
    return {row["cluster"]: row["kind"] for row in rows(sample_home, "clusters", subcluster=None)}


@pytest.fixture(scope="module")
def names(sample_home: Path) -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster", language="en")}


def total(jobs: dict[str, int], kinds: dict[str, str], kind: str) -> int:
    return sum(count for cluster, count in jobs.items() if kinds[cluster] == kind)


def test_headlines_are_those_of_the_tables(sample: Client, sample_home: Path, cells: Any, kinds: Any) -> None:
    shown = tiles(sample.get(PAGE).text)
    published = {row["year"]: row["total_employment"] for row in rows(sample_home, "quality", region=REGION)}
    level = rows(sample_home, "summary", level="metro", year=2019)
    here, before, nation = cells[2019, REGION], cells[2018, REGION], cells[2019, "us"]
    traded, past = total(here, kinds, "traded"), total(before, kinds, "traded")
    rank = 1 + sum(row["employment"] > published[2019] for row in level)
    jobs, note = shown["All jobs"]
    assert jobs == f"{published[2019]:,}"
    assert note == f"{signed(published[2019] / published[2018] - 1)} since 2018. Rank {rank} of {len(level)}"
    reference = rows(sample_home, "summary", region="us", year=2019)[0]
    share = total(nation, kinds, "traded") / reference["employment"]
    assert shown["Jobs in traded clusters"] == (
        f"{traded:,}",
        f"{traded / published[2019]:.1%} of all jobs. Reference {share:.1%}",
    )
    assert shown["Growth of traded jobs"][0] == signed(traded / past - 1)
    largest = max((count, cluster) for cluster, count in here.items() if kinds[cluster] == "traded")
    assert shown["Largest traded cluster"][0] == f"{largest[0] / traded:.1%}"


def test_strong_clusters_and_their_total(sample: Client, sample_home: Path, names: dict[str, str]) -> None:
    page = sample.get(PAGE).text
    strong = [r for r in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None) if r["strong"]]
    strong.sort(key=lambda row: -row["employment"])
    shown = table_rows(section(page, "Strong clusters").split("<details")[0])[1:]
    short = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster-short", language="en")}
    assert [row[0] for row in shown[:-1]] == [short.get(row["cluster"], names[row["cluster"]]) for row in strong]
    for row, expected in zip(shown, strong, strict=False):
        assert row[1] == f"{expected['location_quotient']:.2f}"
        assert row[3] == with_range(expected)
        assert row[4] == signed(expected["employment_growth"])
        assert row[5] == f"{expected['rank_location_quotient']:,}"
        assert row[7] == ("robust" if expected["robust"] else "borderline")
    traded = rows(sample_home, "summary", region=REGION, year=2019)[0]["traded_employment"]
    together = sum(row["employment"] for row in strong)
    assert shown[-1][:5] == [
        *(f"{len(strong)} strong", "", "", f"{together:,}"),
        f"{together / traded:.1%} of traded jobs",
    ]
    figure, note = tiles(page)["Strong clusters"]
    assert figure.split()[0] == str(len(strong))
    robust = sum(row["robust"] for row in strong)
    assert note.startswith(f"{robust} robust, {len(strong) - robust} borderline")
    assert tiles(page)["Traded jobs in strong clusters"][0] == f"{together / traded:.1%}"


@pytest.mark.parametrize("year", [2018, 2019])
def test_every_cluster_is_recomputed_from_the_cells(
    sample: Client, cells: Any, kinds: dict[str, str], names: dict[str, str], year: int
) -> None:
    page = sample.get(f"{PAGE}?year={year}").text
    here, nation = cells[year, REGION], cells[year, "us"]
    totals = {kind: (total(here, kinds, kind), total(nation, kinds, kind)) for kind in ("traded", "local")}
    expected = {
        names[cluster]: (
            f"{count:,}",
            f"{(count / totals[kinds[cluster]][0]) / (nation[cluster] / totals[kinds[cluster]][1]):.2f}",
        )
        for cluster, count in here.items()
        if count
    }
    listed = {row[0]: (row[1].split()[0], row[4]) for row in all_clusters(page)}
    assert listed == expected


def test_the_computation_shown_gives_the_figure_shown(sample: Client, cells: Any, kinds: dict[str, str]) -> None:
    page = text_of(section(sample.get(PAGE).text, "Strong clusters"))
    numbers = re.search(r"\(([\d,]+) ÷ ([\d,]+)\) ÷ \(([\d,]+) ÷ ([\d,]+)\) = ([\d.]+)", page)
    assert numbers
    here, traded, national, national_traded = (int(each.replace(",", "")) for each in numbers.groups()[:4])
    assert f"{(here / traded) / (national / national_traded):.2f}" == numbers.group(5)
    assert traded == total(cells[2019, REGION], kinds, "traded")
    assert national_traded == total(cells[2019, "us"], kinds, "traded")
    assert here in cells[2019, REGION].values()
    assert national in cells[2019, "us"].values()


def test_quadrants_hold_every_cluster_that_is_drawn(sample: Client, sample_home: Path) -> None:
    page = sample.get(PAGE).text
    counted: dict[str, list[int]] = defaultdict(list)
    for row in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None, kind="traded"):
        if row["employment"] >= 100 and row["employment_growth"] is not None:
            growing, high = row["employment_growth"] >= 0, row["location_quotient"] >= 1
            name = {(1, 1): "Star", (0, 1): "Emerging", (1, 0): "Mature", (0, 0): "Transforming"}[high, growing]
            counted[name].append(row["employment"])
    shown = table_rows(section(page, "Specialisation and growth"))[1:]
    assert {row[0].split()[0]: (row[1], row[2]) for row in shown} == {
        name: (str(len(jobs)), f"{sum(jobs):,}") for name, jobs in counted.items()
    }
    drawn = page.count('aria-roledescription="point"') + page.count('aria-roledescription="circle"')
    assert drawn >= 2 * sum(map(len, counted.values()))  # once for wide and once for narrow screens


def test_the_treemap_has_every_traded_cluster_and_leads_to_it(sample: Client, cells: Any, kinds: Any) -> None:
    part = section(sample.get(PAGE).text, "Portfolio of traded clusters")
    traded = {cluster for cluster, jobs in cells[2019, REGION].items() if jobs and kinds[cluster] == "traded"}
    linked = re.findall(rf'href="{PAGE}clusters/([\w-]+)/\?year=2019"', part)
    assert sorted(linked) == sorted([*traded, *traded])
    assert "style=" not in part


def test_the_chinese_page_has_the_same_figures(sample: Client) -> None:
    english, chinese = sample.get(PAGE).text, sample.get(f"/zh-hans{PAGE}").text
    figures = [re.findall(r'<td class="n b">([\d,]+)</td>', page) for page in (english, chinese)]
    assert figures[0] == figures[1]
    assert figures[0]
    assert "威奇托（堪萨斯）" in chinese
    assert "航空航天与国防; 就业人数: " in chinese
    assert f'href="/zh-hans{PAGE}clusters/' in chinese


def test_chinese_pages_say_nothing_in_english(sample: Client) -> None:
    for address in (PAGE, "/us/2019.1/regions/us/", LIST):
        main = sample.get(f"/zh-hans{address}").text.split("<main")[1].split("</main>")[0]
        for word in ("Jobs", "Growth", "cluster", "Strong", "Rank", "jobs", "Share", "Regions", "published"):
            assert word not in re.sub(r"<svg.*?</svg>", "", text_of(main)), (address, word)


@pytest.mark.parametrize(
    ("order", "column"), [("location_quotient", 4), ("employment", 1), ("employment_growth", 7), ("name", 0)]
)
def test_clusters_are_ordered_by_their_heads(sample: Client, order: str, column: int) -> None:
    part = section(sample.get(f"{PAGE}?order={order}").text, "All clusters")
    traded = part.split("Local clusters:")[0]
    shown = [row[column] for row in table_rows(traded) if len(row) == 9][1:]
    figures = [
        each if order == "name" else float(re.sub(r"[,%+]", "", each.split()[0]).replace("−", "-")) for each in shown
    ]
    assert figures == sorted(figures, reverse=order != "name")
    assert len(figures) > 20
    assert "aria-sort" in part


def test_the_country_has_no_ranks_and_no_quotients(sample: Client, sample_home: Path) -> None:
    page = sample.get("/us/2019.1/regions/us/").text
    main = text_of(page.split("<main")[1])
    assert "Rank" not in main
    assert "Specialisation and growth" not in main
    assert "How the location quotient" not in main
    strong = [r for r in rows(sample_home, "portfolio", level="metro", year=2019, subcluster=None) if r["strong"]]
    assert tiles(page)["Strong clusters"][0] == f"{len(strong):,}"
    counted = Counter(row["cluster"] for row in strong)
    largest = table_rows(section(page, "Largest traded clusters"))[1]
    assert largest[0] == "Business Services"
    assert largest[3] == str(counted["business-services"])


def test_the_first_year_has_no_growth(sample: Client) -> None:
    page = sample.get(f"{PAGE}?year=2018").text
    assert tiles(page)["Growth of traded jobs"] == ("no data", "The edition has no year before")
    assert "No growth in this year" in page
    assert "since 2017" not in page


@pytest.mark.parametrize("state", ["", "KS", "NV"])
@pytest.mark.parametrize("level", ["metro", "micro"])
def test_the_list_has_the_regions_of_a_level_and_state(
    sample: Client, sample_home: Path, level: str, state: str
) -> None:
    page = sample.get(f"{LIST}?level={level}&state={state}").text
    known = {row["region"]: row for row in rows(sample_home, "regions", level=level)}
    inside = {code for code, row in known.items() if not state or state in row["states"].split("-")}
    shown = table_rows(page)[1:]
    assert len(shown) == min(50, len(inside))
    summary = {row["region"]: row for row in rows(sample_home, "summary", level=level, year=2019)}
    quality = {row["region"]: row for row in rows(sample_home, "quality", year=2019)}
    structure = {row["region"]: row for row in rows(sample_home, "structure", level=level, year=2019)}
    largest_first = sorted(inside, key=lambda code: (-summary[code]["employment"], code))
    for code, row in zip(largest_first, shown, strict=False):
        facts = summary[code]
        assert row[0] == known[code]["name"]
        assert row[1:4] == [
            f"{facts['employment']:,}",
            signed(facts["employment_growth"]),
            f"{facts['traded_employment']:,}",
        ]
        assert row[4] == str(facts["strong_clusters"])
        assert row[5] == f"{facts['strong_share']:.1%}"
        assert row[6] == f"{structure[code]['diversity']:,}"
        assert row[7] == f"{structure[code]['herfindahl']:.3f}"
        assert row[8] == f"{structure[code]['economic_complexity']:.3f}".replace("-", "−")
        assert row[10] == f"{facts['largest_share']:.1%}"
        assert row[11] == f"{quality[code]['known_share']:.1%}"


@pytest.mark.parametrize(
    ("order", "column"),
    [
        *(("growth", "employment_growth"), ("traded", "traded_employment"), ("strong", "strong_clusters")),
        *(("strong_share", "strong_share"), ("largest_share", "largest_share"), ("employment", "employment")),
    ],
)
def test_the_list_is_ordered_by_its_heads(sample: Client, sample_home: Path, order: str, column: str) -> None:
    page = sample.get(f"{LIST}?order={order}&page=2").text
    summary = rows(sample_home, "summary", level="metro", year=2019)
    ordered = sorted(summary, key=lambda row: (-row[column], row["region"]))[50:100]
    assert re.findall(r'<tr><td><a href="/us/2019.1/regions/([\w-]+)/', page) == [row["region"] for row in ordered]
    assert page.count("aria-sort") == 1


@pytest.mark.parametrize(
    "address",
    [
        *(f"{LIST}?level=county", f"{LIST}?order=wages", f"{LIST}?state=ZZ", f"{LIST}?year=2030", f"{PAGE}?year=1999"),
        *(f"{PAGE}?order=rank", f"{PAGE}wages.csv", f"{PAGE}portfolio.pdf", f"{PAGE}charts/growth.gif"),
        *(f"{PAGE}charts/wages.svg", "/us/2019.1/regions/us/charts/growth.svg", f"{PAGE}portfolio.csv?year=1999"),
    ],
)
def test_what_is_no_choice_is_refused_with_what_is(sample: Client, address: str) -> None:
    answer = sample.get(address)
    assert answer.status_code == 400
    assert "Allowed are: " in answer.text


@pytest.mark.parametrize("rest", ["", "portfolio.csv", "charts/growth.svg"])
def test_an_unknown_region_leads_to_the_nearest(sample: Client, rest: str) -> None:
    answer = sample.get(f"/us/2019.1/regions/us-metro-48621/{rest}")
    assert answer.status_code == 404
    assert f'href="/us/2019.1/regions/us-metro-48620/{rest}"' in answer.text


def test_the_table_to_take_away_is_the_portfolio(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{PAGE}portfolio.csv?year=2018")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    expected = rows(sample_home, "portfolio", region=REGION, year=2018, subcluster=None)
    assert len(lines) == len(expected) + 2
    keys, jobs = "year,region,region_name,cluster,cluster_name,kind", "employment,employment_low,employment_high"
    assert lines[0].startswith(f"{keys},{jobs},establishments,establishments_low,establishments_high,")
    assert lines[0].endswith(",strong_low,strong_high,robust")
    first = max(expected, key=lambda row: row["employment"])
    low, high = ("" if first[f"employment_{end}"] is None else first[f"employment_{end}"] for end in ("low", "high"))
    assert f"{first['kind']},{first['employment']},{low},{high}," in lines[1]
    assert answer.headers["Content-Disposition"] == (f'attachment; filename="us-2019.1-{REGION}-portfolio-2018.csv"')
    assert sample.get(f"{PAGE}portfolio.xlsx").content.startswith(b"PK")


def test_charts_to_take_away(sample: Client) -> None:
    picture = sample.get(f"{PAGE}charts/portfolio.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "immutable" in picture.headers["Cache-Control"]
    drawing = sample.get(f"{PAGE}charts/growth.svg").text
    assert "Wichita, KS · Specialisation and growth, 2019" in drawing
    assert "us-2019.1" in drawing
    assert "<a " not in drawing
    assert "≥ 5" in sample.get(f"{PAGE}charts/portfolio.svg").text  # colours are explained where they stand alone
    assert "var(--" not in drawing
    specified = json.loads(sample.get(f"{PAGE}charts/portfolio.json").text)
    assert specified["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    chinese = sample.get(f"/zh-hans{PAGE}charts/growth.svg").text
    assert "威奇托" in chinese


def test_a_page_asks_as_often_for_many_rows_as_for_few(sample: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Edition.rows
    monkeypatch.setattr(Edition, "rows", lambda self, query, *rest: asked.append(query) or ask(self, query, *rest))
    counts = {}
    for address in (LIST, f"{LIST}?state=NV", PAGE, "/us/2019.1/regions/us-micro-44900/"):
        sample.get(address)  # draws the charts
        asked.clear()
        again = f"{address}{'&' if '?' in address else '?'}again="  # another address, so that no kept page answers
        assert sample.get(again).status_code == 200
        counts[address] = len(asked)
    # Region, headlines, portfolio, the nation's cluster; cells by flag, an example and its parts; verdicts and their
    # agreement; figures of both years; structure; peers and the portfolio of the first; stages; candidates and
    # prospects.
    assert list(counts.values()) == [3, 3, 16, 16]


@pytest.fixture
def small(tmp_path: Path, client: Client) -> Iterator[Client]:
    """A browser before a small atlas: Reno has no figures, and Wichita no traded job in 2018."""
    figures = {"traded_employment": 0, "local_employment": 10_000, "strong_clusters": 0, "strong_employment": 0}
    figures |= {"strong_borderline": 0}
    summary = [
        {"year": year, "region": code, "level": level, "employment": 50_000, "rank_employment": 1, "ranked": 1}
        | figures
        for year in (2018, 2019)
        for code, level in ((WICHITA, "metro"), ("us", "country"))
    ]
    quality = [
        {"year": row["year"], "region": row["region"], "total_employment": 50_000, "published_employment": 10_000}
        | {"coverage": 0.2, "known_share": 1.0, "grade": "A"}
        for row in summary
    ]
    portfolio = [row for row in rows_of()["portfolio"] if row["cluster"] == HEALTH]
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    write_small_edition(folder, {"summary": summary, "quality": quality, "portfolio": portfolio})
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_a_region_without_figures_says_so(small: Client) -> None:
    answer = small.get(f"/us/2019.1/regions/{RENO}/")
    assert answer.status_code == 200
    assert "No figures in 2019" in answer.text
    assert 'href="/us/2019.1/regions/us-metro-39900/?year=2018"' in answer.text
    assert "counties not known" in answer.text
    assert "tile" not in answer.text.split("<main")[1].replace("title", "")


def test_a_region_without_traded_jobs_says_so(small: Client) -> None:
    page = small.get(f"/us/2019.1/regions/{WICHITA}/").text
    assert "No jobs in these clusters" in page
    assert "No strong cluster" in page
    assert "Nothing to draw" in page
    assert tiles(page)["Traded jobs in strong clusters"] == ("no data", "")
    assert tiles(page)["Largest traded cluster"] == ("no data", "")
    assert AEROSPACE not in page


def test_the_list_names_regions_without_figures(small: Client) -> None:
    shown = table_rows(small.get("/us/2019.1/regions/").text)
    reno = next(row for row in shown if row[0] == "Reno, NV")
    assert reno[1:] == ["no data"] * 11
