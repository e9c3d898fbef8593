"""A call as data: the shipped templates read and stand as their rules say, faults are named by their place."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.web.commons.conftest import Cast


def test_the_shipped_templates_say_what_their_institutions_do(platform: None) -> None:
    from clusteratlas_web.selection.queries.plans import shipped

    plans = shipped()
    edge = plans["leading-edge-competition"]
    assert [
        edge.jury_size,
        [each.places for each in edge.rounds],
        edge.most_amount,
        edge.years,
        edge.least_matching,
        [criterion.names["en"] for criterion in edge.rounds[0].criteria],
        [int(criterion.weight) for criterion in edge.rounds[1].criteria],
    ] == [
        15,
        [15, 5],
        40_000_000,
        5,
        Decimal("0.5"),
        [
            "Private matching",
            "Builds on strengths, with lasting change",
            "Innovation and unique selling points",
            "New co-operation and cluster management",
            "Training and talent",
        ],
        [20, 25, 20, 20, 15],
    ]
    labels = [plans[f"cluster-excellence-{level}"] for level in ("bronze", "silver", "gold")]
    assert [(each.grants, each.rounds[0].least_reviews, each.rounds[0].least_score) for each in labels] == [
        ("cluster-excellence/bronze", 1, None),
        ("cluster-excellence/silver", 1, None),
        ("cluster-excellence/gold", 2, 80),
    ]
    pilot = plans["pilot-park"]
    assert (pilot.grants, pilot.rounds[0].places, pilot.jury_size) == ("henan-smart-park/pilot", 10, 3)


def test_a_shipped_template_has_every_text_in_both_languages(platform: None) -> None:
    from clusteratlas_web.selection.queries.plans import shipped

    def texts(plan: Any) -> list[dict[str, str]]:
        found = [plan.names, plan.about]
        for each in plan.rounds:
            found.append(each.names)
            found += [
                text for criterion in each.criteria for text in (criterion.names, criterion.about, criterion.evidence)
            ]
            found += [condition.says for condition in each.conditions if condition.says]
        return found

    missing = {key for key, plan in shipped().items() for text in texts(plan) if set(text) != {"en", "zh-hans"}}
    assert missing == set()


def test_a_plan_survives_being_data(platform: None) -> None:
    import json

    from clusteratlas_web.selection.plans import as_data, read_plan
    from clusteratlas_web.selection.queries.plans import shipped

    assert {key: read_plan(json.loads(json.dumps(as_data(plan)))) for key, plan in shipped().items()} == dict(shipped())


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ({"kind": "lottery"}, ["kind"]),
        ({}, ["kind"]),
        ([], ["plan"]),
        ({"kind": "grant", "surprise": 1}, ["surprise"]),
        ({"kind": "grant", "most_amount": 5}, ["currency"]),
        ({"kind": "grant", "notice_days": True}, ["notice_days"]),
        ({"kind": "grant", "names": {"en": 5}}, ["names"]),
        ({"kind": "grant", "rounds": [{"asks": ["blood"], "quorum": 2}]}, ["rounds.1.asks", "rounds.1.quorum"]),
        (
            {"kind": "grant", "rounds": [{"criteria": [{"weight": 1}, {"low": 5, "high": 5}, {"threshold": 11}]}]},
            ["rounds.1.criteria.2.high", "rounds.1.criteria.3.high"],
        ),
        (
            {
                "kind": "grant",
                "rounds": [
                    {
                        "conditions": [
                            {"kind": "magic"},
                            {"kind": "verified", "value": 1},
                            {"kind": "least-partners", "value": 0},
                            {"kind": "private-matching", "value": 1.5},
                            {"kind": "kinds", "value": []},
                            {"kind": "declared"},
                            {"kind": "most-amount", "value": True},
                        ]
                    }
                ],
            },
            [f"rounds.1.conditions.{number}.value" for number in range(1, 8)],
        ),
    ],
)
def test_faults_are_named_by_their_place(platform: None, data: Any, places: list[str]) -> None:
    from clusteratlas_web.selection.plans import BadPlan, read_plan

    with pytest.raises(BadPlan) as found:
        read_plan(data)
    assert [place for place, _ in found.value.faults] == places


def test_a_timetable_keeps_the_hour_over_a_change_of_clocks(platform: None) -> None:
    from clusteratlas_web.selection.deadlines import instant
    from clusteratlas_web.selection.plans import OPENS, Dates, Plan, RoundPlan, timetable

    first = date(2026, 10, 20)  # clocks go back on 25 October
    plan = Plan(
        kind="grant", notice_days=5, rounds=(RoundPlan(days_open=10, days_to_review=5, days_to_decide=5), RoundPlan())
    )
    found = timetable(plan, instant(first, OPENS, "Europe/Berlin"), first, "Europe/Berlin")
    assert found == [
        Dates(
            datetime(2026, 10, 20, 7, tzinfo=UTC),
            datetime(2026, 10, 30, 16, tzinfo=UTC),
            datetime(2026, 11, 4, 16, tzinfo=UTC),
            datetime(2026, 11, 9, 16, tzinfo=UTC),
        ),
        Dates(datetime(2026, 11, 15, 8, tzinfo=UTC), None, None, None),
    ]


def test_a_call_kept_as_a_template_makes_the_same_call(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.calls import create_call
    from clusteratlas_web.selection.actions.templates import keep_template
    from clusteratlas_web.selection.deadlines import instant
    from clusteratlas_web.selection.plans import OPENS, read_plan, timetable
    from clusteratlas_web.selection.queries.plans import offered_to, plan_of, shipped

    plan, first = shipped()["leading-edge-competition"], date(2027, 1, 11)
    dates = timetable(plan, instant(first, OPENS, "Asia/Shanghai"), first, "Asia/Shanghai")
    call = create_call(cast.finn, cast.ministry, plan, dates, {"time_zone": "Asia/Shanghai"})
    kept = keep_template(cast.finn, call, {"en": "Ours"}, {})
    again = read_plan(kept.plan)
    assert plan_of(call) == again
    assert (again.rounds, again.jury_size, again.most_amount) == (plan.rounds, plan.jury_size, plan.most_amount)
    assert [each.key for each in offered_to(cast.finn)][-1] == "ours"
    assert "ours" not in [each.key for each in offered_to(cast.ana)]
