"""The second round: who was selected gets a draft of what it handed in, once, and the result is told then only."""

from typing import Any

import pytest
from tests.web.commons.application_things import pinned, ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, decision, jury, review, stage

OWN = "/calls/clusters-2026/applications/1/"


@pytest.fixture
def two_rounds(cast: Cast) -> Any:
    """Sketches decided: Valley Optics selected, Lens Works not; full applications are planned."""
    made = call(cast)
    sketches, whole = stage(made, "final", criteria=2), stage(made, "planned", 2, criteria=3)
    first = ready(sketches, cast.valley, "selected")
    first.partners.create(name="Lens Works", role="Grinding", requested=100)
    pinned(first)
    ready(sketches, applicant("lens-works", "Lens Works"), "not-selected")
    return sketches, whole


def test_the_selected_go_on_with_what_they_handed_in(cast: Cast, two_rounds: Any) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.next_round import begin_next_round

    sketches, whole = two_rounds
    made = begin_next_round(cast.finn, sketches)
    assert [(each.application.organisation, each.state, each.submitted) for each in made] == [
        (cast.valley, "draft", None)
    ]
    entry = whole.entries.get()
    assert [(each.organisation, each.name, each.role, each.requested) for each in entry.partners.all()] == [
        (cast.valley, "", "Coordination", 600),
        (None, "Lens Works", "Grinding", 100),
    ]
    assert [(each.criterion.number, each.text) for each in entry.statements.all()] == [
        (1, "Secret statement 1"),
        (2, "Secret statement 2"),
    ]
    old = sketches.entries.get(application=entry.application).evidence
    assert (entry.evidence.checksum, entry.evidence.region) == (old.checksum, old.region)
    assert [each.address for each in Letter.objects.all()] == ["ana@example.org"]
    assert cast.client("ben").get(f"{OWN}edit/statements/").status_code == 200


def test_it_is_begun_once_and_by_who_runs_the_call_or_the_clock(cast: Cast, two_rounds: Any) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.selection.actions.next_round import begin_next_round

    sketches, whole = two_rounds
    with pytest.raises(NotAllowed):
        begin_next_round(cast.ana, sketches)
    assert len(begin_next_round(None, sketches)) == 1
    assert (begin_next_round(cast.finn, sketches), begin_next_round(cast.finn, whole)) == ([], [])
    assert whole.entries.count() == 1


@pytest.mark.parametrize(("state", "told"), [("meeting", False), ("noticed", True), ("final", True)])
def test_a_result_is_told_once_decisions_are_published(cast: Cast, state: str, told: bool) -> None:
    the_round = stage(call(cast), state)
    seats = jury(the_round.call)
    entry = ready(the_round, cast.valley, "not-selected" if told else "admitted")
    review(entry, seats["jun"], (3, 4), comment="Narrow field", comment_inside="Inside only")
    review(entry, seats["kai"], (9, 9), state="assigned", comment="Half written")
    decision(entry, cast.finn, "not-selected", against_ranking="Against it")
    page = cast.client("ben").get(OWN).content.decode()
    secrets = ("Narrow field", "Secret reasons", "Inside only", "Half written", "Against it", "Jun")
    assert [each in page for each in secrets] == [told, told, False, False, False, False]
