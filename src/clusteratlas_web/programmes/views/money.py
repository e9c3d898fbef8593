"""Money over all programmes by department, year, cluster or region."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import Named, country_name, department_named, place_named
from clusteratlas_web.programmes.page import written
from clusteratlas_web.programmes.queries.money import BY, Money, money_by
from clusteratlas_web.programmes.sums import totals
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import COUNTRIES


@require_safe
def money_page(request: HttpRequest) -> HttpResponse:
    """Sums with what is not recorded."""
    by, country = _by(request), request.GET.get("country", "")[:2]
    money = money_by(request.user, by, country)
    address = reverse("programmes:money")
    more = f"&country={country}" if country else ""
    context = framed(request, (gettext("Money"), ""), here="money") | {
        "money": money,
        "by": by,
        "head": by_words()[by],
        "switch": [Link(label, f"{address}?by={name}{more}", current=name == by) for name, label in by_words().items()],
        "rows": [(_named(money, row.key), written(row)) for row in money.rows],
        "sums": [(row.currency, written(row)) for row in totals(money.rows)],
        "countries": [(code, country_name(code)) for code, _ in COUNTRIES],
        "country": country,
        "tools": sheet_links("programmes:money-table", query=request.GET.urlencode()),
        "without": money.programmes - money.with_budget,
    }
    return render(request, "programmes/money.html", context)


@require_safe
def money_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same as a table."""
    by = _by(request)
    money = money_by(request.user, by, request.GET.get("country", "")[:2])
    heads = [by_words()[by], gettext("Currency"), gettext("planned"), gettext("committed"), gettext("spent")]
    rows = [[str(_named(money, row.key).name), row.currency, *row.cells] for row in money.rows]
    return sheet_answer(Sheet(f"money-by-{by}", heads, rows), format)


def by_words() -> dict[str, str]:
    """What the money can be seen by."""
    words = (gettext("Department"), gettext("Year"), gettext("Cluster"), gettext("Region"))
    return dict(zip(BY, words, strict=True))


def _by(request: HttpRequest) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in BY else BY[0]


def _named(money: Money, key: Any) -> Named:
    if key in (None, ""):
        return Named(gettext("not recorded"))
    if money.by == "department":
        return department_named(money.departments[key])
    return Named(str(key)) if money.by == "year" else place_named(money.by, str(key))
