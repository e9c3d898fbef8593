"""Who may what at the addresses of programmes; tests.web.commons.matrix says how to read and write a row."""

from typing import Any

from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import (
    ADMINISTRATOR,
    COLLEAGUES,
    EVERYBODY,
    NOBODY,
    OFFICER,
    SIGNED_IN,
    Given,
    Row,
    Rows,
    Things,
)
from tests.web.commons.programme_things import department, instrument, programme, question

CONCERNED = COLLEAGUES | OFFICER  # those who asked, the department that has it, administrators


def things(cast: Cast) -> Things:
    """A programme of the ministry, a draft of it, one of another department, and questions in three states."""
    from django.utils import timezone

    labour = department("ministry-of-labour", "Ministry of Labour")
    ours = programme("ours", cast.ministry, (labour,))
    now = timezone.now()
    answered = {"answer": "Yes", "answered": now}
    return {
        "labour": labour,
        "ours": ours,
        "tool": instrument(ours, cast.ministry, "Tool"),
        "theirs": instrument(ours, labour, "Theirs"),
        "draft": programme("draft", cast.ministry, state="draft"),
        "foreign": programme("foreign", labour, state="draft"),
        "asked": question(cast),
        "answered": question(cast, state="answered", **answered),
        "agreed": question(cast, state="answered", consents=True, **answered),
        "published": question(cast, state="published", consents=True, published=now, **answered),
    }


def of(slug: str, **more: Any) -> Given:
    """The address of a programme."""
    return lambda cast, things: {"slug": slug} | more


def at(name: str, **more: Any) -> Given:
    """The address of a question."""
    return lambda cast, things: {"number": things[name].pk} | more


def version(**more: Any) -> Given:
    """What a step sends."""
    return lambda cast, things: {"version": 1} | more


def piece(name: str) -> Given:
    """The address of an instrument."""
    return lambda cast, things: {"slug": "ours", "kind": "instrument", "number": things[name].pk}


def ministry(**more: Any) -> Given:
    """The address of the ministry."""
    return lambda cast, things: {"slug": cast.ministry.slug} | more


def sheet(cast: Cast, things: Things) -> dict[str, Any]:
    """A table as CSV."""
    return {"format": "csv"}


ROWS: Rows = {
    "programmes:list": Row(get=EVERYBODY),
    "programmes:list-table": Row(get=EVERYBODY, given=sheet),
    "programmes:create": Row(get=OFFICER, post=OFFICER),
    "programmes:open": Row(get=EVERYBODY),
    "programmes:open-table": Row(get=EVERYBODY, given=sheet),
    "programmes:money": Row(get=EVERYBODY),
    "programmes:money-table": Row(get=EVERYBODY, given=sheet),
    "programmes:coverage": Row(get=EVERYBODY),
    "programmes:coverage-table": Row(get=EVERYBODY, given=sheet),
    "programmes:departments": Row(get=EVERYBODY),
    "programmes:department": Row(get=EVERYBODY, given=ministry()),
    "programmes:department-table": Row(get=EVERYBODY, given=ministry(format="csv")),
    "programmes:desk": Row(get=OFFICER, post=OFFICER, given=ministry(), sent=version(answer_days=5)),
    "programmes:questions": Row(get=EVERYBODY),
    "programmes:ask": Row(get=SIGNED_IN, post=SIGNED_IN),
    "programmes:question": Row(get=CONCERNED, given=at("asked")),
    "programmes:question#answered": Row(get=CONCERNED, given=at("answered")),
    "programmes:question#published": Row(get=EVERYBODY, given=at("published")),
    "programmes:question-forward": Row(get=OFFICER, post=OFFICER, given=at("asked")),
    "programmes:question-answer": Row(get=OFFICER, post=OFFICER, given=at("asked"), sent=version(answer="Yes")),
    "programmes:question-step#take": Row(NOBODY, OFFICER, at("asked", verb="take"), version()),
    "programmes:question-step#withdraw": Row(NOBODY, COLLEAGUES - {"gao"}, at("asked", verb="withdraw"), version()),
    "programmes:question-step#agree": Row(NOBODY, COLLEAGUES - {"gao"}, at("answered", verb="agree"), version()),
    "programmes:question-step#publish": Row(NOBODY, OFFICER, at("agreed", verb="publish"), version()),
    "programmes:question-step#unpublish": Row(
        NOBODY, COLLEAGUES - {"gao"}, at("published", verb="unpublish"), version()
    ),
    "programmes:programme": Row(get=EVERYBODY, given=of("ours")),
    "programmes:programme#draft": Row(get=OFFICER, given=of("draft")),
    "programmes:programme#foreign": Row(get=ADMINISTRATOR, given=of("foreign")),
    "programmes:history": Row(get=EVERYBODY, given=of("ours")),
    "programmes:history#draft": Row(get=OFFICER, given=of("draft")),
    "programmes:edit": Row(get=OFFICER, post=OFFICER, given=of("ours"), sent=version()),
    "programmes:promise": Row(get=OFFICER, post=OFFICER, given=of("ours")),
    "programmes:piece-add": Row(get=OFFICER, post=OFFICER, given=of("ours", kind="instrument")),
    "programmes:piece-add#foreign": Row(get=ADMINISTRATOR, post=ADMINISTRATOR, given=of("foreign", kind="phase")),
    "programmes:piece": Row(get=OFFICER, post=OFFICER, given=piece("tool"), sent=version()),
    "programmes:piece#partner": Row(get=OFFICER, post=OFFICER, given=piece("theirs"), sent=version()),
    "programmes:piece-remove": Row(post=OFFICER, given=piece("tool"), sent=version()),
    "programmes:move": Row(post=OFFICER, given=of("ours", verb="start")),
    "programmes:move#foreign": Row(post=ADMINISTRATOR, given=of("foreign", verb="publish")),
    "programmes:table": Row(get=EVERYBODY, given=of("ours", table="money", format="csv")),
    "programmes:table#draft": Row(get=OFFICER, given=of("draft", table="money", format="csv")),
}
