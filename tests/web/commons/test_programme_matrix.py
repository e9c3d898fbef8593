"""Who does what, and the four questions of the policy test, on a matrix drawn by hand."""

from clusteratlas_web.programmes.matrix import Actor, Task, lay_matrix
from clusteratlas_web.programmes.policy_test import policy_test

ACTORS = [Actor(1, "B", "partner"), Actor(2, "A", "lead"), Actor(3, "C", "partner"), Actor(4, "D", "")]
TASKS = [
    Task(1, "loans", "finance"),
    Task(2, "capital", "finance"),
    Task(3, "bonds", "finance"),
    Task(3, "standards", ""),
    Task(1, "training", "knowledge"),
]


def test_the_lead_stands_first_and_what_nobody_coded_last() -> None:
    matrix = lay_matrix(ACTORS, TASKS, has_council=False)
    assert [row.actor.name for row in matrix.rows] == ["A", "B", "C", "D"]
    assert [(group.dimension, [task.name for task in group.tasks], group.departments) for group in matrix.groups] == [
        ("entrepreneurial", [], 0),
        ("knowledge", ["training"], 1),
        ("collaboration", [], 0),
        ("finance", ["capital", "loans", "bonds"], 3),
        ("demand", [], 0),
        ("governance", [], 0),
        ("", ["standards"], 1),
    ]
    assert [row.tasks for row in matrix.rows] == [1, 2, 2, 0]
    assert [cell.has for cell in matrix.rows[0].cells] == [False] * 3 + [True] + [False] * 5


def test_untreated_and_silos() -> None:
    matrix = lay_matrix(ACTORS, TASKS, has_council=False)
    assert matrix.untreated == ("entrepreneurial", "collaboration", "demand", "governance")
    assert [group.dimension for group in matrix.silos] == ["finance"]
    assert lay_matrix(ACTORS, TASKS, has_council=True).silos == ()


def test_what_is_not_recorded_cannot_be_answered() -> None:
    answers = policy_test(lay_matrix(ACTORS, [], has_council=False), has_budget=False, since=None)
    assert [each.is_answered for each in answers] == [False, False, False, False]
    assert answers[0].why == "Budget lines are not recorded for this programme."


def test_what_is_recorded_is_answered_and_a_scoreboard_is_asked_for() -> None:
    money, untreated, silos, moved = policy_test(lay_matrix(ACTORS, TASKS, has_council=False), True, 2010)
    assert untreated.dimensions == ("entrepreneurial", "collaboration", "demand", "governance")
    assert (silos.dimensions, silos.facts) == (("finance",), {"count": 3})
    assert (money.is_answered, moved.is_answered, moved.facts) == (False, False, {"year": 2010})
