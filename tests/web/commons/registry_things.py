"""Organisations for tests of the registry, in the index of the directory."""

from typing import Any

from tests.web.commons.conftest import Cast


def organisation(slug: str, state: str = "verified", kind: str = "firm", **facts: Any) -> Any:
    """A record with names, regions, clusters, activities and capabilities, indexed."""
    from clusteratlas_web.registry.actions.indexing import index
    from clusteratlas_web.registry.models import Activity, Capability, InCluster, InRegion, Name, Organisation

    names = facts.pop("names", {"en": slug.replace("-", " ").title()})
    lists = {name: facts.pop(name, ()) for name in ("regions", "clusters", "activities", "capabilities")}
    made = Organisation.objects.create(slug=slug, state=state, kind=kind, **facts)
    for language, text in names.items():
        Name.objects.create(organisation=made, language=language, text=text)
    for region in lists["regions"]:
        InRegion.objects.create(organisation=made, region=region)
    for key in lists["clusters"]:
        atlas, cluster = key.split("/")
        InCluster.objects.create(organisation=made, atlas=atlas, cluster=cluster)
    for word in lists["activities"]:
        Activity.objects.create(organisation=made, word=word)
    for text in lists["capabilities"]:
        Capability.objects.create(organisation=made, text=text)
    index([made])
    return made


def listed(cast: Cast) -> Cast:
    """The cast, its organisations in the index."""
    from clusteratlas_web.registry.actions.indexing import index

    index([cast.valley, cast.ministry])
    return cast


def fresh(thing: Any) -> Any:
    """A thing as it is stored now."""
    return type(thing).objects.get(pk=thing.pk)


def verbs_of(thing: Any) -> list[str]:
    """What the history says was done to a thing, the first first."""
    from clusteratlas_web.foundation.history import history_of

    return [entry.verb for entry in history_of(thing)][::-1]
