"""What a journey needs stored before it begins, run as a program in the server's environment.

`python -m tests.browser.commons.filling people` stores everybody of people.py; `... late 7 3` moves question 7 back in
time, as if it had been asked long enough ago for its answer to be three working days late; `... outlived aircraft`
lets the last view of the story of that name be of an edition that is not kept any more.
"""

import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests.browser.commons import people

DAYS = 10  # working days that a department has


def store_people() -> None:
    """People, departments, firms, and a published programme whose instruments are open."""
    from allauth.mfa.totp.internal.auth import TOTP

    gao = person(people.ADMINISTRATOR, is_staff=True, language="zh-hans")
    TOTP.activate(gao, people.SECRET)
    lead, *_ = [organisation(each.slug, each.names, "agency") for each in (people.LEAD, *people.PARTNERS)]
    acts(person(people.OFFICER), lead, "officer")
    programme = _programme(people.OFFERS, lead)
    for language, asking in people.ASKING.items():
        places = {"regions": [asking.region], "clusters": [people.AEROSPACE]}
        firm = organisation(asking.firm, asking.firm_names, "firm", size="10-49", country="US", **places)
        department = organisation(asking.department, asking.department_names, "agency")
        acts(person(asking.manager, language=language), firm, "manager")
        acts(person(asking.officer, language=language), department, "officer")
        _instrument(programme, department, asking)


def make_late(number: int, days: int) -> None:
    """The question is due so many working days ago, and was asked as long before that as is usual."""
    from clusteratlas_web.programmes.models import Question

    due = working_days_before(datetime.now(UTC).date(), days)
    asked = datetime.combine(working_days_before(due, DAYS), time(9), UTC)
    assert Question.objects.filter(pk=number).update(due=due, asked=asked) == 1


def outlive(story: str) -> None:
    """An operator took the edition away that the last view of the story is of."""
    from clusteratlas_web.stories.models import Step

    last = Step.objects.filter(story__slug=story).order_by("place").last()
    assert last is not None
    Step.objects.filter(pk=last.pk).update(address=last.address.replace("/us/2019.1/", "/us/2017.1/"))


def working_days_before(day: date, number: int) -> date:
    """The last working day after which so many working days follow, up to and with a day."""
    found = day
    while number or found.weekday() > 4:
        number -= found.weekday() <= 4
        found -= timedelta(days=1)
    return found


def person(who: str, **facts: Any) -> Any:
    """Somebody who can sign in."""
    from allauth.account.models import EmailAddress

    from clusteratlas_web.accounts.models import Person

    address = people.address(who)
    made = Person.objects.create_user(address, people.PASSWORD, **{"name": who.title()} | facts)
    EmailAddress.objects.create(user=made, email=address, verified=True, primary=True)
    return made


def organisation(slug: str, names: people.Names, kind: str, **facts: Any) -> Any:
    """An organisation that is verified."""
    from tests.web.commons import registry_things

    return registry_things.organisation(slug, kind=kind, names=names, **facts)


def acts(somebody: Any, where: Any, role: str) -> None:
    """Somebody acts for an organisation."""
    from clusteratlas_web.registry.models import Acting

    Acting.objects.create(person=somebody, organisation=where, role=role)


def _programme(names: people.Names, lead: Any) -> Any:
    from clusteratlas_web.programmes.models import Part, Programme

    made = Programme.objects.create(slug="skills-for-small-firms", state="published", country="US", level="national")
    for language, text in names.items():
        made.names.create(language=language, text=text)
    Part.objects.create(programme=made, organisation=lead, part="lead")
    return made


def _instrument(programme: Any, department: Any, asking: people.Asking) -> None:
    """Open since yesterday to small firms of the firm's own region."""
    from clusteratlas_web.programmes.models import Instrument, Part

    Instrument.objects.create(
        of=Part.objects.create(programme=programme, organisation=department, part="partner"),
        names=asking.instrument,
        dimension="knowledge",
        opens=datetime.now(UTC).date() - timedelta(days=1),
        for_kinds=("firm",),
        for_sizes=("10-49",),
        for_regions=(asking.region,),
    )


if __name__ == "__main__":
    from clusteratlas_web.backup.commands import set_up

    set_up(Path(os.environ["CLUSTERATLAS_HOME"]))
    task, *told = sys.argv[1:]
    facts = [int(each) if each.isdigit() else each for each in told]
    {"people": store_people, "late": make_late, "outlived": outlive}[task](*facts)
