"""What a label and pilots need stored before they begin, run in the server's environment and on its clock.

`python -m tests.browser.commons.designating.filling label` stores a cluster organisation with what its register knows,
its manager, an officer of the Commission, experts; `... pilots 10` ten parks with managers and three officers.
"""

import os
import sys
from pathlib import Path
from typing import Any

from tests.browser.commons import clock
from tests.browser.commons.designating import cast
from tests.browser.commons.filling import acts, organisation, person
from tests.browser.commons.people import AEROSPACE, WICHITA

KNOWN = {"staff_fte": "3.5", "founded": 2021, "web": "https://plains.example"}
MEMBERS = {"firm": 35, "university": 3, "institute": 2, "financier": 2}
FUNDING = {"public": 40, "dues": 20, "services": 25, "projects": 15}  # percent
SERVICES = ("training", "standards", "branding", "finance", "market-development")


def store_label() -> None:
    """The network with its members, money and services; what it gave is recorded through the pages."""
    from clusteratlas_web.registry.models import DeclaredMembers, FundingYear, Membership, Service

    places = {"regions": [WICHITA], "clusters": [AEROSPACE], "country": "US"}
    network = organisation(cast.NETWORK, cast.NETWORK_NAMES, "cluster-organisation", **places, **KNOWN)
    member = organisation(cast.MEMBER, {"en": "Prairie Castings", "zh-hans": "草原铸造"}, "firm", country="US")
    Membership.objects.create(organisation=network, member=member, kind="firm")
    for kind, number in MEMBERS.items():
        DeclaredMembers.objects.create(organisation=network, kind=kind, number=number)
    FundingYear.objects.create(organisation=network, year=2026, **FUNDING)
    for word in SERVICES:
        Service.objects.create(organisation=network, word=word)
    for each in (cast.MARA, cast.HE, cast.TESS, cast.REN, cast.WEBER):
        _somebody(each)


def store_pilots(many: str) -> None:
    """Parks as organisations, so that somebody answers for them and is written to."""
    for each in cast.parks(int(many)):
        organisation(each.slug, each.names, "cluster-organisation", country="CN")
        _somebody(each.manager)
    for each in cast.OFFICERS:
        _somebody(each)


def _somebody(one: cast.Somebody) -> None:
    from clusteratlas_web.registry.models import Organisation

    made: Any = person(one.who, name=one.person, language=one.language)
    if one.acts_for:
        acts(made, Organisation.objects.get(slug=one.acts_for), one.role)


if __name__ == "__main__":
    from clusteratlas_web.backup.commands import set_up

    home = Path(os.environ["CLUSTERATLAS_HOME"])
    clock.move(home)
    set_up(home)
    from clusteratlas_web.designations.seed import seed_designations  # deferred: needs Django set up

    seed_designations()
    task, *told = sys.argv[1:]
    {"label": store_label, "pilots": store_pilots}[task](*told)
