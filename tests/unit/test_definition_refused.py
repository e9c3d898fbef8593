"""A small definition made by hand, and every way of breaking it: each is refused and says where."""

import pytest

from clusteratlas.definitions import Place, Uncovered, read_definition
from clusteratlas.errors import BadCells, UnreadableFile, WrongColumns

HEAD = """
name = "orchard"
version = "1"
citation = "Made by hand."
doi = "10.0000/none"
sources = ["a drawing"]
[title]
en = "Orchard"
zh-hans = "果园"
[licence]
en = "none"
zh-hans = "无"
[method]
en = "Looked at the trees."
zh-hans = "看树。"
[[vintages]]
vintage = "2017"
classification = "naics"
[[uncovered]]
vintage = "2017"
group = "wild"
en = "Wild"
zh-hans = "野生"
industries = ["999999"]
"""
CLUSTERS = """
cluster position kind name_en name_zh short_en short_zh
pears 2 local Pears 梨 Pears 梨
apples 1 traded Apples 苹果 Apples 苹果
"""
SUBCLUSTERS = """
cluster subcluster position name_en name_zh
pears green 1 Green 青
apples red 2 Red 红
apples green 1 Green 青
"""
MEMBERSHIP = """
vintage industry cluster subcluster
2017 111111 apples red
2017 111112 apples -
2017 111113 pears green
"""


def draw(folder, head=HEAD, **tables):
    """A definition's folder from tables drawn with spaces; a dash is an empty cell."""
    drawn = {"clusters": CLUSTERS, "subclusters": SUBCLUSTERS, "membership": MEMBERSHIP} | tables
    for name, drawing in drawn.items():
        lines = ["\t".join("" if cell == "-" else cell for cell in line.split()) for line in drawing.split("\n")[1:]]
        (folder / f"{name}.tsv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "definition.toml").write_text(head, encoding="utf-8")
    return folder


def test_a_sound_definition_is_read_in_order_of_position(tmp_path):
    orchard = read_definition(draw(tmp_path))
    assert [cluster.code for cluster in orchard.clusters] == ["apples", "pears"]
    assert [(part.cluster, part.code) for part in orchard.subclusters] == [
        ("apples", "green"),
        ("apples", "red"),
        ("pears", "green"),
    ]
    assert orchard.membership("2017") == {
        "111111": Place("apples", "red"),
        "111112": Place("apples", None),
        "111113": Place("pears", "green"),
    }
    assert orchard.uncovered == (Uncovered("2017", "wild", {"en": "Wild", "zh-hans": "野生"}, ("999999",)),)
    assert orchard.membership_table("2017").to_pylist()[1] == {
        "industry": "111112",
        "cluster": "apples",
        "subcluster": None,
    }


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("clusters", "apples 1 traded", "pears 1 traded", "'pears' stands more than once"),
        ("clusters", "apples 1", "Apples_ 1", "row 2, column cluster: 'Apples_' is not a slug"),
        ("clusters", "apples 1", "apples 2", "row 2, column position: '2' is taken already"),
        ("clusters", "apples 1", "apples 0", "row 2, column position: '0' is below 1"),
        ("clusters", "traded", "foreign", "row 2, column kind: 'foreign' is none of traded, local, all"),
        ("clusters", "梨 Pears", "- Pears", "row 1, column name_zh: '' is empty"),
        ("subclusters", "apples red 2", "apples green 2", "'apples green' stands more than once"),
        ("subclusters", "apples red 2", "plums red 2", "row 2, column cluster: 'plums' is not a cluster"),
        ("subclusters", "apples red 2", "apples red 1", "row 3, column position: '1' is taken already"),
        ("subclusters", "apples red", "apples Red", "row 2, column subcluster: 'Red' is not a slug"),
        ("membership", "111112 apples", "111111 apples", "'2017 111111' stands more than once"),
        ("membership", "111112 apples -", "111111 pears -", "'2017 111111' stands more than once"),
        ("membership", "111113 pears", "111113 plums", "row 3, column cluster: 'plums' is not a cluster"),
        ("membership", "pears green", "pears red", "row 3, column subcluster: 'red' is not a subcluster of the row's"),
        ("membership", "2017 111113", "2012 111113", "row 3, column vintage: '2012' is not a vintage"),
        ("membership", "2017 111113", "2017 999999", "row 3, column industry: '999999' is listed as uncovered too"),
        ("membership", "111113 pears", "- pears", "row 3, column industry: '' is empty"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(tmp_path, table, old, new, said):
    sound = {"clusters": CLUSTERS, "subclusters": SUBCLUSTERS, "membership": MEMBERSHIP}[table]
    assert sound.count(old) == 1
    with pytest.raises(BadCells) as refused:
        read_definition(draw(tmp_path, **{table: sound.replace(old, new)}))
    assert refused.value.count == 1
    assert said in str(refused.value)
    assert f"{tmp_path.name}/{table}.tsv" in str(refused.value)


def test_a_definition_that_no_paper_states_has_an_empty_doi(tmp_path):
    assert read_definition(draw(tmp_path, head=HEAD.replace("10.0000/none", ""))).doi == ""


def test_other_texts_must_not_be_empty(tmp_path):
    with pytest.raises(WrongColumns, match="'citation' is missing in the file; 'en' is missing in method"):
        read_definition(draw(tmp_path, head=HEAD.replace("Made by hand.", "").replace("Looked at the trees.", "")))


def test_a_definition_need_not_tell_traded_from_local_nor_have_subclusters(tmp_path):
    plain = {
        "clusters": CLUSTERS.replace("local", "all").replace("traded", "all"),
        "subclusters": "\ncluster subcluster position name_en name_zh\n",
        "membership": MEMBERSHIP.replace("apples red", "apples -").replace("pears green", "pears -"),
    }
    orchard = read_definition(draw(tmp_path, **plain))
    assert [cluster.kind for cluster in orchard.clusters] == ["all", "all"]
    assert orchard.subclusters == ()
    assert orchard.membership("2017")["111113"] == Place("pears", None)


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(WrongColumns, match="column 'kind' is missing"):
        read_definition(draw(tmp_path, clusters=CLUSTERS.replace("kind", "sort")))


def test_all_missing_keys_are_named(tmp_path):
    head = HEAD.replace('doi = "10.0000/none"', "").replace('zh-hans = "野生"', "")
    with pytest.raises(WrongColumns, match="'doi' is missing in the file; 'zh-hans' is missing in uncovered"):
        read_definition(draw(tmp_path, head=head))


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("definition.toml", b"name = ", "is not TOML"),
        ("definition.toml", b'name = "\xff"', "is not TOML"),
        ("clusters.tsv", b"", "is not a table of this shape"),
        ("clusters.tsv", b"cluster\tposition\npears\tfirst\n", "is not a table of this shape"),
        ("membership.tsv", b"vintage\tindustry\n2017\t\xff\n", "is not a table of this shape"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path, file, content, said):
    (draw(tmp_path) / file).write_bytes(content)
    with pytest.raises(UnreadableFile, match=f"^{file}: {said}"):
        read_definition(tmp_path)


@pytest.mark.parametrize("file", ["definition.toml", "clusters.tsv", "subclusters.tsv", "membership.tsv"])
def test_a_missing_file_is_named(tmp_path, file):
    (draw(tmp_path) / file).unlink()
    with pytest.raises(UnreadableFile, match=f"^{file}: is not there"):
        read_definition(tmp_path)
