"""Which views of the atlas a story may show: what an address means, what it is called, and its picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language, gettext, gettext_noop, override

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, industries, regions
from clusteratlas.errors import NotFoundError
from clusteratlas_web.explore.comparing.asked import KINDS
from clusteratlas_web.explore.definitions.asked import read_draft
from clusteratlas_web.explore.definitions.draft import Draft
from clusteratlas_web.explore.definitions.drafted import title_of
from clusteratlas_web.explore.definitions.refusals import DraftRefused
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.serving import boundaries, served_edition
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.stories.models import LONGEST_ADDRESS

PREFIXES = ("/zh-hans/",)  # of the languages that have one; English has none
NO_VIEW = gettext_noop(
    "This is no view of the atlas. Open a page of the atlas, such as a map or a region, and take its whole address."
)
NO_EDITION = gettext_noop(
    "This address names no edition, so what it shows will change. Open it, and take the address it leads to."
)
TOO_LONG = gettext_noop("The address is too long to be kept: at most %(most)s characters.")
GONE = gettext_noop("The address leads nowhere: its atlas, edition, region, cluster or industry is not here.")
NO_DRAFT = gettext_noop("The draft that the address says cannot be made here, or not any more: %(why)s")
DRAFT = "definition-edit"

# What a page shows first, as a chart of its own.
CHARTS = {
    "region": "portfolio",
    "cluster": "related",
    "regional": "standing",
    "opportunities": "prospects",
    "compare": "side-by-side",
    "custom-region": "portfolio",
}
MAPS = ("home", "map")


class NoView(Refusal):
    """An address that a story cannot show."""

    field = "address"


@dataclass(frozen=True)
class Seen:
    """A view: its page in the language that is spoken, what it is called, its edition, and the address of a picture."""

    address: str
    name: str
    edition: str
    picture: str = ""


def canonical(address: str) -> str:
    """The address of a view without host and language; raises NoView for anything that is no page of an edition."""
    if len(address) > LONGEST_ADDRESS:
        raise NoView(TOO_LONG, most=LONGEST_ADDRESS)
    parts = _split(address.strip())
    path = _without_language(parts.path)
    match = _match(path)
    if "edition" not in match.kwargs:
        raise NoView(NO_EDITION)
    if "format" in match.kwargs:
        raise NoView(NO_VIEW)
    edition = _opened(match)
    _draft(match, parts.query, edition)
    return f"{path}?{parts.query}" if parts.query else path


def seen(address: str) -> Seen:
    """What a canonical address shows, in the language that is spoken; raises NoView where its edition is gone."""
    parts = _split(address)
    match = _match(parts.path)
    edition = _opened(match)
    query = f"?{parts.query}" if parts.query else ""
    here = reverse(f"explore:{match.url_name}", kwargs=match.kwargs)
    names, draft = naming(edition), _draft(match, parts.query, edition)
    name = _name(match, names) if draft is None else _name_of_draft(draft, names)
    return Seen(f"{here}{query}", name, edition.manifest.identity, _picture(match, parts, edition))


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise NoView(NO_VIEW) from error


def _without_language(path: str) -> str:
    for prefix in PREFIXES:
        if path.startswith(prefix):
            return path[len(prefix) - 1 :]
    return path


def _match(path: str) -> ResolverMatch:
    with override("en"):
        try:
            match = resolve(path)
        except (Resolver404, ValueError) as error:
            raise NoView(NO_VIEW) from error
    if match.app_names != ["explore"]:
        raise NoView(NO_VIEW)
    return match


def _opened(match: ResolverMatch) -> Edition:
    """The edition of a view, once everything the address names is there."""
    try:
        edition = served_edition(match.kwargs["atlas"], match.kwargs["edition"])
        for code, find in FOUND.items():
            if code in match.kwargs:
                find(edition, match.kwargs[code])
    except NotFoundError as error:
        raise NoView(GONE) from error
    return edition


FOUND: Mapping[str, Callable[[Edition, str], object]] = {
    "region": regions.region,
    "cluster": clusters.cluster,
    "industry": industries.industry,
}


def _draft(match: ResolverMatch, query: str, edition: Edition) -> Draft | None:
    """The draft of a definition that a view shows; raises NoView where it cannot be made any more."""
    if match.url_name != DRAFT:
        return None
    try:
        return read_draft(QueryDict(query), edition)
    except DraftRefused as error:
        raise NoView(NO_DRAFT, why=error.said) from error


def _name_of_draft(draft: Draft, names: Naming) -> str:
    facts = {"atlas": names.atlas, "title": title_of(draft, get_language() or "en")}
    return gettext("%(atlas)s: draft of a definition, %(title)s") % facts


def _name(match: ResolverMatch, names: Naming) -> str:
    """What a view is about, in words."""
    codes = match.kwargs
    said = {"region": names.region, "cluster": names.cluster, "industry": names.industry}
    about = [str(name(codes[code])) for code, name in said.items() if code in codes]
    if about:
        return " · ".join(about)
    kinds = {**dict.fromkeys(MAPS, gettext("Map")), "compare": gettext("Compare")}
    kind = kinds.get(str(match.url_name))
    return f"{names.atlas} · {kind}" if kind else names.atlas


def _picture(match: ResolverMatch, parts: SplitResult, edition: Edition) -> str:
    page, codes = str(match.url_name), match.kwargs | {"format": "svg"}
    if page in MAPS and boundaries(edition):
        address = reverse("explore:map-file", kwargs=codes)
    elif page in CHARTS and _draws(page, parts.query):
        address = reverse(f"explore:{page}-chart", kwargs=codes | {"chart": CHARTS[page]})
    else:
        return ""
    return f"{address}?{parts.query}" if parts.query else address


def _draws(page: str, query: str) -> bool:
    """A comparison of nothing yet is a form and has no chart."""
    return page != "compare" or bool(parse_qs(query).keys() & set(KINDS))
