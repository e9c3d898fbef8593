"""What a page shows of answers: the name, the page, and a note; things of the commons are fetched as they are now."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from clusteratlas.editions.search import Hit
from clusteratlas_web.designations.named import designation_named, scheme_named
from clusteratlas_web.designations.queries.designations import named
from clusteratlas_web.designations.queries.register import levels
from clusteratlas_web.designations.states import DESIGNATION as LIFE
from clusteratlas_web.explore.found_things import FoundThing
from clusteratlas_web.foundation.places import region_name
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import country_name, programme_named
from clusteratlas_web.programmes.words import LEVELS
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries.directory import in_order
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.registry.words import KINDS
from clusteratlas_web.search.atlases import atlas_thing
from clusteratlas_web.search.commons import (
    SCHEME,
    public_calls,
    public_designations,
    public_programmes,
    public_schemes,
)
from clusteratlas_web.search.kinds import CALL, DESIGNATION, OF_ATLASES, ORGANISATION, PROGRAMME, TERM, kind_words
from clusteratlas_web.search.terms import shown_term
from clusteratlas_web.selection.call_words import STAGES
from clusteratlas_web.selection.queries.calls import staged


def shown(kind: str, hits: Sequence[Hit]) -> list[FoundThing]:
    """The things of some hits of one kind, in their order; what is no longer public is left out."""
    if kind in OF_ATLASES:
        return [atlas_thing(hit) for hit in hits]
    things = _OF_THE_COMMONS[kind]([hit.entry.thing for hit in hits])
    return [things[hit.entry.thing] for hit in hits if hit.entry.thing in things]


def shown_organisations(numbers: list[int]) -> list[FoundThing]:
    """Organisations by their numbers: their names, what they are and where."""
    wanted = Organisation.objects.only("slug", "kind").prefetch_related("names", "regions")
    return [_organisation(each) for each in in_order(numbers, wanted)]


def _organisation(each: Organisation) -> FoundThing:
    region = next(iter(each.regions.all()), None)
    where = _joined(label_of(KINDS, each.kind), str(region_name(region.region)) if region else "")
    return _thing(ORGANISATION, name_in(each), reverse("registry:organisation", args=(each.slug,)), where)


def _programmes(numbers: list[int]) -> dict[Any, FoundThing]:
    rows = public_programmes().filter(pk__in=numbers).prefetch_related("names")
    said = {row: programme_named(row) for row in rows}
    return {
        row.pk: _thing(
            PROGRAMME, at.name, at.address, _joined(country_name(row.country), worded(LEVELS, row.level)), row.code
        )
        for row, at in said.items()
    }


def _calls(numbers: list[int]) -> dict[Any, FoundThing]:
    rows = staged(public_calls().filter(pk__in=numbers), timezone.now())
    return {
        row.pk: _thing(CALL, row.name, reverse("selection:call", args=(row.slug,)), worded(STAGES, row.stage))
        for row in rows
    }


def _designations(things: list[Any]) -> dict[Any, FoundThing]:
    """Designations, and the schemes among them."""
    schemes = [each.partition("/")[2] for each in things if isinstance(each, str)]
    numbers = [each for each in things if isinstance(each, int)]
    found = _schemes(schemes) if schemes else {}
    return found | (_granted(numbers) if numbers else {})


def _schemes(slugs: list[str]) -> dict[Any, FoundThing]:
    said = {each.slug: scheme_named(each) for each in public_schemes().filter(slug__in=slugs)}
    return {
        f"{SCHEME}/{slug}": _thing(DESIGNATION, at.name, at.address, gettext("scheme")) for slug, at in said.items()
    }


def _granted(numbers: list[int]) -> dict[Any, FoundThing]:
    known = levels()
    rows: Any = named(public_designations().filter(pk__in=numbers))
    found = {}
    for row in rows:
        at, level = designation_named(row), known[row.level_then]
        note = _joined(str(level.scheme.name), str(level.name), LIFE.label(row.state_then))
        found[row.pk] = _thing(DESIGNATION, at.name, at.address, note)
    return found


def _terms(keys: list[str]) -> dict[Any, FoundThing]:
    said = {key: shown_term(key) for key in keys}
    page = reverse("search:glossary")
    return {key: _thing(TERM, term.label, f"{page}#{key}", term.meaning) for key, term in said.items()}


def _thing(kind: str, label: Any, address: str, where: str = "", code: str = "") -> FoundThing:
    return FoundThing(kind, kind_words()[kind], label, address, code, where)


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


_OF_THE_COMMONS: dict[str, Callable[[list[Any]], dict[Any, FoundThing]]] = {
    PROGRAMME: _programmes,
    CALL: _calls,
    DESIGNATION: _designations,
    TERM: _terms,
}
