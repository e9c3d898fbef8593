"""Who may what at the addresses of calls; tests.web.commons.matrix says how to read and write a row."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import ADMINISTRATOR, EVERYBODY, NOBODY, OFFICER, Given, Row, Rows, Things
from tests.web.commons.programme_things import department
from tests.web.commons.selection_things import call, stage


def things(cast: Cast) -> Things:
    """An open call of the ministry with a second round, a draft of it, a draft of another department, a template."""
    from clusteratlas_web.foundation.files import keep
    from clusteratlas_web.selection.models import CallTemplate, Condition

    now = timezone.now()
    ours = call(cast, "ours-open")
    stage(ours)
    stage(ours, "planned", 2, opens=now + timedelta(days=90), closes=now + timedelta(days=120))
    stage(call(cast, "ours-closed"), "checking", closes=now - timedelta(hours=1))
    draft = call(cast, "ours-draft", "draft")
    first = stage(draft, "planned", asks=("statements",))
    Condition.objects.create(round=first, number=1, kind="verified")
    file = keep(SimpleUploadedFile("guide.txt", b"How to apply"), draft, cast.finn, (".txt",))
    other = department("ministry-of-science", "Ministry of Science")
    call(cast, "theirs-draft", "draft", department=other)
    CallTemplate.objects.create(
        slug="ours-kept", names={"en": "Kept"}, plan={"kind": "grant"}, department=cast.ministry
    )
    CallTemplate.objects.create(slug="theirs-kept", names={"en": "Kept"}, plan={"kind": "grant"}, department=other)
    return {"guide": file}


def of(slug: str, **more: Any) -> Given:
    """The address of a call."""
    return lambda cast, things: {"slug": slug} | more


def sheet(cast: Cast, things: Things) -> dict[str, Any]:
    """A table as CSV."""
    return {"format": "csv"}


def version(**more: Any) -> Given:
    """What a step sends."""
    return lambda cast, things: {"version": 1} | more


def guide(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a paper of the draft."""
    return {"slug": "ours-draft", "file": things["guide"].pk}


FIRST, SECOND = {"number": 1}, {"number": 2}
WHY = version(reason="Because")
ROWS: Rows = {
    "selection:list": Row(get=EVERYBODY),
    "selection:list-table": Row(get=EVERYBODY, given=sheet),
    "selection:awards": Row(get=EVERYBODY),
    "selection:awards-table": Row(get=EVERYBODY, given=sheet),
    "selection:call-awards-table": Row(get=EVERYBODY, given=of("ours-open", format="csv")),
    "selection:call": Row(get=EVERYBODY, given=of("ours-open")),
    "selection:call#draft": Row(get=OFFICER, given=of("ours-draft")),
    "selection:call#foreign": Row(get=ADMINISTRATOR, given=of("theirs-draft")),
    "selection:history": Row(get=EVERYBODY, given=of("ours-open")),
    "selection:history#draft": Row(get=OFFICER, given=of("ours-draft")),
    "selection:new": Row(get=OFFICER, post=OFFICER),
    "selection:templates": Row(get=OFFICER),
    "selection:template": Row(OFFICER, OFFICER, lambda cast, things: {"template": "ours-kept"}),
    "selection:template#foreign": Row(ADMINISTRATOR, ADMINISTRATOR, lambda cast, things: {"template": "theirs-kept"}),
    "selection:template-remove": Row(NOBODY, OFFICER, lambda cast, things: {"template": "ours-kept"}, version()),
    "selection:keep": Row(OFFICER, OFFICER, of("ours-open")),
    "selection:desk": Row(OFFICER, NOBODY, of("ours-open")),
    "selection:desk#foreign": Row(ADMINISTRATOR, NOBODY, of("theirs-draft")),
    "selection:cancel": Row(OFFICER, OFFICER, of("ours-open"), WHY),
    "selection:move": Row(NOBODY, OFFICER, of("ours-draft", verb="publish")),
    "selection:move#foreign": Row(NOBODY, ADMINISTRATOR, of("theirs-draft", verb="publish")),
    "selection:round-open": Row(OFFICER, OFFICER, of("ours-open", **SECOND), WHY),
    "selection:round-close": Row(OFFICER, OFFICER, of("ours-open", **FIRST), WHY),
    "selection:round-reopen": Row(OFFICER, OFFICER, of("ours-closed", **FIRST), WHY),
    "selection:round-extend": Row(OFFICER, OFFICER, of("ours-open", **FIRST), WHY),
    "selection:edit": Row(OFFICER, NOBODY, of("ours-draft")),
    "selection:edit#foreign": Row(ADMINISTRATOR, NOBODY, of("theirs-draft")),
    "selection:edit-facts": Row(OFFICER, OFFICER, of("ours-draft"), version()),
    "selection:edit-document": Row(OFFICER, OFFICER, of("ours-draft")),
    "selection:edit-document-remove": Row(NOBODY, OFFICER, guide),
    "selection:edit-round-add": Row(OFFICER, OFFICER, of("ours-draft")),
    "selection:edit-round": Row(OFFICER, OFFICER, of("ours-draft", **FIRST), version()),
    "selection:edit-round-remove": Row(NOBODY, OFFICER, of("ours-draft", **FIRST), version()),
    "selection:edit-criterion-add": Row(OFFICER, OFFICER, of("ours-draft", **FIRST)),
    "selection:edit-criterion": Row(OFFICER, OFFICER, of("ours-draft", **FIRST, place=1), version()),
    "selection:edit-criterion-remove": Row(NOBODY, OFFICER, of("ours-draft", **FIRST, place=1), version()),
    "selection:edit-condition-add": Row(OFFICER, OFFICER, of("ours-draft", **FIRST)),
    "selection:edit-condition": Row(OFFICER, OFFICER, of("ours-draft", **FIRST, place=1)),
    "selection:edit-condition-remove": Row(NOBODY, OFFICER, of("ours-draft", **FIRST, place=1)),
}
