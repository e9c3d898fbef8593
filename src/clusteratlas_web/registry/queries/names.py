"""Names of organisations in the language that is spoken."""

from collections.abc import Iterable

from django.utils.translation import get_language

from clusteratlas_web.foundation.names import Name as Spoken
from clusteratlas_web.registry.models import Name, Organisation


def name_in(organisation: Organisation, language: str = "") -> Spoken:
    """What an organisation is called in a language, the page's if none is given; else by the first name it has.

    Prefetch `names` where this is asked of many.
    """
    return _chosen(organisation, list(organisation.names.all()), language)


def names_of(organisations: Iterable[Organisation], language: str = "") -> dict[int, Spoken]:
    """The names of many by their numbers, in one query."""
    wanted = list(organisations)
    found: dict[int, list[Name]] = {each.pk: [] for each in wanted}
    for name in Name.objects.filter(organisation__in=wanted):
        found[name.organisation_id].append(name)
    return {each.pk: _chosen(each, found[each.pk], language) for each in wanted}


def named(organisations: Iterable[Organisation], language: str = "") -> list[tuple[Organisation, Spoken]]:
    """Organisations with their names, in their order."""
    wanted = list(organisations)
    names = names_of(wanted, language)
    return [(each, names[each.pk]) for each in wanted]


def _chosen(organisation: Organisation, names: list[Name], language: str) -> Spoken:
    wanted = language or get_language() or "en"
    chosen = next((name for name in names if name.language == wanted), names[0] if names else None)
    return Spoken(chosen.text, chosen.language) if chosen else Spoken(organisation.slug, wanted)
