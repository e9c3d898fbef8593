"""Who may what at the addresses of juries and reviews; tests.web.commons.matrix says how to read and write a row."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import OFFICER, SIGNED_IN, Given, Row, Rows, Things
from tests.web.commons.selection_things import JURY

SEATED = frozenset({"jun", "kai", "chen"})
RUN = OFFICER
DECIDE = OFFICER | {"chen"}  # on conflicts: who runs the call, and the chair
SECRET = "of-an-invitation"


def things(cast: Cast) -> Things:
    """A round under review: application 1 lies on Jun's desk, from 2 a conflict keeps Kai, who was assigned it."""
    from clusteratlas_web.registry.queries.invitations import checksum
    from clusteratlas_web.selection.models import SeatInvitation, Tie

    call = made.call(cast, "jury-call")
    the_round = made.stage(call, "reviewing")
    seats = made.jury(call)
    lake = made.applicant("jury-lake", "Jury Lake")
    first, second = made.entry(the_round, lake), made.entry(the_round, cast.valley)
    told = {"call": call, "invited_by": cast.finn, "expires": timezone.now() + timedelta(days=1)}
    return {each: seats[each].person for each in seats} | {
        "jury_seat": seats["jun"],
        "jury_tie": Tie.objects.create(juror=seats["jun"], organisation=cast.ministry, kind="declared"),
        "jury_conflict": made.conflict(seats["kai"], second),
        "jury_declared": made.conflict(seats["jun"], first, kind="declared", is_declared=True, state="dismissed"),
        "jury_draft": made.review(first, seats["jun"], (), "assigned"),
        "jury_kept_out": made.review(second, seats["kai"], (5, 5)),
        "jury_done": made.review(second, seats["jun"], (5, 5)),
        "jury_invitation": SeatInvitation.objects.create(email="carla@example.org", secret=checksum(SECRET), **told),
    }


def at(**more: Any) -> Given:
    """The address of the call."""
    return lambda cast, things: {"slug": "jury-call"} | more


def of(name: str, key: str, **more: Any) -> Given:
    """The address of something that was stored."""
    return lambda cast, things: {"slug": "jury-call", key: things[name].pk} | more


def sent(**facts: Any) -> Given:
    """What a step sends."""
    return lambda cast, things: {"version": 1} | facts


def to_jun(cast: Cast, things: Things) -> dict[str, Any]:
    """Assigns to Jun."""
    return {"juror": things["jury_seat"].pk}


def entry(number: int, **more: Any) -> Given:
    """The address of an application in the round."""
    return at(number=1, application=number, **more)


ROWS: Rows = {
    "selection:queue": Row(get=SIGNED_IN | SEATED, roles=JURY),
    "selection:seat-invitation": Row(
        get=frozenset({"carla"}), post=frozenset({"carla"}), given=lambda cast, things: {"secret": SECRET}, roles=JURY
    ),
    "selection:jury": Row(DECIDE, RUN, at(), sent(email="new@example.org", seat="juror"), JURY),
    "selection:jury-table": Row(get=DECIDE, given=at(format="csv"), roles=JURY),
    "selection:seat": Row(SEATED, SEATED, at(), sent(), JURY),
    "selection:tie-add": Row(post=SEATED, given=at(), roles=JURY),
    "selection:tie-remove": Row(post=frozenset({"jun"}), given=of("jury_tie", "tie"), roles=JURY),
    "selection:seat-step": Row(post=SEATED, given=at(verb="leave"), sent=sent(), roles=JURY),
    "selection:seat-invitation-withdraw": Row(post=RUN, given=of("jury_invitation", "invitation"), roles=JURY),
    "selection:juror-step": Row(post=RUN, given=of("jury_seat", "juror", verb="release"), sent=sent(), roles=JURY),
    "selection:conflicts": Row(DECIDE, DECIDE, at(), roles=JURY),
    "selection:conflicts-table": Row(get=DECIDE, given=at(format="csv"), roles=JURY),
    "selection:conflict": Row(get=DECIDE, given=of("jury_conflict", "conflict"), roles=JURY),
    "selection:conflict#own": Row(get=DECIDE | {"jun"}, given=of("jury_declared", "conflict"), roles=JURY),
    "selection:conflict-step": Row(
        post=DECIDE, given=of("jury_conflict", "conflict", verb="dismiss"), sent=sent(answer="Why"), roles=JURY
    ),
    "selection:assignment": Row(RUN, RUN, at(number=1), roles=JURY),
    "selection:assignment-table": Row(get=RUN, given=at(number=1, format="csv"), roles=JURY),
    "selection:assign": Row(RUN, RUN, at(number=1, application=1), to_jun, JURY),
    "selection:reviews-extend": Row(RUN, RUN, at(number=1), roles=JURY),
    "selection:reviews-step": Row(post=RUN, given=at(number=1, verb="meet"), sent=sent(), roles=JURY),
    "selection:review": Row(RUN | {"jun", "chen"}, frozenset({"jun"}), entry(1), roles=JURY),
    "selection:review#kept-out": Row(RUN | {"jun", "chen"}, frozenset({"jun"}), entry(2), sent(act="save"), JURY),
    "selection:declare": Row(frozenset({"jun", "chen"}), frozenset({"jun", "chen"}), entry(1), roles=JURY),
    "selection:declare#kept-out": Row(frozenset({"jun", "chen"}), frozenset({"jun", "chen"}), entry(2), roles=JURY),
    "selection:review-step": Row(
        post=RUN, given=of("jury_done", "review", number=1, application=2, verb="reopen"), sent=sent(), roles=JURY
    ),
}
