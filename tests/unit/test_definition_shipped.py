"""Every definition that comes with the package: one place for each industry, both languages, sense in figures."""

import csv
import re
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from clusteratlas.classifications import classification
from clusteratlas.definitions import check_codes, coverage, coverage_table, load, place_of, places_over, published
from clusteratlas.definitions.coverage_table import UNSPOKEN

LANGUAGES = {"en", "zh-hans"}
STATED = [(name, vintage) for name in published() for vintage in load(name).vintages]
BUSINESS_SECTIONS = "BCDEFGHIJLMN"  # what Eurostat's regional structural business statistics cover, with division 95


def tree_of(definition, vintage):
    return classification(definition.classification, vintage)


@pytest.mark.parametrize(("name", "vintage"), STATED)
def test_every_code_it_speaks_of_exists(name, vintage):
    check_codes(load(name), tree_of(load(name), vintage))


@pytest.mark.parametrize(("name", "vintage"), STATED)
def test_every_industry_is_in_one_cluster_or_in_one_group_left_out(name, vintage):
    definition = load(name)
    rows = [row for row in coverage_table([definition]).to_pylist() if row["vintage"] == vintage]
    assert UNSPOKEN not in {row["part"] for row in rows}
    tree = tree_of(definition, vintage)
    assert sum(row["industries"] for row in rows) == sum(not tree.children(code) for code in tree.codes)
    outside = [code for part in definition.uncovered if part.vintage == vintage for code in part.industries]
    assert len(outside) == len(set(outside))


@pytest.mark.parametrize("name", published())
def test_every_text_stands_in_both_languages_and_tells_clusters_apart(name):
    definition = load(name)
    texts = [definition.titles, definition.licence, definition.method]
    texts += [text for cluster in definition.clusters for text in (cluster.names, cluster.short_names)]
    texts += [part.names for part in definition.uncovered]
    assert all(set(text) == LANGUAGES and all(text.values()) for text in texts)
    for language in LANGUAGES:
        assert len({cluster.name(language) for cluster in definition.clusters}) == len(definition.clusters)
        assert len({cluster.short_name(language) for cluster in definition.clusters}) == len(definition.clusters)
    assert max(len(cluster.short_name("en")) for cluster in definition.clusters) <= 23
    assert max(len(cluster.short_name("zh-hans")) for cluster in definition.clusters) <= 6
    chinese = [cluster.name("zh-hans") for cluster in definition.clusters]
    chinese += [part.names["zh-hans"] for part in definition.uncovered]
    assert [text for text in chinese if not re.fullmatch(r"[\u4e00-\u9fff、（）]+", text)] == []


@pytest.mark.parametrize("name", published())
def test_every_cluster_has_an_industry(name):
    definition = load(name)
    held = {place.cluster for vintage in definition.vintages for place in definition.membership(vintage).values()}
    assert held == {cluster.code for cluster in definition.clusters}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("eu-divisions", {"traded": 24, "local": 5}),
        ("jp-groups", {"traded": 34, "local": 10}),
        ("cn-manufacturing", {"traded": 14}),
        ("de-occupations", {"all": 36}),
    ],
)
def test_kinds_of_the_native_definitions(name, kinds):
    assert Counter(cluster.kind for cluster in load(name).clusters) == kinds


def test_the_divisions_cover_what_business_statistics_cover():
    definition, nace = load("eu-divisions"), classification("NACE", "2")
    in_scope = {code for code in nace.with_digits(2) if nace.ancestors(code)[-1] in BUSINESS_SECTIONS} | {"95"}
    assert set(coverage(definition, nace, nace.with_digits(2)).covered) == in_scope
    assert place_of(definition, nace, "4791").cluster == "distribution"  # mail order and internet
    assert place_of(definition, nace, "4711").cluster == "local-retail-and-motor-trade"


def test_administrative_groups_of_japan_stand_with_their_division():
    definition, jsic = load("jp-groups"), classification("JSIC", "2013")
    assert place_of(definition, jsic, "310").cluster == "aerospace-and-rail"
    assert place_of(definition, jsic, "311").cluster == "automotive"
    assert place_of(definition, jsic, "973") is None


def test_groups_of_occupations_are_the_main_groups():
    definition, kldb = load("de-occupations"), classification("KldB", "2010")
    assert set(definition.membership("2010")) == {code for code in kldb.with_digits(2) if not code.startswith("0")}
    assert place_of(definition, kldb, "261").cluster == "mechatronics-and-electrical-work"
    assert place_of(definition, kldb, "011") is None


@pytest.mark.parametrize(("name", "digits"), [("eu-derived-us", 2), ("eu-derived-us-classes", 4)])
def test_derived_definitions_keep_to_their_purity(name, digits):
    lines = (files("clusteratlas.definitions") / "data" / name / "purity.tsv").read_text(encoding="utf-8").splitlines()
    purity = list(csv.DictReader(lines, delimiter="\t"))
    accepted = {row["industry"]: row["cluster"] for row in purity if row["accepted"] == "yes"}
    assert {code: place.cluster for code, place in load(name).membership("2").items()} == accepted
    assert all((float(row["purity"]) >= 0.5) == (row["accepted"] == "yes") for row in purity)
    assert {len(row["industry"]) for row in purity} == {digits}


@pytest.mark.parametrize("name", ["eu-derived-us", "eu-derived-us-classes"])
def test_derived_definitions_say_how_many_traded_clusters_came_through(name):
    definition = load(name)
    traded = {cluster.code for cluster in definition.clusters if cluster.kind == "traded"}
    assert f"{len(traded)} of 51 traded clusters have one" in definition.method["en"]
    assert f"51个可贸易集群中有{len(traded)}个得到代码" in definition.method["zh-hans"]


def test_carried_to_divisions_clusters_are_lost_that_classes_keep():
    divisions, classes = load("eu-derived-us"), load("eu-derived-us-classes")
    assert {cluster.code for cluster in classes.clusters} == {cluster.code for cluster in load().clusters}
    assert {cluster.code for cluster in divisions.clusters} < {cluster.code for cluster in classes.clusters}


def test_strong_prefectures_are_where_the_industries_are_known_to_be(data):
    definition, jsic = load("jp-groups"), classification("JSIC", "2013")
    places, jobs, names = places_over(definition, jsic), defaultdict(float), {}
    text = (data / "jp/japan_pref_jsic3_2014.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        if row["AreaID"].endswith("000") and row["jsic3"] in places:
            names[row["AreaID"]] = row["AreaName"]
            jobs[row["AreaID"], places[row["jsic3"]].cluster] += float(row["employees"] or 0)
    totals = Counter()
    for (area, cluster), count in jobs.items():
        totals[area] += count if definition.cluster(cluster).kind == "traded" else 0
    known = {"automotive": "Aichi", "ceramics-glass-and-stone": "Gifu", "shipbuilding": "Nagasaki"}
    for cluster, prefecture in known.items():
        shares = {names[area]: jobs[area, cluster] / totals[area] for area in names if area != "00000"}
        assert max(shares, key=shares.get) == prefecture
