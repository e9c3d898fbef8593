"""The schemes that ship: what the sources count, the ten pilots, indicators in their structure; stored once."""

from datetime import date
from typing import Any

import pytest
from tests.web.commons.conftest import Cast


@pytest.fixture
def seeded(stored: None) -> list[Any]:
    from clusteratlas_web.designations.seed import seed_designations

    return seed_designations()


def test_schemes_levels_counts_and_indicators(seeded: list[Any]) -> None:
    from clusteratlas_web.designations.models import Designation, Figure, IndicatorSet
    from clusteratlas_web.designations.seed import seed_designations

    assert [each.slug for each in seeded] == [
        "cluster-excellence",
        "leading-edge",
        "us-federal-clusters",
        "henan-smart-park",
    ]
    assert seed_designations() == []
    figures = {(each.level.scheme.slug, each.level.code, each.as_of): each.number for each in Figure.objects.all()}
    assert figures == {
        ("cluster-excellence", "gold", 2019): 101,
        ("cluster-excellence", "silver", 2019): 114,
        ("cluster-excellence", "bronze", 2019): 1079,
        ("leading-edge", "winner", 2019): 15,
        ("us-federal-clusters", "supported", 2010): 56,
    }
    assert not Figure.objects.filter(source="").exists()
    sets = {each.level.code: (each.indicators.count(), each.groups.count()) for each in IndicatorSet.objects.all()}
    assert sets == {"bronze": (36, 6), "silver": (36, 6), "gold": (31, 6), "pilot": (12, 4)}
    assert all(each.is_own and "own proposal" in each.source["en"] for each in IndicatorSet.objects.all())
    gold = IndicatorSet.objects.get(level__code="gold")
    assert (str(gold.level.least_total), sum(each.points for each in gold.indicators.all())) == ("0.800", 100)
    assert not gold.indicators.filter(threshold=None).exists()
    assert not IndicatorSet.objects.get(level__code="silver").indicators.filter(baseline=None).exists()
    assert Designation.objects.count() == 10  # the counts are figures, and nobody was invented to fill them


def test_what_the_templates_of_calls_grant_is_there(seeded: list[Any]) -> None:
    from clusteratlas_web.designations.models import Level
    from clusteratlas_web.selection.queries.plans import shipped

    levels = {f"{each.scheme.slug}/{each.code}" for each in Level.objects.select_related("scheme")}
    granted = {plan.grants for plan in shipped().values()} - {""}
    assert granted == {f"cluster-excellence/{level}" for level in ("bronze", "silver", "gold")} | {
        "henan-smart-park/pilot"
    }
    assert granted <= levels


def test_the_ten_pilots_have_their_source_and_no_more_than_it_says(seeded: list[Any]) -> None:
    from clusteratlas_web.designations.models import Designation
    from clusteratlas_web.designations.queries.asof import as_of

    pilots = list(Designation.objects.order_by("pk"))
    assert pilots[0].names["zh-hans"] == "郑州航空港产业集聚区"
    assert {(each.state, each.level.code, each.precision, each.granted_on) for each in pilots} == {
        ("granted", "pilot", "year", date(2019, 12, 31))
    }
    assert {(each.expires_on, each.review_due, each.holder, each.is_sample) for each in pilots} == {
        (None, None, None, False)
    }
    assert all("policy article" in each.source for each in pilots)
    assert len({each.code for each in pilots}) == 10
    assert (as_of(date(2019, 12, 30)).count(), as_of(date(2019, 12, 31)).count()) == (0, 10)


def test_what_does_not_fit_together_is_refused(cast: Cast) -> None:
    from clusteratlas_web.designations.shipped import BadScheme, read_set

    source = {"en": "ours", "zh-hans": "自拟"}
    row = {"code": "a", "en": "A", "zh-hans": "甲"}

    def read(*rows: dict[str, Any], rule: str = "thresholds") -> str:
        groups = [{"names": {"en": "G", "zh-hans": "组"}, "indicators": list(rows)}]
        with pytest.raises(BadScheme) as trouble:
            read_set({"source": source, "groups": groups}, rule)
        return str(trouble.value)

    assert read(row) == "a: threshold, floor, target and points are needed"
    far = row | {"threshold": 9, "floor": 0, "target": 5, "points": 1}
    assert read(far) == "a: what reaches the target does not reach the threshold"
    assert read(row, row, rule="answered") == "indicators: one stands twice"
    assert read({"code": "a", "en": "A"}, rule="answered") == "a: a name in both languages is needed"
    assert read(row | {"kind": "colour"}, rule="answered") == "a: no such kind of value: colour"
    assert read(rule="answered") == "indicators: there are none"
