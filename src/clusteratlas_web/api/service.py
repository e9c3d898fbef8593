"""The service: how an address, its parameters and the shape of its answer become an operation of the API."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from inspect import Parameter as Argument
from inspect import Signature, cleandoc
from typing import Any

from django.db import OperationalError, ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.utils import normalize_path

from clusteratlas.errors import ClusterAtlasError
from clusteratlas_web.api import problems
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.gateway import language_of
from clusteratlas_web.api.parameters import FORMAT, LANGUAGE, LIMIT, PAGE, Parameter, place
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.refusals import Refusal

VERSION = "1.0"
Values = Mapping[str, Any]
View = Callable[..., Any]
Schema = dict[str, Any]
log = logging.getLogger(__name__)


class Service(NinjaAPI):
    """The service; it refuses in the language asked for."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """The answer to what an operation raises."""
        with translation.override(language_of(request)):
            return super().on_exception(request, exc)


api = Service(title="Cluster Atlas", version=VERSION, docs_url=None, openapi_url=None, urls_namespace="api")


@dataclass(frozen=True)
class Operation:
    """One address of the API: what it is called, under which subject, what it takes and what it answers.

    `shape` is the shape of its rows; of one document `document` is the schema; a file has neither. `media` are the
    types of its content where it comes in no `formats`.
    """

    path: str
    title: str
    subject: str
    parameters: tuple[Parameter, ...] = ()
    shape: Shape | None = None
    document: Schema | None = None
    formats: tuple[str, ...] = ()
    of_edition: bool = True
    media: tuple[str, ...] = ("application/json",)

    @property
    def places(self) -> list[str]:
        """The codes in its address."""
        return [part.strip("{}") for part in self.path.split("/") if part.startswith("{")]

    @property
    def asked(self) -> tuple[Parameter, ...]:
        """All parameters that it takes."""
        shown = (PAGE, LIMIT) if self.shape is not None else ()
        chosen = (FORMAT,) if self.formats else ()
        return (*self.parameters, *shown, *chosen, LANGUAGE)


OPERATIONS: list[tuple[Operation, View]] = []


def add(operation: Operation, view: View, description: str) -> None:
    """Adds an operation to the service; `view` takes the request and a value for each code and parameter."""

    def answer(request: HttpRequest, **values: Any) -> HttpResponseBase:
        with translation.override(language_of(request)):
            _check_names(request, operation)
            answered: HttpResponseBase = view(request, values)
            return answered

    arguments = [Argument("request", Argument.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    arguments += [place(each) for each in operation.places]
    arguments += [parameter.argument for parameter in operation.asked]
    answer.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    told = cleandoc(description)
    answer.__name__, answer.__doc__ = view.__name__, told
    name = normalize_path(operation.path).strip("/").replace("/", "-").replace("{", "").replace("}", "")
    api.api_operation(
        ["GET", "HEAD"],
        operation.path,
        operation_id=name or "index",
        summary=operation.title,
        description=told,
        tags=[operation.subject],
        url_name=name or "index",
    )(answer)
    OPERATIONS.append((operation, view))


def _check_names(request: HttpRequest, operation: Operation) -> None:
    """Raises ProblemFound for a parameter that is not taken, is given twice, or holds a NUL."""
    known = {parameter.name: parameter for parameter in operation.asked}
    for name, values in request.GET.lists():
        if name not in known:
            raise problems.ProblemFound(problems.unknown_parameter(name, list(known)))
        if len(values) > 1 and not known[name].repeats:
            raise problems.ProblemFound(problems.given_twice(name))
        for value in values:
            if "\0" in value:
                why = gettext("It holds the character NUL, which stands in no text.")
                raise problems.ProblemFound(problems.bad_value(name, value.replace("\0", "␀"), why))


@api.exception_handler(problems.ProblemFound)
def _problem(request: HttpRequest, error: problems.ProblemFound) -> HttpResponse:
    return error.problem.answer(request)


@api.exception_handler(ClusterAtlasError)
def _library(request: HttpRequest, error: ClusterAtlasError) -> HttpResponse:
    found = problems.problem_of(error, request.get_full_path())
    if found.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s: %s", request.path, error, exc_info=error)
    return found.answer(request)


@api.exception_handler(ValidationError)
def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first: Mapping[str, Any] = error.errors[0]
    location: Sequence[Any] = first["loc"]
    name = str(location[1] if len(location) > 1 else location[-1])
    return problems.bad_value(name, request.GET.get(name, ""), _why(first)).answer(request)


def _why(error: Mapping[str, Any]) -> str:
    """What is wrong with the form of a value."""
    facts = error.get("ctx", {})
    said = {
        "missing": gettext("It must be given."),
        "int_parsing": gettext("It must be a whole number."),
        "greater_than_equal": gettext("It must be at least %(bound)s.") % {"bound": facts.get("ge")},
        "less_than_equal": gettext("It must be at most %(bound)s.") % {"bound": facts.get("le")},
        "literal_error": gettext("Allowed are: %(allowed)s.") % {"allowed": facts.get("expected")},
        "string_too_long": gettext("It must have at most %(most)s characters.") % {"most": facts.get("max_length")},
    }
    return said.get(str(error["type"]), gettext("It has not the form that is stated."))


@api.exception_handler(OperationalError)
@api.exception_handler(ProgrammingError)
def _no_commons(request: HttpRequest, error: Exception) -> HttpResponse:
    """A home without tables, or a database that does not answer: editions are served all the same."""
    log.error("%s: %s", request.path, error, exc_info=error)
    return problems.no_commons().answer(request)


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    """What a page says of a code that is not there is said here too, with the code it was raised for."""
    if isinstance(error.__cause__, ClusterAtlasError):
        return _library(request, error.__cause__)
    said = error.args[0] if error.args else None
    if isinstance(said, Explanation):
        return problems.explained(said).answer(request)
    return problems.nothing_here(request).answer(request)


@api.exception_handler(Refusal)
def _refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    return problems.of_status(error.status).answer(request)
