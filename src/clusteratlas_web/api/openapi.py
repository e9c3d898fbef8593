"""The description of the API for programs: OpenAPI 3.1 with the shapes of all rows, units, formats and problems."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from clusteratlas_web.api import problems
from clusteratlas_web.api.asked import REVALIDATED
from clusteratlas_web.api.formats import ARROW, CSV, FORMATS, json_bytes
from clusteratlas_web.api.gateway import ROOT
from clusteratlas_web.api.operations import OPERATIONS, api
from clusteratlas_web.api.schemas import SHAPES, document, every, page_of, some
from clusteratlas_web.api.service import VERSION, Operation

Schema = dict[str, Any]
LICENCE = {"name": "As each edition states: see its inputs, definition and boundaries"}
DESCRIPTION = """\
What the pages of this platform show, for programs. Only GET and HEAD are answered, nobody signs in, and only what
everybody may see is there: what people see once they have signed in stays on the pages.

Addresses below `/atlases/{atlas}/{edition}` name an edition, which never changes: keep their answers for ever.
`current` in the place of the edition redirects to the one that is current. All other answers carry an entity tag.

Shares are 0 to 1. An empty figure is one that nobody knows; `0` is a known zero. Figures with `_low` and `_high` are
estimates between these bounds where the source withholds them. Rows come in pages, in an order that never changes;
`next` (and the header `Link`) has the address of the page after. A refusal is `application/problem+json` with what,
why, what to do (`remedy`) and, where there is one, the nearest known code.
"""
PROBLEM = document(
    "A refusal, by RFC 9457.",
    {
        "type": some("string", "The kind of problem.", f"{problems.NAMES}no-such-entry"),
        "title": some("string", "What is so."),
        "status": some("integer", "The status of the answer.", 404),
        "detail": some("string", "Why."),
        "instance": some("string", "The address that was asked."),
        "remedy": some("string", "What to do."),
        "parameter": some("string", "The parameter at fault."),
        "value": some("string", "What was sent for it."),
        "allowed": every({"type": "string"}, "What may be sent; at most fifty are listed."),
        "nearest": some("string", "The known word or code that was probably meant."),
    },
    optional=("parameter", "value", "allowed", "nearest"),
)
_REFUSALS = {
    "400": "The request is at fault: an unknown parameter, a value of the wrong form, or a choice there is not.",
    "404": "There is no such atlas, edition, region, cluster, industry, or public entry.",
    "406": "None of the formats that the request accepts.",
    "429": "More requests than one address may make.",
    "503": "The commons has not been set up here, or its database does not answer.",
}
_HEADERS = {
    "X-Total-Count": {"description": "How many rows there are in all.", "schema": {"type": "integer"}},
    "Link": {"description": "The next page, with rel=next.", "schema": {"type": "string"}},
}


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description as JSON."""
    content = _content()
    tag = f'W/"{salted_hmac("openapi", content, "", algorithm="sha256").hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="application/json")
    response.headers["ETag"], response.headers["Cache-Control"] = tag, REVALIDATED
    return get_conditional_response(request, etag=tag, response=response)


@cache
def _content() -> bytes:
    return json_bytes(described())


def described() -> Schema:
    """The description: what Ninja knows of parameters, and what the operations say of their answers."""
    with translation.override("en"):
        found: Schema = dict(api.get_openapi_schema(path_prefix=""))
    operations = {operation.path: operation for operation, _ in OPERATIONS}
    paths = {path: _path(item["get"], operations[path]) for path, item in sorted(found["paths"].items())}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cluster Atlas", "version": VERSION, "description": DESCRIPTION, "license": LICENCE},
        "servers": [{"url": ROOT}],
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _responses(), "headers": _HEADERS},
    }


def _path(told: Schema, operation: Operation) -> Schema:
    told = {name: value for name, value in told.items() if name != "responses"}
    told["parameters"] = [_parameter(each) for each in told.get("parameters", [])]
    return {"get": told | {"responses": _answers(operation)}}


def _parameter(told: Schema) -> Schema:
    """A parameter that may be left out has the one type of its values: nothing is sent as null."""
    schema = told["schema"]
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if kinds:
        schema = {**kinds[0], **{name: value for name, value in schema.items() if name not in ("anyOf", "default")}}
    kept = {name: value for name, value in schema.items() if name not in ("title", "description", "examples")}
    found = {name: told[name] for name in ("in", "name", "required")} | {"schema": kept}
    if "description" in told:
        found["description"] = told["description"]
    if told.get("examples"):
        found["example"] = told["examples"][0]
    return found


def _answers(operation: Operation) -> Schema:
    answers: Schema = {"200": _answer(operation), "304": {"description": "The reader has the answer already."}}
    if "{edition}" in operation.path:
        answers["302"] = {"description": "For `current`: where the same stands in the edition that is current."}
    refusals = [status for status in _REFUSALS if status != "503" or _is_commons(operation)]
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in refusals}
    return dict(sorted((answers | refused).items()))


def _answer(operation: Operation) -> Schema:
    if operation.shape is not None:
        page = page_of(operation.shape, operation.of_edition)
        content = {FORMATS["json"]: {"schema": page}} | {FORMATS[name]: {"schema": _bytes()} for name in (CSV, ARROW)}
        headers = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
        return {"description": "A page of rows.", "content": content, "headers": headers}
    schema = operation.document or _bytes()
    return {"description": "The answer.", "content": {media: {"schema": schema} for media in operation.media}}


def _is_commons(operation: Operation) -> bool:
    return not operation.of_edition and not operation.path.startswith(("/atlases", "/glossary"))


def _bytes() -> Schema:
    return {}


def _schemas() -> Schema:
    return {name: shape.schema for name, shape in sorted(SHAPES.items())} | {"Problem": PROBLEM}


def _responses() -> Schema:
    content = {problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: Schema = {status: {"description": meaning, "content": content} for status, meaning in _REFUSALS.items()}
    wait = {"description": "How many seconds to wait.", "schema": {"type": "integer"}}
    found["429"] |= {"headers": {"Retry-After": wait}}
    return found
