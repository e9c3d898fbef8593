"""The US benchmark definition as it comes with the package: its counts, names, places and answers."""

import re
from collections import Counter

import pyarrow as pa
import pytest

from clusteratlas.classifications import naics
from clusteratlas.definitions import Coverage, Place, coverage, load, published
from clusteratlas.errors import UnknownChoice, UnknownCode

LANGUAGES = {"en", "zh-hans"}
# NAICS 2022 joins mail order to the stores: every clothing and department store has a piece of electronic commerce.
MERGED_AWAY = {"2022": {"local-retailing-of-clothing-and-general-merchandise"}}


@pytest.fixture(scope="module")
def benchmark():
    return load("us-benchmark")


def test_it_is_loaded_once_and_is_the_default(benchmark):
    assert published() == (
        "cn-manufacturing",
        "de-occupations",
        "eu-derived-us",
        "eu-derived-us-classes",
        "eu-divisions",
        "jp-groups",
        "us-benchmark",
    )
    assert load() is benchmark


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UnknownChoice, match=r"='../us-benchmark' is not known\. Choose one of: cn-manufacturing"):
        load("../us-benchmark")


def test_it_has_51_traded_and_16_local_clusters_in_the_order_of_the_source(benchmark):
    assert Counter(cluster.kind for cluster in benchmark.clusters) == {"traded": 51, "local": 16}
    assert [cluster.position for cluster in benchmark.clusters] == [*range(1, 52), *range(101, 117)]
    assert all((cluster.kind == "traded") == (cluster.position < 100) for cluster in benchmark.clusters)


def test_its_subclusters_are_in_the_order_of_the_source(benchmark):
    assert len(benchmark.subclusters) == 316
    first = [part.code for part in benchmark.subclusters if part.cluster == "aerospace-vehicles-and-defense"]
    assert first == ["aircraft", "missiles-and-space-vehicles", "search-and-navigation-equipment"]
    distribution = [part for part in benchmark.subclusters if part.cluster == "distribution-and-electronic-commerce"]
    assert [part.position for part in distribution] == list(range(1, 27))


def test_it_is_stated_for_six_vintages(benchmark):
    # Counts of pairs in the source by vintage; 2017: its labelled pairs; 2022: 1,012 codes, 82 outside, 49 merged.
    covered = {vintage: len(benchmark.membership(vintage)) for vintage in benchmark.vintages}
    assert covered == {"1997": 1082, "2002": 1092, "2007": 1088, "2012": 978, "2017": 975, "2022": 1012 - 82 - 49}


@pytest.mark.parametrize("vintage", ["1997", "2002", "2007", "2012", "2017", "2022"])
def test_every_cluster_has_an_industry_in_every_vintage(benchmark, vintage):
    held = {place.cluster for place in benchmark.membership(vintage).values()}
    assert {cluster.code for cluster in benchmark.clusters} - held == MERGED_AWAY.get(vintage, set())


@pytest.mark.parametrize("vintage", ["1997", "2002", "2007"])
def test_the_vintages_before_2012_have_clusters_alone(benchmark, vintage):
    assert {place.subcluster for place in benchmark.membership(vintage).values()} == {None}
    assert benchmark.membership_table(vintage)["subcluster"].null_count == len(benchmark.membership(vintage))


@pytest.mark.parametrize(
    ("industry", "place"),
    [
        ("336411", ("aerospace-vehicles-and-defense", "aircraft")),  # unchanged since 2017
        ("212220", ("metal-mining", "metal-mining")),  # gold (212221) and silver (212222) ore, which share a place
        ("212114", ("coal-mining", "coal-mining")),  # bituminous coal, surface: 212111 and a part of 212113
        ("541713", ("education-and-knowledge-creation", "research-organizations")),
    ],
)
def test_an_industry_of_2022_stands_where_all_its_sources_stand(benchmark, industry, place):
    assert benchmark.membership("2022")[industry] == place


def test_an_industry_of_2022_made_of_several_clusters_is_left_out(benchmark):
    # 333310 is of commercial machinery (333318, production technology), optical instruments (333314, medical devices)
    # and photographic equipment (333316, information technology); 455110 of department stores and mail order.
    merged = next(part for part in benchmark.uncovered if part.group == "merged-industries")
    assert (merged.vintage, len(merged.industries)) == ("2022", 49)
    assert {"333310", "455110", "811210"} <= set(merged.industries)
    assert not {"333310", "455110", "811210"} & benchmark.membership("2022").keys()


def test_every_industry_of_2017_has_a_subcluster_and_every_subcluster_an_industry(benchmark):
    places = benchmark.membership("2017").values()
    assert set(places) == {Place(part.cluster, part.code) for part in benchmark.subclusters}


def test_the_industries_of_2012_that_ended_have_a_cluster_but_no_subcluster(benchmark):
    ended = {code for code, place in benchmark.membership("2012").items() if place.subcluster is None}
    assert len(ended) == 28
    assert not ended & benchmark.membership("2017").keys()
    assert benchmark.membership("2012")["541711"] == ("education-and-knowledge-creation", None)


def test_an_industry_of_both_vintages_stands_in_the_same_place(benchmark):
    then, now = benchmark.membership("2012"), benchmark.membership("2017")
    assert {code: then[code] for code in then.keys() & now.keys()} == {
        code: now[code] for code in then.keys() & now.keys()
    }


@pytest.mark.parametrize(
    ("industry", "cluster", "subcluster"),
    [
        ("336411", "aerospace-vehicles-and-defense", "aircraft"),
        ("325110", "upstream-chemical-products", "organic-chemicals"),
        ("334413", "information-technology-and-analytical-instruments", "semiconductors"),
        ("336111", "automotive", "motor-vehicles"),
        ("517312", "communications-equipment-and-services", "communications-services"),
        ("517311", "local-utilities", "communications-services"),
        ("622110", "local-health-services", "hospitals"),
    ],
)
def test_known_industries_stand_in_the_expected_place(benchmark, industry, cluster, subcluster):
    assert benchmark.membership("2017")[industry] == (cluster, subcluster)


def test_what_it_leaves_out_is_listed_by_group(benchmark):
    groups = {part.group: len(part.industries) for part in benchmark.uncovered if part.vintage == "2017"}
    assert groups == {
        "crop-production": 30,
        "animal-production": 19,
        "railroads": 2,
        "notaries": 1,
        "private-households": 1,
        "public-administration": 29,
    }
    assert len(benchmark.uncovered_industries("2012")) == 87
    assert len(benchmark.uncovered_industries("2017")) == 82


def test_the_table_is_the_membership_ordered_by_industry(benchmark):
    table = benchmark.membership_table("2017")
    assert table.schema == pa.schema({"industry": pa.string(), "cluster": pa.string(), "subcluster": pa.string()})
    codes = table["industry"].to_pylist()
    assert codes == sorted(codes)
    places = map(Place, table["cluster"].to_pylist(), table["subcluster"].to_pylist())
    assert dict(zip(codes, places, strict=True)) == dict(benchmark.membership("2017"))


def test_a_vintage_it_is_not_stated_for_is_refused(benchmark):
    for ask in (benchmark.membership, benchmark.membership_table, benchmark.uncovered_industries):
        with pytest.raises(UnknownChoice, match=r"vintage='1987' is not known\. Choose one of: 1997, 2002, 2007"):
            ask("1987")


def test_a_cluster_is_found_by_its_code(benchmark):
    cluster = benchmark.cluster("information-technology-and-analytical-instruments")
    assert (cluster.position, cluster.kind) == (23, "traded")
    assert (cluster.name("zh-hans"), cluster.short_name(), cluster.short_name("zh-hans")) == (
        "信息技术与分析仪器",
        "IT & Instruments",
        "信息技术",
    )
    with pytest.raises(UnknownCode, match="'aerospace' is not a code of the definition us-benchmark"):
        benchmark.cluster("aerospace")


def test_every_text_stands_in_both_languages(benchmark):
    entries = (*benchmark.clusters, *benchmark.subclusters, *benchmark.uncovered)
    texts = [entry.names for entry in entries] + [cluster.short_names for cluster in benchmark.clusters]
    texts += [benchmark.titles, benchmark.licence, benchmark.method]
    assert all(set(text) == LANGUAGES and all(text.values()) for text in texts)


def test_chinese_names_hold_no_latin_letter_and_no_western_punctuation(benchmark):
    entries = (*benchmark.clusters, *benchmark.subclusters, *benchmark.uncovered)
    names = [entry.names["zh-hans"] for entry in entries]
    names += [cluster.short_names["zh-hans"] for cluster in benchmark.clusters]
    assert [name for name in names if not re.fullmatch(r"[\u4e00-\u9fff、（）]+", name)] == []


def test_names_tell_clusters_apart(benchmark):
    for language in LANGUAGES:
        assert len({cluster.name(language) for cluster in benchmark.clusters}) == 67
        assert len({cluster.short_name(language) for cluster in benchmark.clusters}) == 67
    assert max(len(cluster.short_name("en")) for cluster in benchmark.clusters) <= 23
    assert max(len(cluster.short_name("zh-hans")) for cluster in benchmark.clusters) <= 6


def test_names_tell_subclusters_of_a_cluster_apart(benchmark):
    for language in LANGUAGES:
        assert len({(part.cluster, part.name(language)) for part in benchmark.subclusters}) == 316


def test_a_language_it_has_no_names_in_is_refused(benchmark):
    with pytest.raises(UnknownChoice, match=r"language='fr' is not known\. Choose one of: en, zh-hans"):
        benchmark.title("fr")


def test_it_cites_the_paper(benchmark):
    assert benchmark.doi == "10.1093/jeg/lbv017"
    assert "Journal of Economic Geography, 16(1), 1-38" in benchmark.citation


def test_membership_cannot_be_changed_by_a_reader(benchmark):
    with pytest.raises(TypeError):
        benchmark.membership("2017")["336411"] = Place("automotive", None)


def test_coverage_splits_the_industries_at_hand(benchmark):
    assert coverage(benchmark, naics(2017), ["921110", "336411", "111110", "336411"]) == Coverage(
        covered=("336411",), uncovered=("111110", "921110")
    )
    assert coverage(benchmark, naics(2012), ["541711", "541714"]) == Coverage(("541711",), ("541714",))
    assert coverage(benchmark, naics(2017), []) == Coverage((), ())
