"""How operations are written: a function for rows or for a document, of an edition or of the commons."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

import clusteratlas
from clusteratlas.editions import Edition
from clusteratlas.editions.export import citation, with_names
from clusteratlas_web.api.answering import Rows, Window, document_answer, rows_answer
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.formats import ARROW, CSV, FORMATS, JSON, chosen_format
from clusteratlas_web.api.parameters import Parameter
from clusteratlas_web.api.service import Operation, Schema, add
from clusteratlas_web.explore.kept_pages import KeptPages, Page
from clusteratlas_web.explore.serving import current_edition, home, served_edition
from clusteratlas_web.foundation.caching import FOR_EVER, SHORTLY
from clusteratlas_web.foundation.languages import TAGS

EDITION = "/atlases/{atlas}/{edition}"
CURRENT = "current"
REVALIDATED = "public, max-age=0, must-revalidate"
VISITOR = AnonymousUser()
TABULAR = tuple(FORMATS)


@dataclass(frozen=True)
class Asked:
    """What a request asks: the request itself, its codes and parameters, the page, the edition if it names one."""

    request: HttpRequest
    values: Mapping[str, Any]
    window: Window
    opened: Edition | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def edition(self) -> Edition:
        """The edition that the address names."""
        assert self.opened is not None  # noqa: S101 - only operations of an edition ask
        return self.opened

    @property
    def year(self) -> int:
        """The year asked for, else the latest; raises UnknownChoice."""
        return self.edition.year(self["year"])

    @property
    def level(self) -> str:
        """The level asked for, else the first; raises UnknownChoice."""
        return self.edition.level(self["level"])

    @property
    def language(self) -> str:
        """The language of names."""
        return str(self["language"])


RowsView = Callable[[Asked], Rows]
DocumentView = Callable[[Asked], Mapping[str, Any]]
FileView = Callable[[Asked, str], HttpResponseBase]


def edition_rows(
    path: str, title: str, subject: str, shape: Shape, *parameters: Parameter
) -> Callable[[RowsView], RowsView]:
    """Rows of an edition, in pages."""
    operation = Operation(f"{EDITION}{path}", title, subject, parameters, shape, formats=TABULAR)

    def register(view: RowsView) -> RowsView:
        add(operation, partial_named(_of_edition, view, operation), view.__doc__ or "")
        return view

    return register


def edition_document(
    path: str, title: str, subject: str, document: Schema, *parameters: Parameter
) -> Callable[[DocumentView], DocumentView]:
    """One document about an edition."""
    operation = Operation(f"{EDITION}{path}", title, subject, parameters, document=document)

    def register(view: DocumentView) -> DocumentView:
        add(operation, partial_named(_of_edition, view, operation), view.__doc__ or "")
        return view

    return register


def current_rows(
    path: str, title: str, subject: str, shape: Shape, *parameters: Parameter
) -> Callable[[RowsView], RowsView]:
    """Rows that can change: of the commons, and of what stands here."""
    operation = Operation(path, title, subject, parameters, shape, formats=TABULAR, of_edition=False)

    def register(view: RowsView) -> RowsView:
        add(operation, partial_named(_changing, view, operation), view.__doc__ or "")
        return view

    return register


def current_document(
    path: str, title: str, subject: str, document: Schema, *parameters: Parameter
) -> Callable[[DocumentView], DocumentView]:
    """One document that can change."""
    operation = Operation(path, title, subject, parameters, document=document, of_edition=False)

    def register(view: DocumentView) -> DocumentView:
        add(operation, partial_named(_changing, view, operation), view.__doc__ or "")
        return view

    return register


def partial_named(answer: Any, view: Any, operation: Operation) -> Any:
    """The way an operation is answered, with the name of its view."""
    made = partial(answer, view, operation)
    made.__name__ = view.__name__  # type: ignore[attr-defined]
    return made


def opened_or_moved(request: HttpRequest, values: Mapping[str, Any]) -> Edition | HttpResponse:
    """The edition of an address; for `current` the way to the same address with its name."""
    atlas, name = values["atlas"], values["edition"]
    if name != CURRENT:
        return served_edition(atlas, name)
    to = request.get_full_path().replace(f"/{atlas}/{CURRENT}", f"/{atlas}/{current_edition(atlas)}", 1)
    return HttpResponse(status=HTTPStatus.FOUND, headers={"Location": to, "Cache-Control": SHORTLY})


def tag_of(request: HttpRequest, edition: Edition, format: str) -> str:  # noqa: A002 - the word people use
    """The entity tag of an answer: weak, for it is the same whether the answer is packed or not."""
    facts = (request.get_full_path(), format, edition.manifest.plan, clusteratlas.__version__)
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def for_ever(request: HttpRequest, response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """The answer of an edition, or that the reader has it already: it never changes."""
    response.headers["ETag"] = tag
    found = get_conditional_response(request, etag=tag, response=response)
    if found is not response:
        response.close()  # a file that nobody reads now
    found.headers["Cache-Control"] = REVALIDATED if settings.DEBUG else FOR_EVER
    patch_vary_headers(found, ("Accept",))
    return found


def _of_edition(view: Any, operation: Operation, request: HttpRequest, values: Mapping[str, Any]) -> HttpResponseBase:
    edition = opened_or_moved(request, values)
    if isinstance(edition, HttpResponse):
        return edition
    chosen = chosen_format(request, operation.formats or (JSON,))
    tag = tag_of(request, edition, chosen)
    if not get_conditional_response(request, etag=tag):
        made = lambda: Page.of(_made(view, operation, request, values, chosen, edition))  # noqa: E731
        return for_ever(request, _pages.get(f"{edition.folder} {tag}", made).answer(request), tag)
    return for_ever(request, HttpResponse(), tag)


def _changing(view: Any, operation: Operation, request: HttpRequest, values: Mapping[str, Any]) -> HttpResponseBase:
    chosen = chosen_format(request, operation.formats or (JSON,))
    response = _made(view, operation, request, values, chosen, None)
    response.headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = REVALIDATED
    patch_vary_headers(response, ("Accept",))
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def _made(
    view: Any,
    operation: Operation,
    request: HttpRequest,
    values: Mapping[str, Any],
    format: str,  # noqa: A002 - the word people use
    edition: Edition | None,
) -> HttpResponse:
    window = Window(values.get("page", 1), values.get("limit", 1))
    language = values["language"]
    with translation.override(language):
        found = view(Asked(request, values, window, edition))
        if operation.shape is None:
            response = document_answer(found)
        else:
            facts, named = _facts(edition, format, language), _named(edition, language)
            response = rows_answer(request, found, window, format, facts, named)
    response.headers["Content-Language"] = TAGS[language]
    return response


def _facts(edition: Edition | None, format: str, language: str) -> dict[str, Any]:  # noqa: A002 - as above
    if edition is None or format == CSV:
        return {}
    facts = {"edition": edition.manifest.identity}
    return facts | ({"citation": citation(edition.manifest, language)} if format == ARROW else {})


def _named(edition: Edition | None, language: str) -> Callable[[pa.Table], pa.Table]:
    if edition is None:
        return lambda table: table
    return lambda table: with_names(edition, table, language)


_pages = KeptPages(lambda: home().path, lambda: 0)  # in memory only: data are small beside drawings
