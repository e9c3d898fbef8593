"""What the competition needs stored before it begins, and the one clock that it moves, run in the server's environment.

`python -m tests.browser.commons.competition.filling people small` stores applicants, jurors, their organisations and a
second officer; `... end-notice CALL ROUND` lets the days of a public notice pass, so that it ended a minute ago, and
`... end-findings CALL ROUND` those in which applicants appeal against being found not eligible.
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
    store_scheme()


def store_scheme() -> None:
    """What an award of the competition brings: a designation that the ministry grants."""
    from clusteratlas_web.designations.models import Grantor, Level, Scheme
    from clusteratlas_web.registry.models import Organisation

    names = {"en": "National leading-edge cluster", "zh-hans": "国家尖端集群"}
    made = Scheme.objects.create(slug=cast.SCHEME, kind="winner", names=names, country="US")
    Grantor.objects.create(scheme=made, department=Organisation.objects.get(slug=people.LEAD.slug))
    winner = {"en": "Winner", "zh-hans": "优胜集群"}
    Level.objects.create(scheme=made, number=1, code="winner", names=winner, valid_months=60, review_months=18)


def end_notice(call: str, number: str) -> None:
    """The public notice of a round began as long ago as it takes, and ended a minute ago."""
    from clusteratlas_web.selection.models import Round

    rows = Round.objects.filter(call__slug=call, number=int(number), state="noticed")
    assert rows.update(notice_ends=datetime.now(UTC) - timedelta(minutes=1)) == 1


def end_findings(call: str, number: str) -> None:
    """The days in which those who were found not eligible could appeal ended a minute ago, and nobody did."""
    from clusteratlas_web.selection.models import Entry

    now = datetime.now(UTC)
    passed = {"excluded": now - timedelta(days=6), "appeal_until": now - timedelta(minutes=1)}
    rows = Entry.objects.filter(round__call__slug=call, round__number=int(number), state="ineligible")
    assert rows.update(**passed) == 1


def _somebody(who: str, name: str, language: str) -> Any:
    return person(who, name=name, language=language)


if __name__ == "__main__":
    from clusteratlas_web.backup.commands import set_up

    set_up(Path(os.environ["CLUSTERATLAS_HOME"]))
    task, *told = sys.argv[1:]
    {"people": store_people, "end-notice": end_notice, "end-findings": end_findings}[task](*told)
