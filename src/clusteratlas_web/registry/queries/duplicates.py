"""Which records a name may already stand for."""

from collections.abc import Sequence
from typing import Any

from clusteratlas_web.registry.duplicates import Known, Likely, bare, host_of, likely
from clusteratlas_web.registry.models import Organisation, Posting
from clusteratlas_web.registry.postings import read, words_of
from clusteratlas_web.registry.queries.one import seen_by

COMMON = 400  # a word that more organisations have tells them not apart
MOST = 600  # records that are compared


def likely_records(names: Sequence[str], web: str, country: str, person: Any) -> list[Likely]:
    """The records, of those somebody sees, that may be the organisation of these names and this page."""
    numbers = set(_of_rare_words(names))
    host = host_of(web)
    if host:
        numbers.update(Organisation.objects.filter(web_host=host).values_list("pk", flat=True)[:MOST])
    held = seen_by(person).filter(pk__in=sorted(numbers)[:MOST]).prefetch_related("names", "aliases")
    return likely(names, web, country, [known_of(each) for each in held])


def known_of(organisation: Organisation) -> Known:
    """A record as names are compared with it; fetch its names and aliases before."""
    names = (*(each.text for each in organisation.names.all()), *(each.text for each in organisation.aliases.all()))
    return Known(organisation.pk, names, organisation.web_host, organisation.country)


def _of_rare_words(names: Sequence[str]) -> list[int]:
    """The organisations that share a word of their names that few have, those that share most words first."""
    words = words_of([*names, *map(bare, names)])
    rows = Posting.objects.filter(facet="name", word__in=words, size__lte=COMMON)
    counts: dict[int, int] = {}
    for held in rows.values_list("organisations", flat=True):
        for number in read(held).tolist():
            counts[number] = counts.get(number, 0) + 1
    return sorted(counts, key=lambda number: -counts[number])[:MOST]
