"""The directory of organisations as a visitor sees it: verified records, and of each what is public."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import VISITOR, Asked, current_document, current_rows
from clusteratlas_web.api.columns import TEXT, Column, own_shape
from clusteratlas_web.api.commons.subjects import ORGANISATIONS
from clusteratlas_web.api.commons.wording import (
    NAME,
    PAGE,
    SAMPLE,
    SLUG,
    amount,
    codes_of,
    number,
    or_none,
    several,
    word,
)
from clusteratlas_web.api.parameters import WORDS, one_of, text
from clusteratlas_web.api.problems import ProblemFound, not_there
from clusteratlas_web.api.schemas import TEXTS, document, every, perhaps, some
from clusteratlas_web.registry.directory_page import read_asked
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.queries import name_in, organisation_for
from clusteratlas_web.registry.queries.directory import ORDERS, Found, find, in_order, page_of
from clusteratlas_web.registry.queries.facets import by_activity, by_cluster, by_kind, by_region_within
from clusteratlas_web.registry.queries.profile import (
    members_of,
    memberships_of,
    service_totals,
    standing_of,
    whole,
)
from clusteratlas_web.registry.words import ACTIVITIES, CLUSTER_ORGANISATION, KINDS, SECTORS, SIZES

_FACETS = (
    one_of("kind", codes_of(KINDS), "Only organisations of this kind."),
    text("region", "Only organisations in this region, by its code.", "us-metro-48620"),
    text("cluster", "Only organisations of this cluster, by atlas and code.", "us/plastics"),
    one_of("activity", codes_of(ACTIVITIES), "Only organisations with this activity."),
)
_SORT = one_of("sort", tuple(ORDERS), "By what they are ordered.", "name")
_FACTS = (
    SLUG,
    NAME,
    word("kind", "What it is.", codes_of(KINDS)),
    word("sector", "Private, public or both; empty where not recorded.", codes_of(SECTORS)),
    word("size", "Its size; empty where not recorded.", codes_of(SIZES)),
    word("country", "Its country; empty where not recorded."),
    number("founded", "The year it was founded; empty where not recorded.", "year"),
    word("web", "Its page on the web; empty where not recorded."),
    several("regions", "The codes of its regions, its seat first."),
    several("clusters", "Its clusters, by atlas and code."),
    several("activities", "What it does."),
    SAMPLE,
    PAGE,
)
_SHAPE = own_shape("Organisation", _FACTS)
_FETCHED = ("names", "regions", "clusters", "activities")


def _find(asked: Asked) -> tuple[Found, str]:
    wanted = read_asked(asked.request.GET, VISITOR)
    return find(wanted), wanted.order


@current_rows("/organisations", said("Directory of organisations"), ORGANISATIONS, _SHAPE, WORDS, *_FACETS, _SORT)
def organisations(asked: Asked) -> Rows:
    """Verified organisations that fit words and facets, in the order of the directory."""
    (found, order), window = _find(asked), asked.window
    numbers = page_of(found, order, window.start, min(window.start + window.limit, len(found)))
    held = in_order(numbers, Organisation.objects.prefetch_related(*_FETCHED))
    return Rows(_SHAPE, [_row(each) for each in held], count=len(found))


def _row(held: Organisation) -> dict[str, Any]:
    return {
        "slug": held.slug,
        "name": str(name_in(held)),
        **{name: or_none(getattr(held, name)) for name in ("kind", "sector", "size", "country", "founded", "web")},
        "regions": [each.region for each in held.regions.all()],
        "clusters": [each.key for each in held.clusters.all()],
        "activities": [each.word for each in held.activities.all()],
        "is_sample": held.is_sample,
        "page": reverse("registry:organisation", args=(held.slug,)),
    }


_COUNTS = own_shape(
    "OrganisationCount",
    (
        Column("facet", TEXT, "The facet.", words=("kind", "activity", "cluster", "region"), is_key=True),
        Column("value", TEXT, "Its value.", is_key=True),
        number("organisations", "How many organisations that fit have it."),
    ),
)


@current_rows("/organisation-counts", said("Organisations counted"), ORGANISATIONS, _COUNTS, WORDS, *_FACETS)
def facets(asked: Asked) -> Rows:
    """How many of the organisations that fit have each kind, activity and cluster, and lie in each region below."""
    among, region = _find(asked)[0].everything, asked["region"] or ""
    counted = {
        "kind": by_kind(among),
        "activity": by_activity(among),
        "cluster": by_cluster(among),
        "region": by_region_within(among, region),
    }
    rows = [
        {"facet": facet, "value": value, "organisations": number}
        for facet, values in counted.items()
        for value, number in sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
        if number
    ]
    return Rows(_COUNTS, rows)


_MEMBER = document(
    "An organisation in a list of members.",
    {
        "slug": some("string", "The name that its address has."),
        "kind": some("string", "What kind of member it is."),
        "role": some("string", "Its role; empty where none is recorded."),
        "since": perhaps("string", "Since when.", format="date"),
    },
)
_PART = document(
    "A part of the listing rule of cluster organisations.",
    {
        "part": some("string", "Which part."),
        "asked": perhaps("number", "What is asked at least."),
        "there_is": perhaps("number", "What there is; empty where it is not recorded."),
        "met": some("boolean", "Whether that is enough."),
    },
)
_ONE = document(
    "An organisation: what is public of it.",
    {column.name: column.schema for column in _FACTS}
    | {
        "names": TEXTS,
        "aliases": every({"type": "string"}, "Other names it is known by."),
        "about": some("string", "What it says of itself; empty where nothing is recorded."),
        "legal_form": some("string", "Its legal form; empty where not recorded."),
        "state": some("string", "Verified, or closed after it was."),
        "staff_fte": perhaps("number", "Its staff in full-time equivalents."),
        "industries": every({"type": "string"}, "Its industries, by classification and code."),
        "services": every({"type": "string"}, "What services it offers."),
        "capabilities": every({"type": "string"}, "What it can do, in its own words."),
        "contact": perhaps(
            "object",
            "Whom to write to, where that is public; empty where it is not.",
            properties={name: {"type": "string"} for name in ("name", "email", "phone")},
            additionalProperties=False,
        ),
        "members": every(_MEMBER, "Its members of today that have a public record."),
        "member_of": every(_MEMBER, "What it is a member of."),
        "services_given": document(
            "What its log of services adds up to.",
            {
                "entries": some("integer", "How many services."),
                "hours": some("number", "How many hours."),
                "firms_helped": some("integer", "How many firms were helped."),
                "introductions": some("integer", "How many introductions were made."),
            },
        ),
        "listing": perhaps(
            "array", "How it stands under the listing rule; empty for what is no cluster organisation.", items=_PART
        ),
    },
)


@current_document("/organisations/{slug}", said("An organisation"), ORGANISATIONS, _ONE)
def organisation(asked: Asked) -> dict[str, Any]:
    """One organisation: profile, members, totals of services, and how it stands under the listing rule."""
    try:
        held = whole(organisation_for(VISITOR, asked["slug"]))
    except Http404:
        raise ProblemFound(not_there(gettext("There is no organisation “%(code)s”"), asked["slug"])) from None
    totals = service_totals(held)
    contact = {"name": held.contact_name, "email": held.contact_email, "phone": held.contact_phone}
    return {
        **_row(held),
        "names": {each.language: each.text for each in held.names.all()},
        "aliases": [each.text for each in held.aliases.all()],
        **{name: getattr(held, name) for name in ("about", "legal_form", "state")},
        "staff_fte": amount(held.staff_fte),
        "industries": [str(each) for each in held.industries.all()],
        "services": [each.word for each in held.services.all()],
        "capabilities": [each.text for each in held.capabilities.all()],
        "contact": contact if held.contact_is_public else None,
        "members": [_member(each, each.member) for each in members_of(held, VISITOR)],
        "member_of": [_member(each, each.organisation) for each in memberships_of(held, VISITOR)],
        "services_given": {
            "entries": totals.entries,
            "hours": float(totals.hours),
            "firms_helped": totals.firms_helped,
            "introductions": totals.introductions,
        },
        "listing": _listing(held) if held.kind == CLUSTER_ORGANISATION else None,
    }


def _member(held: Any, other: Organisation) -> dict[str, Any]:
    return {"slug": other.slug, "kind": held.kind, "role": held.role, "since": held.since and held.since.isoformat()}


def _listing(held: Organisation) -> list[dict[str, Any]]:
    parts = standing_of(held).parts
    return [
        {"part": part.name, "asked": _figure(part.asked), "there_is": _figure(part.there_is), "met": part.met}
        for part in parts
    ]


def _figure(value: Any) -> float | None:
    return None if value is None else float(value)
