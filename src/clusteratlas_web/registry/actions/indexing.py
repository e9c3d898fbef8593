"""Keeps the index of the directory true to the records, in the transaction of their change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from clusteratlas_web.foundation.places import ancestors, current_editions, folded
from clusteratlas_web.registry.models import Indexed, IndexMade, Organisation, Posting
from clusteratlas_web.registry.postings import changed, words_of

Entry = tuple[str, str]  # a facet and a word
RELATED = ("names", "aliases", "regions", "clusters", "activities", "capabilities", "indexed")
AT_ONCE = 2000


@transaction.atomic
def index(organisations: Iterable[Organisation]) -> None:
    """Brings the index up to date with these records."""
    numbers = sorted({each.pk for each in organisations})
    for start in range(0, len(numbers), AT_ONCE):
        _index(numbers[start : start + AT_ONCE])


def index_everything() -> int:
    """Goes through all records and notes from which editions; returns how many records there are.

    Each part is a transaction of its own, so that nobody who writes waits long. Ended in the middle, nothing is noted,
    and the next time begins again.
    """
    editions = list(current_editions())
    numbers = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        with transaction.atomic():
            _index(numbers[start : start + AT_ONCE])
    IndexMade.objects.update_or_create(pk=1, defaults={"editions": editions})
    return len(numbers)


def unindex(organisations: Iterable[Organisation]) -> None:
    """Takes records out of the index, before they are deleted."""
    held = Indexed.objects.filter(organisation__in=list(organisations))
    _apply({}, {each.pk: {(facet, word) for facet, word in each.entries} for each in held})
    held.delete()


def entries_of(organisation: Organisation) -> set[Entry]:
    """Every word an organisation is found and counted by; one that was merged away has none."""
    if organisation.merged_into_id is not None:
        return set()
    regions = {code for each in organisation.regions.all() for code in (each.region, *ancestors(each.region))}
    names = words_of(text for text in (*_texts(organisation.names), *_texts(organisation.aliases)))
    texts = words_of((organisation.about, *_texts(organisation.capabilities)))
    return {
        ("state", organisation.state),
        ("kind", organisation.kind),
        *(("region", code) for code in regions),
        *(("cluster", each.key) for each in organisation.clusters.all()),
        *(("activity", each.word) for each in organisation.activities.all()),
        *(("name", word) for word in names),
        *(("text", word) for word in texts - names),
    }


def sort_name(organisation: Organisation) -> str:
    """What an organisation is sorted by: its first name, folded."""
    first = next(iter(organisation.names.all()), None)
    return folded(first.text if first else organisation.slug)[:200]


def _texts(related: object) -> Iterator[str]:
    yield from (each.text for each in related.all())  # type: ignore[attr-defined]


def _index(numbers: list[int]) -> None:
    # Held until the end: a change of a record waits, or this waits for the change and then sees it.
    locked = Organisation.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    held = list(locked.prefetch_related(*RELATED))
    now = {each.pk: entries_of(each) for each in held}
    before = {
        each.pk: {(facet, word) for facet, word in each.entries} for each in Indexed.objects.filter(pk__in=numbers)
    }
    _apply(now, before)
    Indexed.objects.bulk_create(
        [Indexed(organisation_id=number, entries=sorted(entries)) for number, entries in now.items()],
        update_conflicts=True,
        unique_fields=["organisation"],
        update_fields=["entries"],
    )
    for each in held:
        name = sort_name(each)
        if each.sort_name != name:
            Organisation.objects.filter(pk=each.pk).update(sort_name=name)


def _apply(now: dict[int, set[Entry]], before: dict[int, set[Entry]]) -> None:
    added: dict[Entry, list[int]] = defaultdict(list)
    removed: dict[Entry, list[int]] = defaultdict(list)
    for number in {**now, **before}:
        new, old = now.get(number, set()), before.get(number, set())
        for entry in new - old:
            added[entry].append(number)
        for entry in old - new:
            removed[entry].append(number)
    _write(added, removed)


def _write(added: dict[Entry, list[int]], removed: dict[Entry, list[int]]) -> None:
    """Rewrites the lists of the words that changed; they are locked in one order, so that two writers never cross."""
    by_facet: dict[str, set[str]] = defaultdict(set)
    for facet, word in {**added, **removed}:
        by_facet[facet].add(word)
    missing = [Posting(facet=facet, word=word) for facet, word in sorted(added)]
    Posting.objects.bulk_create(missing, ignore_conflicts=True, batch_size=400)
    for facet, words in sorted(by_facet.items()):
        ordered = sorted(words)
        for start in range(0, len(ordered), 400):
            _rewrite(facet, ordered[start : start + 400], added, removed)
    Posting.objects.filter(size=0).delete()


def _rewrite(facet: str, words: list[str], added: dict[Entry, list[int]], removed: dict[Entry, list[int]]) -> None:
    rows = list(Posting.objects.select_for_update().filter(facet=facet, word__in=words).order_by("word"))
    for row in rows:
        entry = (facet, row.word)
        row.organisations = changed(row.organisations, added.get(entry, ()), removed.get(entry, ()))
        row.size = len(row.organisations) // 4
    Posting.objects.bulk_update(rows, ["organisations", "size"], batch_size=100)
