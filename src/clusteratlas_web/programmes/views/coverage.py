"""Who does what over all programmes: departments by the dimension of the ecosystem they treat."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import country_name, department_named, organisation_name
from clusteratlas_web.programmes.page import dimension_word
from clusteratlas_web.programmes.queries.coverage import coverage
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import COUNTRIES


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """The matrix; each figure leads to its programmes."""
    country = request.GET.get("country", "")[:2]
    found = coverage(request.user, country)
    more = f"&country={country}" if country else ""
    address = reverse("programmes:list")
    rows = [
        (
            department_named(row.department),
            [
                (number, f"{address}?department={row.department.slug}&dimension={column}{more}" if column else "")
                for number, column in zip(row.counts, found.columns, strict=True)
            ],
            row.total,
        )
        for row in found.rows
    ]
    context = framed(request, (gettext("Who does what"), ""), here="coverage") | {
        "columns": [dimension_word(column) for column in found.columns],
        "rows": rows,
        "departments": list(zip(found.columns, found.departments, strict=True)),
        "countries": [(code, country_name(code)) for code, _ in COUNTRIES],
        "country": country,
        "tools": sheet_links("programmes:coverage-table", query=request.GET.urlencode()),
    }
    return render(request, "programmes/coverage.html", context)


@require_safe
def coverage_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same as a table."""
    found = coverage(request.user, request.GET.get("country", "")[:2])
    heads = [gettext("Department"), *(dimension_word(column) for column in found.columns)]
    rows = [[str(organisation_name(row.department)), *row.counts] for row in found.rows]
    return sheet_answer(Sheet("who-does-what", heads, rows), format)
