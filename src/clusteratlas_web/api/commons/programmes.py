"""Programmes as a visitor sees them: published ones, with departments, money, phases and instruments."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import VISITOR, Asked, current_document, current_rows
from clusteratlas_web.api.columns import own_shape
from clusteratlas_web.api.commons.subjects import PROGRAMMES
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
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.facets import Selection, values_asked, words_asked
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.queries.programmes import FACETS, programme_for, selected, with_departments
from clusteratlas_web.programmes.queries.whole import Whole, read_whole
from clusteratlas_web.programmes.states import DRAFT, PROGRAMME
from clusteratlas_web.programmes.words import CLUSTER, COUNTRIES, DIMENSIONS, LEAD, LEVELS, PARTNER, REGION, TYPES

_STATES = tuple(state for state in PROGRAMME.states if state != DRAFT)
_ASKED = (
    WORDS,
    one_of("country", codes_of(COUNTRIES), "Only programmes of this country or union."),
    one_of("level", codes_of(LEVELS), "Only programmes of this level of government."),
    one_of("type", (*codes_of(TYPES), "-"), "Only programmes of this type; - for those whose type is not recorded."),
    text("department", "Only programmes in which this department has a part.", "department-of-energy"),
    one_of("dimension", codes_of(DIMENSIONS), "Only programmes that treat this dimension."),
    text("region", "Only programmes for this region.", "us-metro-48620"),
    text("cluster", "Only programmes for this cluster, by atlas and code.", "us/plastics"),
    one_of("open", ("now",), "Only programmes with an instrument that is open today."),
)
_FACTS = (
    SLUG,
    word("code", "Its short code; empty where it has none."),
    NAME,
    word("country", "Its country or union."),
    word("level", "The level of government.", codes_of(LEVELS)),
    word("type", "Its type; empty where not recorded.", codes_of(TYPES)),
    word("state", "How it stands.", _STATES),
    number("since", "Its first year; empty where not recorded.", "year"),
    number("until", "Its last year; empty where not recorded.", "year"),
    number("supported", "How many clusters it supported, as its source counts them.", "clusters"),
    word("lead", "The department that leads it, by the name its address has."),
    several("partners", "The departments that are partners."),
    word("source", "Where that is said."),
    word("web", "Its page on the web."),
    SAMPLE,
    PAGE,
)
_SHAPE = own_shape("Programme", _FACTS)


@current_rows("/programmes", said("Programmes"), PROGRAMMES, _SHAPE, *_ASKED)
def programmes(asked: Asked) -> Rows:
    """Published programmes that fit words and facets, in the order of the list."""
    given, window = asked.request.GET, asked.window
    found = selected(VISITOR, Selection(words_asked(given), values_asked(given, FACETS)), today())
    rows = with_departments(found)[window.start : window.start + window.limit]
    return Rows(_SHAPE, [_row(each) for each in rows], count=found.count())


def _row(programme: Programme) -> dict[str, Any]:
    parts = list(programme.parts.all())
    facts = ("code", "country", "level", "type", "state", "since", "until", "supported", "source", "web")
    return {
        "slug": programme.slug,
        "name": str(programme.name),
        **{name: or_none(getattr(programme, name)) for name in facts},
        "lead": next((part.organisation.slug for part in parts if part.part == LEAD), None),
        "partners": [part.organisation.slug for part in parts if part.part == PARTNER],
        "is_sample": programme.is_sample,
        "page": reverse("programmes:programme", args=(programme.slug,)),
    }


_INSTRUMENT = document(
    "Something that a department offers.",
    {
        "name": some("string", "What it is called."),
        "about": some("string", "What it is; empty where nothing is recorded."),
        "dimension": perhaps("string", "The dimension it treats."),
        "opens": perhaps("string", "Its first day.", format="date"),
        "closes": perhaps("string", "Its last day; empty where it has none.", format="date"),
        "address": perhaps("string", "Where to apply."),
        "is_sample": some("boolean", "Whether it is invented."),
    },
)
_PART = document(
    "A department with a part in the programme.",
    {
        "department": some("string", "The name that its address has."),
        "part": perhaps("string", "lead or partner; empty where the source does not say."),
        "roles": every({"type": "string"}, "The roles it states."),
        "instruments": every(_INSTRUMENT, "What it offers."),
    },
)
_BUDGET = document(
    "An amount.",
    {
        "department": perhaps("string", "By which department."),
        "year": perhaps("integer", "For which year."),
        "years": some("integer", "How many years it covers."),
        "amount": some("number", "The amount."),
        "currency": some("string", "Its currency."),
        "state": some("string", "Planned, committed or spent."),
        "region": perhaps("string", "For which region."),
        "cluster": perhaps("string", "For which cluster."),
        "source": perhaps("string", "Where that is said."),
        "is_sample": some("boolean", "Whether it is invented."),
    },
)
_PHASE = document(
    "A phase.",
    {
        "number": some("integer", "Its number."),
        "name": some("string", "What it is called."),
        "begins": some("string", "Its first day.", format="date"),
        "ends": some("string", "Its last day.", format="date"),
    },
)
_ONE = document(
    "A programme.",
    {column.name: column.schema for column in _FACTS}
    | {
        "names": TEXTS,
        "about": some("string", "What it is; empty where nothing is recorded."),
        "departments": every(_PART, "Departments with a part in it."),
        "budget": every(_BUDGET, "What it costs, line by line."),
        "phases": every(_PHASE, "Its phases."),
        "regions": every({"type": "string"}, "Regions it is for."),
        "clusters": every({"type": "string"}, "Clusters it is for."),
        "follows": every({"type": "string"}, "Programmes it comes from."),
        "followed_by": every({"type": "string"}, "Programmes that come from it."),
    },
)


@current_document("/programmes/{slug}", said("A programme"), PROGRAMMES, _ONE)
def programme(asked: Asked) -> dict[str, Any]:
    """One programme: who does what, money, phases, places, what it follows."""
    try:
        found = read_whole(programme_for(VISITOR, asked["slug"]), VISITOR)
    except Http404:
        raise ProblemFound(not_there(gettext("There is no programme “%(code)s”"), asked["slug"])) from None
    return {
        **_row(found.programme),
        "names": {each.language: each.text for each in found.programme.names.all()},
        "about": found.programme.about,
        "departments": [_part(part) for part in found.parts],
        "budget": [_budget(line) for line in found.budget],
        "phases": [
            {"number": each.number, "name": str(each.name), "begins": str(each.begins), "ends": str(each.ends)}
            for each in found.phases
        ],
        **_places(found),
        "follows": [each.earlier.slug for each in found.earlier],
        "followed_by": [each.later.slug for each in found.later],
    }


def _part(part: Any) -> dict[str, Any]:
    return {
        "department": part.organisation.slug,
        "part": or_none(part.part),
        "roles": [str(role.name) for role in part.roles.all()],
        "instruments": [_instrument(each) for each in part.instruments.all()],
    }


def _instrument(each: Any) -> dict[str, Any]:
    days = {name: value and value.isoformat() for name, value in (("opens", each.opens), ("closes", each.closes))}
    facts = {"about": each.about, "dimension": or_none(each.dimension), "address": or_none(each.address)}
    return {"name": str(each.name), **facts, **days, "is_sample": each.is_sample}


def _budget(line: Any) -> dict[str, Any]:
    return {
        "department": line.department.slug if line.department else None,
        "amount": amount(line.amount),
        **{name: getattr(line, name) for name in ("year", "years", "currency", "state", "is_sample")},
        **{name: or_none(getattr(line, name)) for name in ("region", "cluster", "source")},
    }


def _places(found: Whole) -> dict[str, list[str]]:
    return {
        "regions": [each.code for each in found.places if each.kind == REGION],
        "clusters": [each.code for each in found.places if each.kind == CLUSTER],
    }
