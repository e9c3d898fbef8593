"""What the page of an organisation shows, put together from queries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.places import (
    cluster_address,
    cluster_name,
    industry_name,
    places,
    region_address,
    region_name,
)
from clusteratlas_web.registry import listing_rule
from clusteratlas_web.registry.map_of_regions import Spot, mark_map
from clusteratlas_web.registry.models import Membership, Organisation
from clusteratlas_web.registry.permissions import acts_for, may_edit, may_read_inside
from clusteratlas_web.registry.queries.names import names_of
from clusteratlas_web.registry.queries.profile import (
    members_of,
    memberships_of,
    service_totals,
    standing_of,
    waiting_claim,
    waiver_of,
    whole,
)
from clusteratlas_web.registry.states import CLOSED, ORGANISATION
from clusteratlas_web.registry.words import ACTIVITIES, CLUSTER_ORGANISATION, KINDS, SECTORS, SERVICES, SIZES

MOST_MEMBERS = 100


@dataclass(frozen=True)
class Placed:
    """A region, cluster or industry with its name, its code and its page."""

    name: Name
    code: str
    address: str


@dataclass(frozen=True)
class Member:
    """An organisation in a list of members."""

    name: Name
    address: str
    kind: str
    role: str
    since: datetime.date | None


@dataclass(frozen=True)
class RulePart:
    """A part of the listing rule in words."""

    asked: str
    there_is: str
    met: bool


def profile_contents(organisation: Organisation, person: Any) -> dict[str, Any]:
    """Everything the page shows to this person."""
    held = whole(organisation)
    spots = [each.region for each in held.regions.all()]
    editor, insider = bool(may_edit(person, held)), bool(may_read_inside(person, held))
    return {
        "record": held,
        "facts": _facts(held),
        "names": held.names.all(),
        "aliases": [each.text for each in held.aliases.all()],
        "regions": [Placed(region_name(code), code, region_address(code)) for code in spots],
        "clusters": [
            Placed(cluster_name(each.atlas, each.cluster), each.key, cluster_address(each.atlas, each.cluster))
            for each in held.clusters.all()
        ],
        "industries": [
            Placed(industry_name(each.classification, each.code), str(each), "") for each in held.industries.all()
        ],
        "activities": _labels(ACTIVITIES, [each.word for each in held.activities.all()]),
        "services": _labels(SERVICES, [each.word for each in held.services.all()]),
        "capabilities": [each.text for each in held.capabilities.all()],
        "certificates": list(held.certificates.all()),
        "funding": list(held.funding.all()),
        "staff": "" if held.staff_fte is None else written(held.staff_fte),
        "declared": [(label_of(KINDS, each.kind), each.number) for each in held.declared_members.all()],
        "totals": service_totals(held),
        "map": mark_map([Spot(code, str(region_name(code))) for code in spots]),
        "contact": _contact(held, insider),
        "state": ORGANISATION.label(held.state),
        "may_edit": editor,
        "may_read_inside": insider,
        "may_administer": bool(is_administrator(person)),
        "steps": [
            Link(gettext(each.label), reverse("registry:step", args=(held.slug, each.verb)))
            for each in ORGANISATION.open_to(held, person)
        ],
        "may_claim": person.is_authenticated and held.state != CLOSED and not editor and not acts_for(person, held),
        "claim": waiting_claim(held, person),
        **_members(held, person),
        **_rule(held),
    }


def written(number: Decimal | int) -> str:
    """A number without decimals that say nothing: 3.50 as 3.5."""
    return f"{float(number):g}"


def label_of(choices: Iterable[tuple[str, str]], word: str) -> str:
    """What a word is called in the reader's language."""
    return gettext(dict(choices)[word]) if word in dict(choices) else word


def _labels(choices: Iterable[tuple[str, str]], words: list[str]) -> list[str]:
    return [label_of(choices, word) for word in words]


def _facts(held: Organisation) -> list[tuple[str, str]]:
    """The plain facts; what is not recorded is said so by the template."""
    return [
        (gettext("Kind"), label_of(KINDS, held.kind)),
        (gettext("Sector"), label_of(SECTORS, held.sector)),
        (gettext("Legal form"), held.legal_form),
        (gettext("Size"), label_of(SIZES, held.size)),
        (gettext("Founded"), str(held.founded or "")),
        (gettext("Country"), _country(held.country)),
    ]


def _country(code: str) -> str:
    """A country by its name where an atlas has it."""
    wanted = code.lower()
    if wanted in places().regions:
        return str(region_name(wanted))
    return str(region_name(f"eu-nuts0-{code}")) if f"eu-nuts0-{code}" in places().regions else code


def _contact(held: Organisation, insider: bool) -> dict[str, Any] | None:
    """The contact for those who may see it; None for everybody else."""
    if not held.contact_is_public and not insider:
        return None
    told = (held.contact_name, held.contact_email, held.contact_phone)
    return (
        {"name": told[0], "email": told[1], "phone": told[2], "is_public": held.contact_is_public} if any(told) else {}
    )


def _members(held: Organisation, person: Any) -> dict[str, Any]:
    members, belongs = (
        list(members_of(held, person)[: MOST_MEMBERS + 1]),
        list(memberships_of(held, person)[:MOST_MEMBERS]),
    )
    names = names_of([each.member for each in members] + [each.organisation for each in belongs])
    return {
        "members": [_member(each, each.member, names) for each in members[:MOST_MEMBERS]],
        "more_members": len(members) > MOST_MEMBERS,
        "member_of": [_member(each, each.organisation, names) for each in belongs],
    }


def _member(held: Membership, other: Organisation, names: dict[int, Name]) -> Member:
    address = reverse("registry:organisation", args=(other.slug,))
    return Member(names[other.pk], address, label_of(KINDS, held.kind), held.role, held.since)


def _rule(held: Organisation) -> dict[str, Any]:
    """The listing rule with its reasons; only cluster organisations stand under it."""
    if held.kind != CLUSTER_ORGANISATION:
        return {"rule": None}
    standing = standing_of(held)
    return {
        "rule": {
            "listed": standing.listed,
            "met": standing.met,
            "parts": [_part(each, held) for each in standing.parts],
        },
        "waiver": waiver_of(held),
    }


def _part(part: listing_rule.Part, held: Organisation) -> RulePart:
    asked = {
        listing_rule.STAFF: gettext("at least %(least)s full-time equivalents of staff"),
        listing_rule.MEMBERS: gettext("at least %(least)s members"),
        listing_rule.MEMBER_KINDS: gettext("at least %(least)s kinds of members"),
        listing_rule.PAGE: gettext("a page that everybody can read"),
    }[part.name]
    there_is = held.web if part.name == listing_rule.PAGE else "" if part.there_is is None else written(part.there_is)
    return RulePart(asked % {"least": part.asked}, there_is, part.met)
