"""Sums of a reader's own choice: of what an edition shows, and exact ones from the register under guard."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.reference.confidential import DIVISIONS, POLICY, PROVINCES, cells_of, drawn, write_register

from clusteratlas.editions import Atlas, Choices, build, open_atlas
from clusteratlas.editions.custom_region import custom_region
from clusteratlas.editions.publishing import exact_sum, protect_records, read_policy
from clusteratlas.editions.publishing.answered import FILE
from clusteratlas.editions.queries.sums import CustomSum, Wish
from clusteratlas.errors import InputError, NoSuchEntry, SumRefused, UnknownChoice
from clusteratlas.home import Home
from clusteratlas.sources.register import import_register

TRUTH = cells_of(drawn())
TEXTILES = "textiles-apparel-and-leather"
REGIONS = [f"cn-province-{code}" for code in PROVINCES]


class Opened(NamedTuple):
    """A home, its internal edition and its public one."""

    home: Home
    internal: Atlas
    public: Atlas


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sums")
    internal = import_register(*write_register(folder), folder / "home").records
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    protected = protect_records("register", read_policy(folder / "policy.toml"), folder / "home").records
    for name, records in (("1", internal), ("2", protected)):
        build("cn", folder / "home", Choices(edition=name, source=f"register={records.vintage}"))
    return folder / "home"


@pytest.fixture
def opened(standing: Path, tmp_path: Path) -> Opened:
    home = Home.at(shutil.copytree(standing, tmp_path / "home"))
    return Opened(home, *(open_atlas("cn", name, home) for name in ("1", "2")))


def truth(regions: list[str], industries: list[str], year: int = 2021) -> int:
    return sum(TRUTH.get((year, region, industry), (0,))[0] for region in regions for industry in industries)


def withheld(atlas: Atlas) -> list[tuple[str, str]]:
    query = "select region, industry from activity where year = 2021 and employment_flag <> 'published'"
    return [(row["region"], row["industry"]) for row in atlas.edition.rows(query)]


def asked(opened: Opened, regions: list[str], industry: str) -> CustomSum:
    return exact_sum(opened.public.edition, Wish(tuple(regions), "employment", 2021, None, industry), opened.home)


def test_a_sum_of_an_internal_edition_is_the_truth(opened: Opened) -> None:
    some = REGIONS[:3]
    found = opened.internal.custom_sum(some, industry="C")
    assert (found.value, found.low, found.high, found.how) == (*[truth(some, ["C"])] * 3, "published")
    everything = opened.internal.custom_sum(["cn"], industry="00", measure="wages", year=2020)
    assert everything.value == TRUTH[2020, "cn", "00"][1]


def test_a_sum_of_a_cluster_is_that_of_its_industries(opened: Opened) -> None:
    query = "select industry from membership where cluster = 'textiles-apparel-and-leather'"
    industries = [row["industry"] for row in opened.internal.edition.rows(query)]
    assert {"17", "18", "19"} <= set(industries)
    found = opened.internal.custom_sum(REGIONS, cluster="textiles-apparel-and-leather")
    assert found.value == truth(REGIONS, industries)


def test_a_sum_of_a_public_edition_is_between_its_bounds_and_needs_no_guard(opened: Opened) -> None:
    for region, industry in withheld(opened.public):
        found = opened.public.custom_sum([region], industry=industry)
        assert found.how == "estimated"
        assert found.low <= truth([region], [industry])
        assert found.high is None or found.high >= truth([region], [industry])
    shown = [region for region in REGIONS if (region, "13") not in withheld(opened.public)]
    assert opened.public.custom_sum(shown, industry="13").value == truth(shown, ["13"])
    assert not list(opened.home.path.rglob(FILE))


def test_an_exact_sum_of_what_is_shown_is_not_even_remembered(opened: Opened) -> None:
    found = asked(opened, ["cn"], "00")
    assert (found.value, found.exact) == (truth(["cn"], ["00"]), True)
    assert not list(opened.home.path.rglob(FILE))


def test_leaving_out_one_region_is_refused(opened: Opened) -> None:
    """All provinces but the one with a withheld cell, in an industry whose national total is shown."""
    national = {row["industry"] for row in opened.public.edition.rows(
        "select industry from national where year = 2021 and employment_flag = 'published'"
    )}  # fmt: skip
    few = [(region, code) for region, code in withheld(opened.public) if code in national]
    alone = [(region, code) for region, code in few if TRUTH[2021, region, code][2] < 3]
    assert alone
    for region, code in alone:
        with pytest.raises(SumRefused, match="too few contributors"):
            asked(opened, [other for other in REGIONS if other != region], code)
        with pytest.raises(SumRefused, match="Too few contributors"):
            asked(opened, [region], code)
    assert not list(opened.home.path.rglob(FILE))


def allowed(opened: Opened, regions: list[str], code: str) -> bool:
    try:
        return asked(opened, regions, code).exact
    except SumRefused:
        return False


def test_the_second_half_of_a_difference_is_refused(opened: Opened) -> None:
    """Either of two sums would be answered by itself; after one, the other would tell the region between them."""
    found = 0
    for region, code in sorted(withheld(opened.public)):
        if TRUTH[2021, region, code][2] >= 3:
            continue
        others = [other for other in REGIONS if other != region and (other, code) in withheld(opened.public)]
        for some in (others[:2], others[:3], others[1:3]):
            if allowed(opened, some, code):
                assert not allowed(opened, [*some, region], code)
                next(opened.home.path.rglob(FILE)).unlink()
                found += allowed(opened, [*some, region], code)
            for file in opened.home.path.rglob(FILE):
                file.unlink()
        if found:
            return
    pytest.fail("no two such sums were found")


def test_an_answered_sum_is_kept(opened: Opened) -> None:
    for code in (*DIVISIONS, "C"):
        hidden = [region for region in REGIONS if (region, code) in withheld(opened.public)]
        for size in range(2, len(hidden) + 1):
            try:
                found = asked(opened, hidden[:size], code)
            except SumRefused:
                continue
            assert found.value == truth(hidden[:size], [code])
            lines = next(opened.home.path.rglob(FILE)).read_text(encoding="utf-8").splitlines()
            assert f'"industries": ["{code}"]' in lines[-1]
            return
    pytest.fail("no sum of withheld cells was answered")


def test_a_custom_region_tells_no_more_than_the_edition(opened: Opened) -> None:
    """What is left of the country when all other provinces are put together is never known better than it is shown."""
    edition, bounded = opened.public.edition, 0
    shown = {
        (row["region"], row["cluster"]): (ends(row), row["employment"])
        for row in edition.rows("select * from portfolio where year = 2021 and subcluster is null")
    }
    for region in REGIONS:
        others = custom_region(edition, [other for other in REGIONS if other != region], year=2021)
        for row in others.clusters:
            cluster = row["cluster"]
            (low, high), _ = shown["cn", cluster]
            own, _ = shown.get((region, cluster), ((0, 0), 0))
            if own[0] == own[1]:
                continue
            rest = ends(row)
            assert low - rest[1] <= own[0], (region, cluster)
            assert high - rest[0] >= own[1], (region, cluster)
            bounded += 1
    assert bounded
    assert not list(opened.home.path.rglob(FILE))


def ends(row: dict[str, float]) -> tuple[float, float]:
    """The least and the most a row's jobs can be."""
    if row["employment_low"] is None:
        return row["employment"], row["employment"]
    high = row["employment_high"]
    return row["employment_low"], float("inf") if high is None else high


def test_a_custom_region_of_an_internal_edition_is_the_truth(opened: Opened) -> None:
    industries = [
        row["industry"]
        for row in opened.internal.edition.rows(f"select industry from membership where cluster = '{TEXTILES}'")
    ]
    found = opened.internal.custom_region(REGIONS[:3], year=2021).found
    (textiles,) = (row for row in found.clusters if row["cluster"] == TEXTILES)
    assert (textiles["employment"], textiles["employment_low"]) == (truth(REGIONS[:3], industries), None)


@pytest.mark.parametrize(
    ("regions", "chosen", "error"),
    [
        ([], {"industry": "13"}, InputError),
        (["cn-province-11", "cn-province-11"], {"industry": "13"}, InputError),
        (["cn", "cn-province-11"], {"industry": "13"}, InputError),
        (["cn-province-11"], {}, InputError),
        (["cn-province-11"], {"industry": "13", "cluster": "metals"}, InputError),
        (["cn-province-99"], {"industry": "13"}, NoSuchEntry),
        (["cn-province-11"], {"industry": "1"}, NoSuchEntry),
        (["cn-province-11"], {"industry": "13", "measure": "profit"}, UnknownChoice),
        (["cn-province-11"], {"industry": "13", "year": 1999}, UnknownChoice),
    ],
)
def test_a_wish_that_means_nothing_is_refused(
    opened: Opened, regions: list[str], chosen: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened.public.custom_sum(regions, **chosen)  # type: ignore[arg-type]


def test_without_the_register_there_is_no_exact_sum(opened: Opened, tmp_path: Path) -> None:
    wish = Wish(("cn",), "employment", 2021, None, "00")
    with pytest.raises(InputError, match="need the confidential register"):
        exact_sum(opened.public.edition, wish, tmp_path / "elsewhere")
