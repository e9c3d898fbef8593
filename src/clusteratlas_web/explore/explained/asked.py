"""Which number an address asks for; what it does not name, or the edition does not have, is refused in words."""

from django.http import Http404, HttpRequest
from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.explained import (
    KEYS,
    OPTIONAL,
    Explained,
    Subject,
    columns_explained,
    explain_number,
    subject_of,
    tables_explained,
)
from clusteratlas.editions.queries import clusters, industries, regions
from clusteratlas.errors import NoSuchEntry
from clusteratlas.glossary import column_term
from clusteratlas.sources import TOTAL
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.page import Link


def asked_number(request: HttpRequest, edition: Edition, table: str, column: str) -> Explained:
    """The number of an address, explained; raises Http404 with what is so and what there is instead."""
    _check_column(edition, table, column)
    key = {name: request.GET.get(name) or None for name in KEYS[table]}
    if "year" in key:
        key["year"] = _year(edition, key["year"])
    if "rules" in key:
        key["rules"] = edition.book(key["rules"]).name
    _check_key(edition, table, key)
    found = _explained(edition, subject_of(edition, table, column, key))
    if found.value is None:
        raise Http404(_no_figure(edition, found.subject))
    return found


def _check_column(edition: Edition, table: str, column: str) -> None:
    known = columns_explained(edition, table)
    if column in known:
        return
    what = gettext("No figure “%(column)s” of “%(table)s” is explained here") % {"column": column, "table": table}
    why = gettext("Explained are: %(known)s.") % {"known": ", ".join(known or tables_explained(edition))}
    raise Http404(Explanation(what, why))


def _year(edition: Edition, asked: str | None) -> int:
    years = [str(year) for year in edition.years]
    if asked is not None and asked not in years:
        what = gettext("Edition %(edition)s has no figures of %(year)s")
        why = gettext("Its years are: %(years)s.") % {"years": ", ".join(years)}
        raise Http404(Explanation(what % {"edition": edition.manifest.identity, "year": asked}, why))
    return int(asked or years[-1])


def _check_key(edition: Edition, table: str, key: dict[str, object]) -> None:
    """Raises for a code that the edition does not have, and for one that the address leaves out."""
    missing = [name for name, value in key.items() if value is None and name not in OPTIONAL]
    if missing:
        what = gettext("The address does not say which number is meant")
        labels = [column_term(name, table).label(get_language() or "en") for name in missing]
        raise Http404(Explanation(what, gettext("It lacks: %(missing)s.") % {"missing": ", ".join(labels)}))
    checks = {"region": regions.region, "peer": regions.region, "cluster": clusters.cluster,
              "other": clusters.cluster, "industry": industries.industry}  # fmt: skip
    for name, check in checks.items():
        if key.get(name) not in (None, TOTAL):  # all industries together are no industry
            check(edition, str(key[name]))


def _explained(edition: Edition, subject: Subject) -> Explained:
    try:
        return explain_number(edition, subject)
    except NoSuchEntry as error:
        raise Http404(_no_figure(edition, subject)) from error


def _no_figure(edition: Edition, subject: Subject) -> Explanation:
    """The codes are known, but nothing stands there."""
    label = column_term(subject.column, subject.table).label(get_language() or "en")
    what = gettext("There is no figure here: %(name)s") % {"name": label}
    named = ", ".join(str(value) for _, value in subject.key)
    why = gettext(
        "Edition %(edition)s has none for %(key)s: nothing is listed there, or the source says nothing of it."
    )
    facts = {"edition": edition.manifest.identity, "key": named}
    return Explanation(what, why % facts, tuple(_ways_out(edition, subject)))


def _ways_out(edition: Edition, subject: Subject) -> list[Link]:
    to, label = addresses(edition), gettext("Open %(code)s")
    region, cluster, year = subject.get("region"), subject.get("cluster"), subject.get("year")
    links = []
    if region:
        links.append(Link(label % {"code": region}, to.region(region, year)))
    if cluster:
        links.append(Link(label % {"code": cluster}, to.cluster(cluster)))
    return links
