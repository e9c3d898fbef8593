"""A small believable commons beside the sample atlas, with a sign-in for each role; what is invented says so."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOMAIN = "sample.example"  # reserved, so that no letter can reach anybody


@dataclass(frozen=True)
class Role:
    """Somebody to sign in as: the role, the name, and what they are there to show."""

    code: str
    name: str
    shows: str
    language: str = "en"
    administers: bool = False


CAST = (
    Role("manager", "Ana", "manages a cluster organisation"),
    Role("member", "Ben", "is her colleague"),
    Role("outsider", "Carla", "acts for nobody yet"),
    Role("officer", "Finn", "is an officer of a department"),
    Role("chair", "Chen", "has the chair of a jury"),
    Role("juror", "Jun", "is a juror", "zh-hans"),
    Role("administrator", "Gao", "administers the platform; sets up a second factor first", "zh-hans", True),
)


@dataclass(frozen=True)
class SignIn:
    """What a reader types to be somebody of the cast."""

    address: str
    password: str
    says: str


def set_up_and_make(home: Path) -> list[SignIn]:
    """The commons of a home that may have no database yet."""
    from clusteratlas_web.backup.commands import set_up  # deferred: the settings are read when Django is set up

    set_up(home)
    return make_commons()


def make_commons() -> list[SignIn]:
    """Makes what is not there yet; everybody of the cast gets a new password each time."""
    from clusteratlas_web.contributions.sample import make_sample as make_data_sets
    from clusteratlas_web.designations.sample import make_sample as make_designations
    from clusteratlas_web.programmes.sample import make_sample as make_programmes
    from clusteratlas_web.registry.sample import make_sample as make_organisations
    from clusteratlas_web.selection.sample import make_sample as make_calls
    from clusteratlas_web.stories.sample import make_sample as make_stories

    password = secrets.token_urlsafe(9)
    people = {role.code: _person(role, password) for role in CAST}
    organisations = make_organisations(people)
    make_data_sets(people)
    make_programmes(people | {"asker": people["manager"]})
    make_calls(people, applicants(organisations.values()))
    make_designations(people)
    make_stories(people)
    return [SignIn(people[role.code].email, password, f"{role.name} {role.shows}") for role in CAST]


def applicants(organisations: Iterable[Any]) -> list[Any]:
    """Those of the sample who apply: cluster organisations first, no departments and no financiers."""
    order = ("cluster-organisation", "chamber", "institute", "university", "firm")
    return sorted((each for each in organisations if each.kind in order), key=lambda each: order.index(each.kind))


def _person(role: Role, password: str) -> Any:
    from clusteratlas_web.accounts.actions.signing import add_person
    from clusteratlas_web.accounts.models import Person

    address = f"{role.name.lower()}@{DOMAIN}"
    person = Person.objects.filter(email=address).first()
    if person is None:
        return add_person(address, password, role.name, language=role.language, is_staff=role.administers)
    person.set_password(password)
    person.save()
    return person
