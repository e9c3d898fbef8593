"""What went wrong, for a program: application/problem+json with what, where, what to do, and the nearest code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from clusteratlas.errors import (
    ClusterAtlasError,
    NoSuchAtlas,
    NoSuchEdition,
    NoSuchEntry,
    SumRefused,
    UnknownChoice,
    UnknownCode,
)
from clusteratlas_web.foundation.explanations import Explanation, explain
from clusteratlas_web.foundation.failures import status_of

CONTENT_TYPE = "application/problem+json"
NAMES = "urn:clusteratlas:problem:"
MOST_NAMED = 50  # allowed values that an answer lists
LONGEST = 200  # characters of what was sent that are sent back
INSTANCE = 500

Facts = Mapping[str, Any]
Told = tuple[str, str, Facts]


@dataclass(frozen=True)
class Problem:
    """A refusal: its kind, its status, what is so and why, what to do, and the facts beside."""

    kind: str
    status: HTTPStatus
    title: str
    detail: str
    remedy: str
    facts: Facts = field(default_factory=dict)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The problem as an answer to a request."""
        document = {
            "type": f"{NAMES}{self.kind}",
            "title": self.title,
            "status": self.status.value,
            "detail": self.detail,
            "instance": request.get_full_path()[:INSTANCE],
            "remedy": self.remedy,
            **{name: value for name, value in self.facts.items() if value is not None},
        }
        content = json.dumps(document, ensure_ascii=False)
        return HttpResponse(content, status=self.status, content_type=CONTENT_TYPE)


class ProblemFound(Exception):
    """Carries a problem to where answers are made."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


def problem_of(error: ClusterAtlasError, path: str) -> Problem:
    """The problem that one of the library's errors is."""
    said, (kind, remedy, facts) = explain(error, path), told(error)
    status = status_of(error)
    title = gettext("This request cannot be answered") if kind == "bad-input" else said.what
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return fault()
    return Problem(kind, status, title, said.why, remedy, facts)


def fault() -> Problem:
    """The server is at fault."""
    return Problem(
        "fault",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("This could not be answered"),
        gettext("The fault is on this side, and the server’s log has recorded it."),
        gettext("Try again later, or tell whoever runs this platform."),
    )


def no_commons() -> Problem:
    """Nobody has set up the commons here, or its database is at fault."""
    return Problem(
        "no-commons",
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("The commons cannot be read now"),
        gettext("It has not been set up here, or its database does not answer. Editions are not affected."),
        gettext("Try again later, or tell whoever runs this platform."),
    )


def nothing_here(request: HttpRequest) -> Problem:
    """No answer stands at this address."""
    return Problem(
        "no-such-address",
        HTTPStatus.NOT_FOUND,
        gettext("There is nothing at this address"),
        gettext("“%(path)s” is mistyped, or it names something that was never here.")
        % {"path": request.path[:LONGEST]},
        gettext("All addresses stand in /api/v1/openapi.json."),
    )


def explained(said: Explanation) -> Problem:
    """Nothing stands there, as a page says it."""
    remedy = gettext("Look it up in the list, or change the request as the detail says.")
    return Problem("no-such-entry", HTTPStatus.NOT_FOUND, said.what, said.why, remedy)


def not_there(what: str, code: str, known: Sequence[str] = ()) -> Problem:
    """The commons has nothing public by this name; the nearest public name beside it."""
    near = nearest(code, known)
    detail = gettext("The nearest known code is %(nearest)s.") % {"nearest": near} if near else _unknown_code()
    return Problem(
        "no-such-entry",
        HTTPStatus.NOT_FOUND,
        what % {"code": code[:LONGEST]},
        detail,
        gettext("Look it up in the list, or leave the last part of the address out to read that."),
        {"value": code[:LONGEST], "nearest": near},
    )


def unknown_parameter(name: str, known: Sequence[str]) -> Problem:
    """A parameter that the address does not take, so that a misspelt one is not passed over."""
    facts = {"parameter": name[:LONGEST], "allowed": sorted(known), "nearest": nearest(name, known)}
    return Problem(
        "unknown-parameter",
        HTTPStatus.BAD_REQUEST,
        gettext("There is no parameter “%(name)s” here") % {"name": name[:LONGEST]},
        gettext("Allowed are: %(allowed)s.") % {"allowed": ", ".join(sorted(known))},
        gettext("Leave it out, or write it as it is allowed."),
        facts,
    )


def given_twice(name: str) -> Problem:
    """A parameter that says two things."""
    return Problem(
        "unknown-parameter",
        HTTPStatus.BAD_REQUEST,
        gettext("The parameter “%(name)s” is given twice") % {"name": name},
        gettext("Which of its values is meant cannot be told."),
        gettext("Give it once."),
        {"parameter": name},
    )


def bad_value(name: str, value: Any, why: str) -> Problem:
    """A parameter whose value has the wrong form."""
    return Problem(
        "bad-value",
        HTTPStatus.BAD_REQUEST,
        gettext("“%(value)s” is not a value for %(name)s") % {"value": str(value)[:LONGEST], "name": name},
        why,
        gettext("Send a value of the form that /api/v1/openapi.json states."),
        {"parameter": name, "value": str(value)[:LONGEST]},
    )


def too_much(why: str, remedy: str) -> Problem:
    """More was asked for than one answer gives."""
    return Problem("too-much", HTTPStatus.BAD_REQUEST, gettext("This is more than one answer gives"), why, remedy)


def too_many_parameters(most: int) -> Problem:
    """More parameters than a request is read with."""
    why = gettext("A request may have %(most)s parameters and fields; none of those sent was read.") % {"most": most}
    return too_much(why, gettext("Send fewer of them, or leave those out that the address does not take."))


def not_acceptable(allowed: Sequence[str]) -> Problem:
    """None of the formats that the program accepts."""
    return Problem(
        "not-acceptable",
        HTTPStatus.NOT_ACCEPTABLE,
        gettext("This answer does not come in a format that you accept"),
        gettext("Allowed are: %(allowed)s.") % {"allowed": ", ".join(allowed)},
        gettext("Name one of them in the header Accept, or with the parameter format."),
        {"allowed": list(allowed)},
    )


def too_often(seconds: int) -> Problem:
    """More requests than one address may make."""
    return Problem(
        "too-often",
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext("There were too many requests from your address"),
        gettext("You can ask again in %(seconds)s s.") % {"seconds": seconds},
        gettext("Wait as long as Retry-After says. To read much at once, take whole tables."),
    )


def of_status(status: int) -> Problem:
    """What can be said where another part of the platform refused, and only its status is known."""
    known = HTTPStatus(status)
    said = {
        HTTPStatus.METHOD_NOT_ALLOWED: gettext(
            "Only GET and HEAD are answered here: the API reads and changes nothing."
        ),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext("The request is larger than anything that is read here."),
        HTTPStatus.LENGTH_REQUIRED: gettext("The request does not say how large it is."),
    }
    if known >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return fault()
    why = said.get(
        known, gettext("A part of it breaks a rule, such as the host name or a character that may not stand there.")
    )
    remedy = gettext("Send a GET request to an address of /api/v1/openapi.json.")
    return Problem(known.name.lower().replace("_", "-"), known, gettext("This request cannot be answered"), why, remedy)


def nearest(wrong: str, known: Sequence[str]) -> str | None:
    """The known word that was probably meant."""
    found = get_close_matches(wrong[:LONGEST], known, n=1)
    return found[0] if found else None


@singledispatch
def told(error: ClusterAtlasError) -> Told:
    """The kind of an error, what to do about it, and its facts; errors of pages are told in `refused`."""
    return "bad-input", gettext("Change the request as the detail says."), {}


@told.register
def _atlas(error: NoSuchAtlas) -> Told:
    remedy = gettext("Take one of the atlases that /api/v1/atlases lists.")
    return "no-such-atlas", remedy, _of_known(error.atlas, error.known)


@told.register
def _edition(error: NoSuchEdition) -> Told:
    remedy = gettext("Take one of its editions, or “current” for the one that is current.")
    return "no-such-edition", remedy, _of_known(error.edition, error.known)


@told.register
def _entry(error: NoSuchEntry) -> Told:
    remedy = gettext("Look it up in the list, or leave the last part of the address out to read that.")
    return "no-such-entry", remedy, {"value": error.code[:LONGEST], "nearest": error.nearest}


@told.register
def _code(error: UnknownCode) -> Told:
    return "unknown-code", gettext("Take a known code."), {"value": error.code[:LONGEST], "nearest": error.nearest}


@told.register
def _choice(error: UnknownChoice) -> Told:
    remedy = gettext("Send one of the allowed values, or leave the parameter out.")
    return "unknown-choice", remedy, {"parameter": error.argument, **_of_known(str(error.value), error.allowed)}


@told.register
def _sum(error: SumRefused) -> Told:
    return "sum-refused", gettext("Choose more or larger regions; what the policy protects stays protected."), {}


def _of_known(value: str, known: Sequence[str]) -> Facts:
    return {"value": value[:LONGEST], "allowed": list(known[:MOST_NAMED]), "nearest": nearest(value, known)}


def _unknown_code() -> str:
    return gettext("The code is mistyped, or what it names is not public.")
