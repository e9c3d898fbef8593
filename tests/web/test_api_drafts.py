"""Drafts of the API: everything that an address says of one, what its page shows of it, and figures of the tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings
from tests.web.api_answers import ROOT, ask, problem_of, rows_of
from tests.web.edition_rows import rows_in
from tests.web.test_definition_drafts import BASE, CHIPS, COOKS, SHAPED
from tests.web.test_definition_drafts import rows_of as cells_of

from clusteratlas.definitions import load

JP = f"{ROOT}/atlases/jp/2014.1"
BASE_OF = load("jp-groups")
DISSOLVED = {"beverages-and-tobacco": "food-processing", "crafts-jewellery-and-leisure-goods": None}
NAMES = {cluster.name(): cluster.code for cluster in BASE_OF.clusters} | {
    "Chips & telephones": CHIPS,
    "Local cooks": COOKS,
    "Cars": "automotive",
}


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Many requests are made here, which count for nobody."""
    with override_settings(CLUSTERATLAS_API_RATE="0"):
        yield


def said(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """The names and values of an address as a client sends them."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def places(atlases_home: Path) -> tuple[dict[str, str], dict[str, int]]:
    """The cluster of every industry with cells in the edition, and the jobs of those industries in the country."""
    cells = {row["industry"] for row in rows_in(atlases_home, "jp", "2014.1", "activity")}
    national = rows_in(atlases_home, "jp", "2014.1", "national")
    membership = rows_in(atlases_home, "jp", "2014.1", "membership")
    jobs = {row["industry"]: row["employment"] for row in national if row["industry"] in cells}
    return {row["industry"]: row["cluster"] for row in membership if row["industry"] in cells}, jobs


def drafted(places: dict[str, str]) -> dict[str, str]:
    """The places as SHAPED would have them, by hand: whoever moves a group moves the industries in it."""
    moved = {"28": CHIPS, "30": CHIPS, "76": COOKS}
    found = {code: moved.get(code[:2]) or DISSOLVED.get(cluster, cluster) for code, cluster in places.items()}
    return {code: cluster for code, cluster in found.items() if cluster}


def sized(jobs: dict[str, int], codes: list[str]) -> dict[str, int]:
    return {"industries": len(codes), "employment": sum(jobs[code] for code in codes)}


Places = tuple[dict[str, str], dict[str, int]]


def test_the_answer_names_all_that_the_address_says(several: Client, places: Places) -> None:
    (before, jobs), told = places, ask(several, f"{JP}/draft", **said(SHAPED))
    after = drafted(before)
    assert (told["from"], told["version"], told["title"]) == ("jp-groups", BASE_OF.version, "Chips apart")
    assert told["titles"] == {"english": "Chips apart", "chinese": "芯片单列"}
    assert told["about"] == {"english": "What if chips stood alone?", "chinese": ""}
    for each, code in zip(told["new"], (CHIPS, COOKS), strict=True):
        assert each["cluster"] == code
        assert {name: each[name] for name in ("industries", "employment")} == sized(
            jobs, [industry for industry, cluster in after.items() if cluster == code]
        )
    kinds = [(each["kind"], each["chinese"]) for each in told["new"]]
    assert kinds == [("traded", "芯片与电话"), ("local", "本地厨师")]
    assert [(each["industry"], each["cluster"]) for each in told["moves"]] == [
        ("28", CHIPS), ("30", CHIPS), ("76", COOKS)]  # fmt: skip
    for each, (code, to) in zip(told["dissolved"], DISSOLVED.items(), strict=True):
        held = sized(jobs, [industry for industry, cluster in before.items() if cluster == code])
        assert each == {"cluster": code, "to": to, "reason": each["reason"]} | held | {
            "goals": [{"cluster": to} | held]
        }
    assert told["renames"] == [{"cluster": "automotive", "english": "Cars", "chinese": "汽车业"}]
    assert ask(several, f"{JP}/draft", **said(SHAPED), language="zh-hans")["title"] == "芯片单列"


def test_every_industry_has_one_of_five_fates(several: Client, places: Places) -> None:
    (before, jobs), told = places, ask(several, f"{JP}/draft", **said(SHAPED))
    after = drafted(before)
    groups: dict[str, list[str]] = {"kept": [], "moved": [], "added": [], "dropped": [], "left out": []}
    for code in jobs:
        old, new = before.get(code), after.get(code)
        none = "left out" if old is None else "dropped"
        groups[none if new is None else "kept" if new == old else "added" if old is None else "moved"].append(code)
    assert {each.pop("fate"): each for each in told["coverage"]} == {
        fate: sized(jobs, codes) for fate, codes in groups.items()
    }
    assert groups["dropped"]
    kinds = {cluster.code: cluster.kind for cluster in BASE_OF.clusters} | {CHIPS: "traded", COOKS: "local"}
    for when, there in (("before", before), ("after", after)):
        assert told[f"traded_{when}"] == sum(jobs[code] for code, of in there.items() if kinds[of] == "traded")


def test_industries_of_dissolved_clusters_are_listed_with_where_they_go(several: Client, places: Places) -> None:
    before, jobs = places
    listed = rows_of(several, f"{JP}/draft/dissolved", **said(SHAPED), limit=1)
    told = {(row["industry"], row["employment"], row["cluster"], row["cluster_after"]) for row in listed}
    assert told == {(code, jobs[code], of, DISSOLVED[of]) for code, of in before.items() if of in DISSOLVED}
    assert {row["title_after"] for row in listed} == {"Food Processing", None}


def test_its_page_is_the_one_that_shows_it(several: Client) -> None:
    told = ask(several, f"{JP}/draft", **said(SHAPED))
    assert told["page"] == f"/jp/2014.1/definitions/edit/?{urlencode(SHAPED)}"
    page = several.get(told["page"]).content.decode()
    assert "Chips apart" in page
    changed = {row[0]: row for row in cells_of(page, 'id="impact"')}
    listed = rows_of(several, f"{JP}/draft/clusters", **said(SHAPED))
    assert {row["title"] for row in listed} == changed.keys()
    for row in listed:
        assert f"{row['employment_after']:,}" == changed[row["title"]][2]
        assert f"{row['strong_before']} → {row['strong_after']}" == changed[row["title"]][4]
    there = ask(several, f"{JP}/draft", **said(SHAPED), year="2014", level="prefecture")["page"]
    assert several.get(there).status_code == 200


def test_the_scores_are_those_of_the_page_and_of_their_shares(several: Client) -> None:
    told = ask(several, f"{JP}/draft", **said(SHAPED))
    page, scores = several.get(told["page"]).content.decode(), told["scores"]
    shown = [cell for row in cells_of(page, 'id="validation"') for cell in row[1:]]
    assert shown == [
        " → ".join(f"{each[f'passed_{when}']}/{each[f'counted_{when}']}" for when in ("before", "after"))
        for each in scores["shares"]
    ]
    for when in ("before", "after"):
        parts = [each[f"passed_{when}"] / each[f"counted_{when}"] for each in scores["shares"]]
        assert scores[f"score_{when}"] == pytest.approx(sum(parts) / len(parts))
    nearer = "{nearer_elsewhere_after}/{industries_after}".format(**scores)
    assert f"{nearer}</b>" in page
    assert f"{scores['score_before']:.1%} <b>→ {scores['score_after']:.1%}</b>" in page
    assert (scores["level"], scores["year"]) == ("prefecture", 2014)


def test_clusters_better_or_worse_and_the_misplaced_are_those_of_the_page(several: Client) -> None:
    page = several.get(f"/jp/2014.1/definitions/edit/?{urlencode([*SHAPED, ('open', 'chemicals')])}").content.decode()
    better = cells_of(page, 'id="better"')
    listed = rows_of(several, f"{JP}/draft/standings", **said(SHAPED), limit=3)
    assert [[row["title"], row["verdict"]] for row in listed] == [row[:2] for row in better]
    for row, cells in zip(listed, better, strict=True):
        for name, cell in (("within", cells[3]), ("between", cells[4]), ("margin", cells[5])):
            known = [row[f"{name}_{when}"] for when in ("before", "after") if row[f"{name}_{when}"] is not None]
            assert all(f"{value:.3f}".replace("-", "−") in cell for value in known), (row, cells)
        assert row["margin_after"] is None or row["margin_after"] == pytest.approx(
            row["within_after"] - row["between_after"]
        )
    assert {row["cluster"] for row in listed if row["verdict"] == "dissolved"} == {
        code for code in DISSOLVED if BASE_OF.cluster(code).kind == "traded"}  # fmt: skip
    misplaced = rows_of(several, f"{JP}/draft/misplaced", **said(SHAPED), open="chemicals")
    shown = cells_of(page, 'id="misplaced"')
    assert [(row["industry"], row["title"]) for row in misplaced] == [(row[0].split()[0], row[1]) for row in shown]
    for row, cells in zip(misplaced, shown, strict=True):
        assert cells[2].startswith(row["best_title"])
        assert NAMES[row["best_title"]] == row["best"]
        assert cells[3] == " → ".join(f"{row[name]:.3f}".replace("-", "−") for name in ("own", "best_relatedness"))
        assert row["best_relatedness"] > row["own"]


@pytest.mark.parametrize(
    ("pairs", "value", "nearest"),
    [
        ([("from", "jp-group")], "jp-group", "jp-groups"),
        ([*BASE, ("new", "chips|trade|Chips|芯片")], "trade", "traded"),
        ([*BASE, ("dissolve", "automotiv - x")], "automotiv", "automotive"),
        ([*BASE, ("dissolve", "automotive chemical x")], "chemical", "chemicals"),
        ([*BASE, ("rename", "automotiv|A|甲")], "automotiv", "automotive"),
        ([*BASE, ("move", "2x automotive x")], "2x", None),
        ([("from", "jp-groups"), ("version", "0.9")], None, None),
        ([*BASE, ("title", "Only English|")], None, None),
    ],
    ids=str,
)
def test_a_refused_draft_tells_the_nearest(
    several: Client, pairs: list[tuple[str, str]], value: str | None, nearest: str | None
) -> None:
    for end in ("", "/standings", "/folder"):
        told = problem_of(several, f"{JP}/draft{end}", 400, **said(pairs))
        assert told["type"].endswith(":draft-refused")
        assert told.get("value") == value
        if nearest:
            assert told["nearest"] == nearest
