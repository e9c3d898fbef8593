"""Who may what at the addresses of the API; tests.web.commons.matrix says how to read and write a row.

Everybody may read the same, and nobody may write. Operations on editions know nobody, and are not walked.
"""

from typing import Any

from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import granted, level, scheme
from tests.web.commons.matrix import EVERYBODY, Given, Row, Rows, Things
from tests.web.commons.matrix_stories import story_in
from tests.web.commons.programme_things import programme
from tests.web.commons.selection_things import call, stage


def things(cast: Cast) -> Things:
    """A programme, a call and a designation that are public."""
    made = call(cast, slug="open-call")
    stage(made)
    label = scheme(cast)
    for state in ("published", "draft", "withdrawn"):
        story_in(cast, state)
    return {"programme": programme("public-plan", cast.ministry), "held": granted(level(label), cast.valley)}


def at(**codes: Any) -> Given:
    """An address with these codes."""
    return lambda cast, things: codes


def held(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of the designation."""
    return {"number": str(things["held"].pk)}


READ = Row(get=EVERYBODY)
ROWS: Rows = {
    "api-guide:guide": READ,
    "api-description": READ,
    "api:atlases": READ,
    "api:glossary": READ,
    "api:glossary-term": Row(get=EVERYBODY, given=at(term="cluster")),
    "api:search": READ,  # without words it is a bad request, of everybody
    "api:search-counts": READ,
    "api:organisations": READ,
    "api:organisation-counts": READ,
    "api:organisations-slug": Row(get=EVERYBODY, given=at(slug="valley-optics")),
    "api:programmes": READ,
    "api:programmes-slug": Row(get=EVERYBODY, given=at(slug="public-plan")),
    "api:calls": READ,
    "api:calls-slug": Row(get=EVERYBODY, given=at(slug="open-call")),
    "api:awards": READ,
    "api:designations": READ,
    "api:designations-number": Row(get=EVERYBODY, given=held),
    "api:stories": READ,
    "api:stories-slug": Row(get=EVERYBODY, given=at(slug="lenses-published")),
    "api:stories-slug#draft": Row(given=at(slug="lenses-draft")),
    "api:stories-slug#withdrawn": Row(given=at(slug="lenses-withdrawn")),
    "api:data-sets": READ,
    "api:api-root": Row(),
    "api-nothing": Row(),
    "api-nothing-below": Row(given=at(rest="nowhere")),
}
