"""Drafts of definitions: clusters made and dissolved, what the page foresees held against an edition built with it."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import combinations
from pathlib import Path
from urllib.parse import quote, urlencode

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings
from tests.web.test_custom_regions import told

from clusteratlas.definitions import load, read_definition
from clusteratlas.editions import Choices, build, open_edition
from clusteratlas.home import Home
from clusteratlas.sources import import_file

HERE = "/jp/2014.1/definitions/"
EDIT = f"{HERE}edit/"
BASE = [("from", "jp-groups"), ("version", load("jp-groups").version)]
CHIPS, COOKS = "chips-and-telephones", "local-cooks"
SHAPED = [
    *BASE,
    ("title", "Chips apart|芯片单列"),
    ("about", "What if chips stood alone?|"),
    ("new", f"{CHIPS}|traded|Chips & telephones|芯片与电话"),
    ("new", f"{COOKS}|local|Local cooks|本地厨师"),
    ("move", f"28 {CHIPS} One chain"),
    ("move", f"30 {CHIPS} One chain"),
    ("move", f"76 {COOKS} They cook"),
    ("dissolve", "beverages-and-tobacco food-processing Too small"),
    ("dissolve", "crafts-jewellery-and-leisure-goods - Too mixed"),
    ("rename", "automotive|Cars|汽车业"),
]
HOSTILE = "<script>alert(1)</script>"


def page_of(pairs: list[tuple[str, str]]) -> str:
    return f"{EDIT}?{urlencode(pairs)}"


@pytest.fixture(scope="module")
def japan(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with Japan, and a second edition of it that was built with the draft as it was taken away."""
    folder = tmp_path_factory.mktemp("drafts")
    home = Home.at(folder / "home")
    import_file("jp-economic-census", data / "jp/japan_pref_jsic3_2014.csv", home)
    build("jp", home)
    with override_settings(CLUSTERATLAS_HOME=home.path):
        taken = Client().get(f"{EDIT}folder.zip?{urlencode([*SHAPED, ('name', 'chips')])}")
    zipfile.ZipFile(io.BytesIO(taken.content)).extractall(folder)
    build("jp", home, Choices(definition=str(folder / "chips")))
    return home.path


@pytest.fixture
def browser(japan: Path, client: Client) -> Iterator[Client]:
    with override_settings(CLUSTERATLAS_HOME=japan):
        yield client


def rows_of(page: str, part: str) -> list[list[str]]:
    """The cells of the first table after a place of a page, row by row."""
    table = page[page.index(part) :]
    table = table[table.index("<tbody>") : table.index("</tbody>")]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)
    return [[told(cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)] for row in rows]


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.long
def test_what_the_page_foresees_is_what_the_edition_has(browser: Client, japan: Path) -> None:
    """Jobs, industries and strong regions of every cluster that changes, against the tables of the edition built."""
    page = browser.get(page_of(SHAPED)).text
    made = open_edition("jp", "2014.2", home=japan)
    titles = {row.name(): row.code for row in read_definition(japan.parent / "chips").clusters}
    portfolio = [row for row in pq.read_table(made.folder / "portfolio.parquet").to_pylist() if not row["subcluster"]]
    jobs = {row["cluster"]: row["employment"] for row in portfolio if row["region"] == "jp"}
    level = made.manifest.levels[0]
    rows = {row[0]: row for row in rows_of(page, 'id="impact"')}
    assert {"Chips & telephones", "Local cooks", "Food Processing"} <= set(rows)
    for name, row in rows.items():
        code = titles.get(name)
        strong = sum(each["strong"] is True and each["cluster"] == code for each in portfolio if each["level"] == level)
        assert number(row[2]) == (jobs.get(code, 0) if code else 0), name
        assert number(row[4].split(" → ")[1]) == strong, name
    regional = {(row["region"], row["cluster"]): row for row in portfolio}
    names = made.names
    codes = {names.get("region", row["region"], "en"): row["region"] for row in portfolio}
    for row in rows_of(page, 'id="regions"'):
        if row[1] not in titles:
            continue
        found = regional.get((codes[row[0]], titles[row[1]]))
        assert row[4] == f"{found['location_quotient']:.2f}" if found else row[4] == "0.00"


def test_the_folder_says_what_the_draft_is(japan: Path) -> None:
    made, base = read_definition(japan.parent / "chips"), load("jp-groups")
    assert (made.name, dict(made.titles)) == ("chips", {"en": "Chips apart", "zh-hans": "芯片单列"})
    for language in ("en", "zh-hans"):  # said in one language, it stands for both
        assert made.method[language] == f"What if chips stood alone? {base.method[language]}"
    assert made.cluster(CHIPS).kind == "traded"
    assert made.cluster(COOKS).name("zh-hans") == "本地厨师"
    assert "beverages-and-tobacco" not in {cluster.code for cluster in made.clusters}
    places = made.membership("2013")
    assert {code: place.cluster for code, place in places.items() if place.cluster in (CHIPS, COOKS)} == {
        "28": CHIPS,
        "30": CHIPS,
        "76": COOKS,
    }
    assert places["10"].cluster == "food-processing"
    assert "32" not in places
    outside = next(part for part in made.uncovered if "32" in part.industries)
    assert outside.names["en"] == "Formerly " + base.cluster("crafts-jewellery-and-leisure-goods").name()
    assert [each["cluster"] for each in made.provenance["dissolved"]] == [
        "beverages-and-tobacco",
        "crafts-jewellery-and-leisure-goods",
    ]
    same = {code for code in places if code in base.membership("2013") and code not in ("28", "30", "76", "10")}
    assert all(places[code] == base.membership("2013")[code] for code in same)


def test_a_dissolved_cluster_says_which_industries_go_where_and_how_many_jobs(browser: Client, japan: Path) -> None:
    page = browser.get(page_of(SHAPED)).text
    edition = open_edition("jp", "2014.1", home=japan)
    national = {
        row["industry"]: row["employment"] for row in pq.read_table(edition.folder / "national.parquet").to_pylist()
    }
    membership = pq.read_table(edition.folder / "membership.parquet").to_pylist()
    cells = set(pq.read_table(edition.folder / "activity.parquet", columns=["industry"])["industry"].to_pylist())
    for cluster, to in (
        ("beverages-and-tobacco", "Food Processing"),
        ("crafts-jewellery-and-leisure-goods", "no cluster"),
    ):
        name = load("jp-groups").cluster(cluster).name()
        expected = {row["industry"]: national[row["industry"]] for row in membership if row["cluster"] == cluster}
        expected = {code: jobs for code, jobs in expected.items() if code in cells}
        part = page[page.index(f"{name} is dissolved") :]
        rows = rows_of(part, "<table")
        assert {row[0].split()[0]: number(row[1]) for row in rows} == expected
        assert {row[2] for row in rows} == {to}
        assert f"{len(expected)} industries, {sum(expected.values()):,} jobs" in told(part)


def send(browser: Client, pairs: list[tuple[str, str]], **fields: str):  # type: ignore[no-untyped-def]
    body = urlencode([*pairs, *fields.items()])
    return browser.post(f"{EDIT}choose/", body, content_type="application/x-www-form-urlencoded")


def test_the_forms_lead_to_the_one_address(browser: Client) -> None:
    made = send(
        browser,
        BASE,
        new_english="Chips & telephones",
        new_chinese="芯片与电话",
        kind="traded",
        industries="28 30",
        reason="One",
    )
    new = ("new", "chips-telephones|traded|Chips & telephones|芯片与电话")
    moves = [("move", "28 chips-telephones One"), ("move", "30 chips-telephones One")]
    assert made.headers["Location"] == page_of([*BASE, new, *moves])
    gone = send(browser, BASE, dissolved="pulp-and-paper", to="-", reason="Small", open="chemicals")
    assert gone.headers["Location"] == page_of([*BASE, ("dissolve", "pulp-and-paper - Small"), ("open", "chemicals")])
    renamed = send(browser, [*BASE, new], named="chips-telephones", english="Chips", chinese="芯片")
    assert renamed.headers["Location"] == page_of([*BASE, ("new", "chips-telephones|traded|Chips|芯片")])
    titled = send(
        browser,
        BASE,
        title_english="A",
        title_chinese="甲",
        about_english="Why",
        about_chinese="",
        folder="a",
    )
    assert titled.headers["Location"] == page_of([*BASE, ("name", "a"), ("title", "A|甲"), ("about", "Why|")])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?from=jp-groups",
        f"?{urlencode([*BASE, ('name', 'jp-groups-draft')])}",
        f"?utm_source=x&{urlencode(BASE)}",
        f"?{urlencode([*reversed(BASE)])}",
    ],
)
def test_an_address_that_says_it_otherwise_leads_to_the_one(browser: Client, query: str) -> None:
    answer = browser.get(f"{EDIT}{query}")
    assert (answer.status_code, answer.headers.get("Location")) == (302, page_of(BASE))


def test_a_shaped_address_is_its_own(browser: Client) -> None:
    answer = browser.get(page_of([*SHAPED[:4], *SHAPED[4:]]))
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("new", "chips|traded|Chips")], "a name in English and in Chinese"),
        ([("new", "Chips!|traded|Chips|芯片")], "a code of small letters"),
        ([("new", "chips|all|Chips|芯片")], "one of these kinds: traded, local. The nearest is"),
        ([("new", "chips|trade|Chips|芯片")], "The nearest is traded."),
        ([("new", "automotive|traded|Cars|汽车")], "There is a cluster automotive already."),
        ([("new", "chips|traded|Chips|芯片"), ("rename", "chips|A|甲")], "chips is new in this draft"),
        ([("new", "chips|traded|Chips|芯片"), ("move", "28 chip x")], "The nearest is chips."),
        ([("new", f"c{n}|traded|C{n}|丙{n}") for n in range(21)], "20 new and 20 dissolved clusters"),
        ([("dissolve", "automotiv - x")], "has no cluster automotiv. The nearest is automotive."),
        ([("dissolve", "automotive - ")], "needs a reason"),
        ([("dissolve", "automotive automotive x")], "cannot go to automotive, which is dissolved itself"),
        ([("dissolve", "automotive chemical x")], "The nearest is chemicals."),
        ([("dissolve", "automotive - x"), ("dissolve", "automotive - x")], "automotive is dissolved twice."),
        ([("move", "28 automotive x"), ("dissolve", "automotive - x")], "28 cannot go to automotive"),
        ([("dissolve", "automotive - x"), ("rename", "automotive|A|甲")], "has no cluster automotive"),
        ([("rename", "automotive|A|甲"), ("rename", "automotive|B|乙")], "automotive is renamed twice."),
        ([("title", "Only English|")], "A title is wanted in English and in Chinese."),
        ([("about", "x" * 300 + "|")], "one line of at most 240 characters"),
        ([("about", f"{HOSTILE}\nb|x")], "one line"),
        ([("new", f"{HOSTILE}|traded|A|甲")], "a code of small letters"),
        ([("dissolve", f"{HOSTILE} - x")], "has no cluster"),
    ],
    ids=str,
)
def test_what_cannot_be_drafted_is_said(browser: Client, pairs: list[tuple[str, str]], sentence: str) -> None:
    for address in (page_of([*BASE, *pairs]), f"{EDIT}folder.zip?{urlencode([*BASE, *pairs])}"):
        answer = browser.get(address)
        assert answer.status_code == 400
        assert sentence in told(answer.text)
        assert HOSTILE not in answer.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=jp-group", "The nearest is jp-groups."),
        ("from=jp-groups&version=0.9", "begins from version 0.9 of jp-groups, and here is version"),
        ("from=us-benchmark", "Definitions for these: jp-groups."),
    ],
)
def test_a_draft_of_what_is_not_here_says_so(browser: Client, query: str, sentence: str) -> None:
    answer = browser.get(f"{EDIT}?{query}")
    assert answer.status_code == 400
    assert sentence in told(answer.text)


def test_the_list_says_which_editions_were_built_with_which_definition(browser: Client) -> None:
    page = browser.get(HERE).text
    shipped, own = page.split('id="own"')
    assert re.findall(r'href="/jp/([\w.]+)/edition/"', shipped)[-1] == "2014.1"
    assert "Chips apart" in own
    assert 'href="/jp/2014.2/edition/"' in own
    assert f'href="{HERE[:-12]}changes/2014.2/"' in own
    assert browser.get(f"{HERE[:-12]}changes/2014.2/").status_code == 200


def test_saving_leads_to_stories_with_the_whole_address(browser: Client) -> None:
    page = unescape(browser.get(page_of(SHAPED)).text)
    assert f'href="/stories/save/?view={quote(page_of(SHAPED), safe="")}"' in page


def similarities_of(edition_folder: Path) -> tuple[list[str], dict[str, str], dict[str, np.ndarray]]:  # type: ignore[type-arg]
    """Traded industries, their clusters, and their correlations over prefectures, straight from the tables."""
    kinds = {row["cluster"]: row["kind"] for row in pq.read_table(edition_folder / "clusters.parquet").to_pylist()}
    of = {row["industry"]: row["cluster"] for row in pq.read_table(edition_folder / "membership.parquet").to_pylist()}
    levels = {row["region"]: row["level"] for row in pq.read_table(edition_folder / "regions.parquet").to_pylist()}
    cells = pq.read_table(edition_folder / "activity.parquet").to_pylist()
    cells = [
        row for row in cells if levels[row["region"]] == "prefecture" and kinds.get(of.get(row["industry"])) == "traded"
    ]
    regions, codes = (sorted({row[key] for row in cells}) for key in ("region", "industry"))
    found = {}
    for measure in ("employment", "establishments"):
        matrix = np.zeros((len(regions), len(codes)))
        for row in cells:
            matrix[regions.index(row["region"]), codes.index(row["industry"])] = row[measure] or 0
        with np.errstate(invalid="ignore"):
            found[measure] = np.corrcoef((matrix / matrix.sum(axis=1, keepdims=True)).T)
    return codes, of, found


def passes(codes: list[str], of: dict[str, str], alike: np.ndarray) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    """The four tests by loops: clusters, then industries; against the average, then the 95th percentile."""
    known = [i for i in range(len(codes)) if codes[i] in of and not np.isnan(alike[i]).all()]
    members: dict[str, list[int]] = {}
    for i in known:
        members.setdefault(of[codes[i]], []).append(i)

    def mean(pairs: list[tuple[int, int]]) -> float:
        return float(np.nanmean([alike[i, j] for i, j in pairs])) if pairs else float("nan")

    counts = []
    for rows in (list(members.items()), [(of[codes[i]], [i]) for i in known]):
        held = []
        for cluster, own in rows:
            rest = [(i, j) for i in own for j in members[cluster] if i != j]
            others = [
                mean([(i, j) for i in own for j in there]) for other, there in members.items() if other != cluster
            ]
            held.append((mean(rest), float(np.mean(others)), float(np.percentile(others, 95))))
        counts += [(sum(row[0] - row[at] > 1e-12 for row in held), len(held)) for at in (1, 2)]
    return counts


def test_scores_are_those_of_the_tables_and_their_mean_is_the_score(browser: Client, japan: Path) -> None:
    """Every share by loops over correlations of the edition's own cells; the score from the shares that are shown."""
    page = browser.get(page_of([*BASE, ("move", "28 automotive One chain")])).text
    edition = open_edition("jp", "2014.1", home=japan)
    codes, of, alike = similarities_of(edition.folder)
    moved = {code: "automotive" if code.startswith("28") else cluster for code, cluster in of.items()}
    rows = rows_of(page, 'id="validation"')
    shown = [[tuple(map(int, part.split("/"))) for part in cell.split(" → ")] for row in rows for cell in row[1:]]
    now = [pair for each in alike.values() for pair in passes(codes, of, each)]
    then = [pair for each in alike.values() for pair in passes(codes, moved, each)]
    assert [tuple(pair) for pair in shown] == list(zip(now, then, strict=True))
    before, after = (np.mean([pair[at][0] / pair[at][1] for pair in shown]) for at in (0, 1))
    assert f"{before:.1%} → {after:.1%}" in told(page)


def test_relatedness_between_clusters_is_what_the_edition_stores(japan: Path) -> None:
    """What drafts are held against gives the table of relatedness, cluster by cluster."""
    from clusteratlas.editions.defining.likeness import likeness

    edition = open_edition("jp", "2014.1", home=japan)
    alike = likeness(edition)
    of = {row["industry"]: row["cluster"] for row in pq.read_table(edition.folder / "membership.parquet").to_pylist()}
    at: dict[str, list[int]] = {}
    for place, code in enumerate(alike.industries):
        at.setdefault(of.get(code, ""), []).append(place)
    assert alike.together is not None
    for row in pq.read_table(edition.folder / "relatedness.parquet").to_pylist():
        cells = np.ix_(at[row["cluster"]], at[row["other"]])
        mean = alike.together.known[cells].sum() / alike.together.count[cells].sum()
        assert mean == pytest.approx(row["relatedness"], abs=1e-6)


def test_the_misplaced_fit_better_where_the_page_says(browser: Client, japan: Path) -> None:
    """The figures of a proposed move, by loops; and the move that it leads to is in the address."""
    from clusteratlas.editions.defining.likeness import likeness

    page = browser.get(page_of([*BASE, ("move", "28 automotive One chain")])).text
    alike = likeness(open_edition("jp", "2014.1", home=japan))
    edition = open_edition("jp", "2014.1", home=japan)
    of = {row["industry"]: row["cluster"] for row in pq.read_table(edition.folder / "membership.parquet").to_pylist()}
    of = {code: "automotive" if code.startswith("28") else cluster for code, cluster in of.items()}
    titles = {cluster.name(): cluster.code for cluster in load("jp-groups").clusters}
    places = {code: at for at, code in enumerate(alike.industries)}
    rows = rows_of(page, 'id="misplaced"')
    assert rows
    assert alike.together is not None
    for row in rows:
        code = row[0].split()[0]
        best = row[2].removesuffix(f"Move {code} there").strip()
        own, other = row[3].split(" → ")
        for cluster, figure in ((titles[row[1]], own), (titles[best], other)):
            others = [places[each] for each in places if of.get(each) == cluster and each != code]
            known = [alike.together.known[places[code], i] for i in others if alike.together.count[places[code], i]]
            assert figure.replace("−", "-") == f"{np.mean(known):.3f}"
        assert float(own.replace("−", "-")) < float(other.replace("−", "-"))


@pytest.mark.long
@pytest.mark.parametrize("root", ["eu/2014.1", "jp/2014.1", "de/2024.1"])
@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_every_atlas_has_drafts_with_a_score(several: Client, root: str, language: str) -> None:
    asked = several.get(f"{language}/{root}/definitions/edit/")
    answer = several.get(asked.headers["Location"])
    assert answer.status_code == 200
    assert re.search(r"<dd>[\d.]+%</dd>", answer.text)
    assert f'<html lang="{"zh-Hans" if language else "en"}"' in answer.text


def test_every_pair_of_a_list_is_told_apart() -> None:
    """Two drafts with other changes have other addresses: nothing of a draft is left out of it."""
    from clusteratlas_web.explore.definitions.draft import Draft, InBoth, NewCluster, Rename

    drafts = [
        Draft("jp-groups", "a"),
        Draft("jp-groups", "b"),
        Draft("jp-groups", "a", title=InBoth("x", "y")),
        Draft("jp-groups", "a", about=InBoth("x", "y")),
        Draft("jp-groups", "a", new=(NewCluster("n", "traded", InBoth("x", "y")),)),
        Draft("jp-groups", "a", renames=(Rename("n", InBoth("x", "y")),)),
    ]
    assert all(one.query != other.query for one, other in combinations(drafts, 2))
