"""Who may what at the addresses of applications; tests.web.commons.matrix says how to read and write a row."""

from typing import Any

from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import COLLEAGUES, MANAGER, NOBODY, OFFICER, SIGNED_IN, Given, Row, Rows, Things
from tests.web.commons.selection_things import JURY, applicant, call, conflict, jury, review, stage

BOTH = COLLEAGUES - {"gao"}  # of Valley Optics; administrators run calls, they do not apply
ANA = MANAGER - {"gao"}


def things(cast: Cast) -> Things:
    """A call with a draft, one handed in, and one before the jury, which Jun reads and a conflict keeps Kai out of."""
    from clusteratlas_web.foundation.models import PrivateFile

    made = call(cast, "applied")
    the_round = stage(made)
    seats = jury(made)
    draft = ready(the_round, cast.valley)
    partner = draft.partners.create(organisation=applicant("lens-works", "Lens Works"), role="Grinding")
    other = stage(call(cast, "judged"), "reviewing")
    judged = ready(other, cast.valley, "admitted")
    bench = jury(other.call)
    review(judged, bench["jun"], state="assigned")
    conflict(bench["kai"], judged)
    checked = ready(stage(call(cast, "checked"), "checking"), cast.valley, "submitted")
    files = {name: _file(PrivateFile, thing) for name, thing in (("draft", draft), ("judged", judged))}
    return {name: seat.person for name, seat in seats.items()} | {
        "application-round": the_round,
        "application-partner": partner,
        "application-checked": checked,
        "application-files": files,
    }


def _file(model: Any, entry: Any) -> Any:
    from pathlib import Path

    from django.conf import settings

    path = f"{entry.pk:048x}"
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA_ROOT) / path).write_bytes(b"%PDF-")
    facts = {"media_type": "application/pdf", "size": 5, "sha256": "", "path": path}
    return model.objects.create(name="plan.pdf", kind="selection.entry", thing=entry.pk, **facts)


def own(**more: Any) -> Given:
    """The address of the draft."""
    return lambda cast, things: {"slug": "applied", "number": 1} | more


def partner(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a partner of the draft."""
    return {"slug": "applied", "number": 1, "partner": things["application-partner"].pk}


def file(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a file of the draft."""
    return {"slug": "applied", "number": 1, "file": things["application-files"]["draft"].pk}


def judged_file(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a file of the application before the jury."""
    number = things["application-files"]["judged"].pk
    return {"slug": "judged", "number": 1, "application": 1, "file": number}


def of(slug: str, **more: Any) -> Given:
    """The address of the first round of a call."""
    return lambda cast, things: {"slug": slug, "number": 1} | more


def version(**more: Any) -> Given:
    """What a form sends."""
    return lambda cast, things: {"version": 1} | more


ROWS: Rows = {
    "selection:mine": Row(get=SIGNED_IN),
    "selection:start": Row(get=SIGNED_IN, post=SIGNED_IN, given=lambda cast, things: {"slug": "applied"}),
    "selection:application": Row(get=BOTH, given=own(), roles=JURY),
    "selection:application-step#take_back": Row(NOBODY, ANA, own(verb="take_back"), version()),
    "selection:application-step#withdraw": Row(NOBODY, ANA, own(verb="withdraw"), version(), JURY),
    "selection:application-plan": Row(BOTH, BOTH, own(), version(title="New"), JURY),
    "selection:application-statements": Row(BOTH, BOTH, own(), version()),
    "selection:application-consortium": Row(get=BOTH, given=own()),
    "selection:partner-add": Row(BOTH, BOTH, own()),
    "selection:partner-change": Row(BOTH, BOTH, partner, version()),
    "selection:partner-remove": Row(NOBODY, BOTH, partner, version()),
    "selection:application-evidence": Row(BOTH, BOTH, own()),
    "selection:application-files": Row(BOTH, BOTH, own()),
    "selection:file-remove": Row(NOBODY, BOTH, file),
    "selection:application-submit": Row(BOTH, ANA, own(), version(do="submit")),
    "selection:checking": Row(get=OFFICER, given=of("checked"), roles=JURY),
    "selection:entries-table": Row(get=OFFICER, given=of("checked", format="csv"), roles=JURY),
    "selection:entry": Row(get=OFFICER | {"jun", "chen"}, given=of("judged", application=1), roles=JURY),
    "selection:entry#checked": Row(get=OFFICER, given=of("checked", application=1), roles=JURY),
    "selection:entry#draft": Row(get=NOBODY, given=of("applied", application=1), roles=JURY),
    "selection:entry-file": Row(get=OFFICER | BOTH | {"jun", "chen"}, given=judged_file, roles=JURY),
    "selection:check": Row(OFFICER, OFFICER, of("checked", application=1), version(do="check"), JURY),
    "selection:check#draft": Row(NOBODY, NOBODY, of("applied", application=1), version(do="check"), JURY),
}
