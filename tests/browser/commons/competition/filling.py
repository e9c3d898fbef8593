"""What the competition needs stored before it begins, and the one clock that it moves, run in the server's environment.

`python -m tests.browser.commons.competition.filling people small` stores applicants, jurors, their organisations and a
second officer; `... end-notice CALL ROUND` lets the days of a public notice pass, so that it ended a minute ago.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.browser.commons import people
from tests.browser.commons.competition import cast, size
from tests.browser.commons.filling import acts, organisation, person


def store_people(named: str) -> None:
    """A manager for each cluster organisation, organisations that tie jurors to them, jurors, and Fen beside Finn."""
    from clusteratlas_web.registry.models import InRegion, Organisation

    found = cast.cast_of({"small": size.SMALL, "whole": size.WHOLE}[named], Path(os.environ["CLUSTERATLAS_HOME"]))
    for each in (*found.applicants, found.late):
        facts = {"regions": [each.region], "clusters": [each.cluster], "country": "US"}
        made = organisation(each.slug, each.names, "cluster-organisation", **facts)
        acts(_somebody(each.manager, each.person, each.language), made, "manager")
    for slug, names in cast.REGISTERED.items():
        organisation(slug, names, cast.KINDS[slug], country="US")
    InRegion.objects.create(organisation=Organisation.objects.get(slug=cast.COLLEGE), region=found.of(cast.NEAR).region)
    for juror in found.jurors:
        _somebody(juror.who, juror.person, juror.language)
    ministry = Organisation.objects.get(slug=people.LEAD.slug)
    acts(_somebody(cast.FEN.who, cast.FEN.person, cast.FEN.language), ministry, "officer")


def end_notice(call: str, number: str) -> None:
    """The public notice of a round began as long ago as it takes, and ended a minute ago."""
    from clusteratlas_web.selection.models import Round

    rows = Round.objects.filter(call__slug=call, number=int(number), state="noticed")
    assert rows.update(notice_ends=datetime.now(UTC) - timedelta(minutes=1)) == 1


def _somebody(who: str, name: str, language: str) -> Any:
    return person(who, name=name, language=language)


if __name__ == "__main__":
    from clusteratlas_web.backup.commands import set_up

    set_up(Path(os.environ["CLUSTERATLAS_HOME"]))
    task, *told = sys.argv[1:]
    {"people": store_people, "end-notice": end_notice}[task](*told)
