"""The sentences of opportunities: which are asked for, and that both languages say the same."""

import re
from dataclasses import replace

import pytest

from clusteratlas.diagnosis import write_sentences
from clusteratlas.diagnosis.opportunities import Facts, Message, Outstanding, Writing, messages_of
from clusteratlas.diagnosis.opportunities.sentences import templates
from clusteratlas.errors import UnknownChoice

CHINESE = re.compile("[\u4e00-\u9fff]")
# The reference portfolio's Biopharmaceuticals in Wichita: 244 jobs, close to both chemical clusters, the best paid.
PAY = Outstanding("reward", 120_200.0, below=41, above=0, others=41)
FACTS = Facts(
    employment=244,
    location_quotient=0.4,
    gap=0.3,
    jobs_short=456,
    establishments_short=0,
    strong_clusters=9,
    related=("downstream", "upstream"),
    nearest=("downstream", "upstream", "oil"),
    is_near=True,
    candidates=42,
    reward_kind="pay",
    outstanding=PAY,
)


def ids(facts: Facts) -> list[str]:
    return [message.id for message in messages_of(facts)]


def test_a_small_cluster_that_is_close_and_pays() -> None:
    names = Writing(
        {"downstream": "Downstream Chemicals", "upstream": "Upstream Chemicals"}, {"money": lambda v: f"${v:,.0f}"}
    )
    assert write_sentences(messages_of(FACTS), "en", names) == (
        "456 more jobs, 187% of today's, would make it strong, all else unchanged. "
        "It is related to Downstream Chemicals and Upstream Chemicals, which are strong here. "
        "It pays $120,200 per person a year in the country, the most of the 42 candidates."
    )


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({"jobs_short": 456}, "short-of-jobs"),
        ({"jobs_short": 0, "establishments_short": 2}, "short-of-establishments"),
        ({"jobs_short": 3, "establishments_short": 2}, "short-of-both"),
        ({"jobs_short": None}, "some-of-the-way"),
        ({"jobs_short": 0}, "some-of-the-way"),
        ({"jobs_short": None, "gap": None}, "not-strong"),
        ({"jobs_short": None, "employment": 0, "gap": 0.0}, "no-jobs-here"),
        ({"employment": 0, "gap": 0.0}, "jobs-from-none"),
    ],
)
def test_where_it_stands(change: dict[str, object], standing: str) -> None:
    assert ids(replace(FACTS, **change))[0] == standing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "relation"),
    [
        ({}, "related-to-two"),
        ({"related": ("upstream",)}, "related-to-one"),
        ({"related": ("a", "b", "c")}, "related-to-several"),
        ({"related": ()}, "related-to-none"),
        ({"related": (), "nearest": ()}, "near-to-none"),
        ({"related": (), "nearest": (), "strong_clusters": 0}, "no-strong-cluster"),
        ({"related": (), "nearest": (), "is_near": None}, "relatedness-unknown"),
    ],
)
def test_what_strong_cluster_is_near(change: dict[str, object], relation: str) -> None:
    assert ids(replace(FACTS, **change))[1] == relation  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "kind", "above", "said"),
    [
        ("closeness", "pay", 0, "highest-closeness"),
        ("gap", "pay", 2, "high-gap"),
        ("pull", "pay", 0, "highest-pull"),
        ("reward", "pay", 3, "high-pay"),
        ("reward", "complexity", 0, "highest-complexity"),
        ("reward", "own", 1, "high-reward"),
    ],
)
def test_what_stands_out(part: str, kind: str, above: int, said: str) -> None:
    outstanding = Outstanding(part, 0.5, below=41 - above, above=above, others=41)
    assert ids(replace(FACTS, outstanding=outstanding, reward_kind=kind))[2] == said
    assert len(ids(replace(FACTS, outstanding=None))) == 2


def test_where_all_have_the_same_none_is_the_highest() -> None:
    assert not Outstanding("pull", 0.1, below=0, above=0, others=5).is_highest


def test_one_job_is_not_jobs() -> None:
    assert write_sentences(Message("short-of-jobs", {"jobs": 1, "share": 0.004})) == (
        "One more job, <1% of today's, would make it strong, all else unchanged."
    )
    assert "增加 1 个岗位" in write_sentences(Message("short-of-jobs", {"jobs": 1, "share": 0.004}), "zh-hans")


def test_figures_are_written_for_the_reader() -> None:
    pull = Message("highest-pull", {"growth": -0.0123, "candidates": 1_200})
    assert "changed by −1.2% in a year, the most favourable of the 1,200 candidates" in write_sentences(pull)
    formats = {"change": lambda value: "wenig", "count": lambda value: "viele"}
    assert "changed by wenig in a year, the most favourable of the viele" in write_sentences(
        pull, "en", Writing({}, formats)
    )


def test_every_sentence_has_both_languages_and_the_same_arguments() -> None:
    kinds = templates()["arguments"]
    for name, texts in templates().items():
        if name == "arguments":
            continue
        english, chinese = texts["en"], texts["zh-hans"]
        used = {language: set(re.findall(r"\{(\w+)\}", texts[language])) for language in ("en", "zh-hans")}
        assert used["en"] == used["zh-hans"] <= set(kinds), name
        assert (english[-1], chinese[-1]) == (".", "。"), name
        assert CHINESE.search(chinese), name
        assert not CHINESE.search(english), name
        assert ("counts" in texts) == ("one" in texts), name
        if "counts" in texts:
            assert set(re.findall(r"\{(\w+)\}", texts["one"])) == used["en"] - {texts["counts"]}, name


def test_every_sentence_is_asked_for_by_some_facts() -> None:
    asked = set()
    for jobs in (None, 0, 5):
        for plants in (0, 5):
            for employment, gap in ((0, 0.0), (5, 0.5), (5, None)):
                asked |= set(
                    ids(replace(FACTS, jobs_short=jobs, establishments_short=plants, employment=employment, gap=gap))
                )
    for related, nearest, strong, near in (
        ((), ("a",), 1, True), (("a",), ("a",), 1, True), (("a", "b"), ("a", "b"), 2, True),
        (("a", "b", "c"), ("a", "b", "c"), 3, True), ((), (), 1, False), ((), (), 0, False), ((), (), 1, None),
    ):  # fmt: skip
        asked |= set(ids(replace(FACTS, related=related, nearest=nearest, strong_clusters=strong, is_near=near)))
    for part in ("closeness", "gap", "pull", "reward"):
        for kind in ("pay", "complexity", "own"):
            for above in (0, 1):
                found = Outstanding(part, 0.5, below=5, above=above, others=6)
                asked |= set(ids(replace(FACTS, outstanding=found, reward_kind=kind)))
    assert asked == set(templates()) - {"arguments"}


def test_unknown_languages_and_messages_are_refused() -> None:
    with pytest.raises(UnknownChoice, match=r"language='de' is not known. Choose one of: en, zh-hans"):
        write_sentences(messages_of(FACTS), "de")
    with pytest.raises(UnknownChoice, match="message='hello'"):
        write_sentences(Message("hello", {}))
    assert write_sentences([]) == ""
