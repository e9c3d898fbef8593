"""An application at its deadline: on the clock of the call, to the second, whatever zone the reader is in."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import call, stage

SHANGHAI = "Asia/Shanghai"


@pytest.fixture
def at_midnight(cast: Cast) -> Any:
    """A draft of Valley Optics in a round that closes as 1 October 2026 begins in Shanghai."""
    from clusteratlas_web.selection.deadlines import instant

    closes = instant(date(2026, 10, 1), time(), SHANGHAI)
    the_round = stage(call(cast, time_zone=SHANGHAI), opens=closes - timedelta(days=30), closes=closes)
    return ready(the_round, cast.valley)


def test_a_second_before_midnight_elsewhere_is_in_time(cast: Cast, at_midnight: Any) -> None:
    from clusteratlas_web.selection.actions.handing_in import submit_entry

    arrived = datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC)
    held = submit_entry(cast.ana, at_midnight, at_midnight.version, arrived)
    assert (held.state, held.submitted, held.submitted_by) == ("submitted", arrived, cast.ana)


def test_midnight_itself_is_too_late_and_says_both_instants(cast: Cast, at_midnight: Any) -> None:
    from clusteratlas_web.selection.actions.deadlines import TooLate
    from clusteratlas_web.selection.actions.handing_in import submit_entry

    with pytest.raises(TooLate) as late:
        submit_entry(cast.ana, at_midnight, at_midnight.version, datetime(2026, 9, 30, 16, 0, 3, tzinfo=UTC))
    at_midnight.refresh_from_db()
    assert (late.value.status, at_midnight.state, at_midnight.submitted) == (409, "draft", None)
    assert late.value.said == (
        "The deadline was 1 October 2026, 00:00 (Shanghai; 30 September 2026, 16:00 UTC). This arrived 1 October 2026, "
        "00:00:03 (Shanghai; 30 September 2026, 16:00:03 UTC), and is refused. Nothing was changed. "
        "Only the department that runs the call can open the round again."
    )


def test_after_the_deadline_nothing_is_edited_or_taken_back(cast: Cast, at_midnight: Any) -> None:
    from clusteratlas_web.selection.actions.applications import edit_plan, start_application
    from clusteratlas_web.selection.actions.deadlines import TooLate
    from clusteratlas_web.selection.actions.handing_in import submit_entry, take_back_entry

    closes = at_midnight.round.closes
    with pytest.raises(TooLate):
        edit_plan(cast.ana, at_midnight, at_midnight.version, {"title": "New"}, closes)
    with pytest.raises(TooLate):
        start_application(cast.ana, cast.valley, at_midnight.round, {"title": "Another"}, closes)
    held = submit_entry(cast.ana, at_midnight, at_midnight.version, closes - timedelta(seconds=1))
    with pytest.raises(TooLate):
        take_back_entry(cast.ana, held, held.version, closes)
    back = take_back_entry(cast.ana, held, held.version, closes - timedelta(seconds=1))
    assert (back.state, back.submitted) == ("draft", None)


def test_a_round_that_is_closed_before_its_deadline_takes_nothing(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.deadlines import TooLate
    from clusteratlas_web.selection.actions.handing_in import submit_entry

    entry = ready(stage(call(cast), state="checking"), cast.valley)
    with pytest.raises(TooLate):
        submit_entry(cast.ana, entry, entry.version, timezone.now())


def test_before_the_round_opens_a_draft_waits(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.applications import edit_plan
    from clusteratlas_web.selection.actions.deadlines import TooEarly
    from clusteratlas_web.selection.actions.handing_in import submit_entry

    opens = datetime(2030, 1, 1, 9, tzinfo=UTC)
    entry = ready(stage(call(cast), state="planned", opens=opens, closes=opens + timedelta(days=9)), cast.valley)
    entry = edit_plan(cast.ben, entry, entry.version, {"title": "Prepared"}, timezone.now())
    with pytest.raises(TooEarly) as early:
        submit_entry(cast.ana, entry, entry.version, timezone.now())
    assert early.value.said == (
        "The round is not open yet; it opens 1 January 2030, 09:00 UTC. What you have entered is kept as a draft."
    )


def test_the_page_says_why_it_is_late(cast: Cast) -> None:
    now = timezone.now()
    the_round = stage(call(cast), opens=now - timedelta(days=9), closes=now - timedelta(seconds=5))
    entry = ready(the_round, cast.valley)
    sent = {"do": "submit", "version": entry.version}
    answer = cast.client("ana").post("/calls/clusters-2026/applications/1/edit/submit/", sent)
    assert answer.status_code == 409
    assert "The deadline was" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.state == "draft"
