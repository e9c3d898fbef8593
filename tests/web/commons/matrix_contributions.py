"""Who may what at the addresses of contributed data; tests.web.commons.matrix says how to read and write a row."""

from typing import Any

from tests.web.commons.conftest import Cast
from tests.web.commons.contribution_things import ANSWERS, checked, stored_as
from tests.web.commons.matrix import EVERYBODY, NOBODY, OFFICER, SIGNED_IN, Given, Row, Rows, Things

INSIDE = frozenset({"ana", "ben"})  # of the organisation that offers
ACTING = frozenset({"ana", "ben", "finn"})  # for a verified organisation
REVIEWERS = OFFICER
CONCERNED = INSIDE | REVIEWERS


def things(cast: Cast) -> Things:
    """A data set of Valley Optics in each state, and one that the ministry offers itself."""
    made = {
        f"data-{state}": stored_as(cast, state) for state in ("draft", "offered", "returned", "accepted", "retired")
    }
    made["data-ready"] = checked(cast)
    made["data-ministerial"] = stored_as(cast, "offered", organisation=cast.ministry, contributor=cast.finn)
    return made


def at(name: str, **more: Any) -> Given:
    """The address of a data set."""
    return lambda cast, things: {"number": things[f"data-{name}"].pk} | more


def version(name: str, **more: Any) -> Given:
    """What a step sends."""
    return lambda cast, things: {"version": things[f"data-{name}"].version} | more


LABEL = {"quality": "survey"}
REASON = {"reason": "Because."}

ROWS: Rows = {
    "contributions:list": Row(get=EVERYBODY),
    "contributions:table": Row(get=EVERYBODY, given=lambda cast, things: {"format": "csv"}),
    "contributions:mine": Row(get=SIGNED_IN),
    "contributions:queue": Row(get=REVIEWERS),
    "contributions:begin": Row(get=ACTING, post=ACTING),
    "contributions:data-set": Row(get=INSIDE, given=at("draft")),
    "contributions:data-set#offered": Row(get=CONCERNED, given=at("offered")),
    "contributions:data-set#accepted": Row(get=EVERYBODY, given=at("accepted")),
    "contributions:data-set#retired": Row(get=EVERYBODY, given=at("retired")),
    "contributions:describe": Row(INSIDE, INSIDE, at("draft"), version("draft")),
    "contributions:describe#returned": Row(INSIDE, INSIDE, at("returned"), version("returned")),
    "contributions:file": Row(INSIDE, INSIDE, at("draft"), version("draft")),
    "contributions:columns": Row(INSIDE, INSIDE, at("ready"), version("ready", **ANSWERS)),
    "contributions:map-upload": Row(NOBODY, INSIDE, at("ready"), version("ready")),
    "contributions:map": Row(get=INSIDE, given=at("ready")),
    "contributions:history": Row(get=INSIDE, given=at("draft")),
    "contributions:history#accepted": Row(get=CONCERNED, given=at("accepted")),
    "contributions:step": Row(NOBODY, INSIDE, at("ready", verb="offer"), version("ready")),
    "contributions:step#withdraw": Row(NOBODY, INSIDE, at("offered", verb="withdraw"), version("offered")),
    "contributions:accept": Row(REVIEWERS, REVIEWERS, at("offered"), version("offered", **LABEL)),
    "contributions:accept#own": Row(
        REVIEWERS - {"finn"}, REVIEWERS - {"finn"}, at("ministerial"), version("ministerial", **LABEL)
    ),
    "contributions:reason": Row(REVIEWERS, REVIEWERS, at("offered", verb="return"), version("offered", **REASON)),
    "contributions:reason#retire": Row(
        REVIEWERS, REVIEWERS, at("accepted", verb="retire"), version("accepted", **REASON)
    ),
    "contributions:enter": Row(NOBODY, REVIEWERS, at("accepted")),
}
