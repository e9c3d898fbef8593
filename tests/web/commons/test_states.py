"""A life cycle is a table: from which states a verb leads where, who may, and what a refusal says."""

from types import SimpleNamespace
from typing import Any

import pytest

from clusteratlas_web.foundation.permissions import NotAllowed, rule
from clusteratlas_web.foundation.states import LifeCycle, Transition, WrongState


@rule("Only the keeper may do this.")
def is_keeper(person: Any, thing: Any = None) -> bool:
    """The keeper."""
    return bool(person == "keeper")


@rule("Nobody may do this.")
def is_anybody(person: Any, thing: Any = None) -> bool:
    """Anybody."""
    return True


DOOR = LifeCycle(
    name="door",
    states={"open": "open", "shut": "shut", "locked": "locked"},
    first="open",
    transitions=(
        Transition("shut", ("open",), "shut", is_anybody, "Shut"),
        Transition("lock", ("open", "shut"), "locked", is_keeper, "Lock"),
        Transition("unlock", ("locked",), "shut", is_keeper, "Unlock"),
    ),
)
LEADS = {
    ("open", "shut"): "shut",
    ("open", "lock"): "locked",
    ("shut", "lock"): "locked",
    ("locked", "unlock"): "shut",
}


@pytest.mark.parametrize("verb", ["shut", "lock", "unlock"])
@pytest.mark.parametrize("state", ["open", "shut", "locked"])
def test_every_verb_from_every_state(state: str, verb: str) -> None:
    door = SimpleNamespace(state=state)
    if (state, verb) in LEADS:
        assert DOOR.judged(door, verb, "keeper").said == ""
        assert DOOR.move(door, verb, "keeper").target == door.state == LEADS[state, verb]
        return
    reason = DOOR.judged(door, verb, "keeper").said
    with pytest.raises(WrongState) as refused:
        DOOR.move(door, verb, "keeper")
    assert (refused.value.said, refused.value.status, door.state) == (reason, 409, state)


def test_who_may_is_asked_before_the_state() -> None:
    door = SimpleNamespace(state="locked")
    assert DOOR.judged(door, "lock", "guest").said == "Only the keeper may do this."
    with pytest.raises(NotAllowed) as refused:
        DOOR.move(door, "unlock", "guest")
    assert (refused.value.said, refused.value.status, door.state) == ("Only the keeper may do this.", 403, "locked")


def test_what_is_open_to_whom() -> None:
    door = SimpleNamespace(state="open")
    assert [each.verb for each in DOOR.open_to(door, "guest")] == ["shut"]
    assert [each.verb for each in DOOR.open_to(door, "keeper")] == ["shut", "lock"]


def test_a_refusal_names_the_states_it_can_be_done_from() -> None:
    said = DOOR.judged(SimpleNamespace(state="locked"), "lock", "keeper").said
    assert said == "This cannot be done while it is “locked”. It can be done from: open, shut."


@pytest.mark.parametrize(
    ("first", "transitions", "said"),
    [
        ("gone", (), "door: no such state: gone"),
        ("open", (Transition("shut", ("ajar",), "closed", is_anybody, ""),), "door: no such state: ajar, closed"),
        (
            "open",
            (Transition("shut", ("open",), "shut", is_anybody, ""),) * 2,
            "door: a verb stands in two rows: shut, shut",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(first: str, transitions: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        LifeCycle("door", {"open": "open", "shut": "shut"}, first, transitions)
