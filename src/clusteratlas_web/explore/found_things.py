"""What a search says of a region, cluster, subcluster or industry that it found: its name, kind, code and page."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.search import Hit
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.wording import Wording, wording
from clusteratlas_web.foundation.names import Name

KINDS = ("region", "cluster", "subcluster", "industry")
REGIONAL = "regional"  # a cluster in a region


@dataclass(frozen=True)
class FoundThing:
    """An answer of a search; `kind` is what it is called, `entity` what it is."""

    entity: str
    kind: str
    label: Name | str
    address: str
    code: str = ""
    where: str = ""


def found_thing(entity: str, code: str, to: Addresses, names: Naming) -> FoundThing:
    """A thing of an edition."""
    kind = kind_words(wording(names.edition.manifest))[entity]
    if entity == "region":
        return FoundThing(entity, kind, names.region(code), to.region(code), code.rpartition("-")[2])
    if entity == "cluster":
        return FoundThing(entity, kind, names.cluster(code), to.cluster(code))
    if entity == "industry":
        return FoundThing(entity, kind, names.industry(code), to.industry(code), code)
    cluster, part = code.split("/")
    said = {"part": names.subcluster(cluster, part), "cluster": names.cluster(cluster)}
    label = gettext("%(part)s (%(cluster)s)") % said
    return FoundThing(entity, kind, label, f"{to.cluster(cluster)}#subclusters")


def found_pair(region: Hit, cluster: Hit, to: Addresses, names: Naming) -> FoundThing:
    """A cluster in a region; of a subcluster the cluster that it is part of."""
    here, there = region.entry.code, cluster.entry.code.partition("/")[0]
    said = {"cluster": names.cluster(there), "region": names.region(here)}
    label = gettext("%(cluster)s in %(region)s") % said
    return FoundThing(REGIONAL, gettext("cluster in a region"), label, to.regional(here, there))


def kind_words(words: Wording) -> dict[str, str]:
    """What each kind is called in running text."""
    return {
        "region": gettext("region"),
        "cluster": gettext("cluster"),
        "subcluster": gettext("subcluster"),
        "industry": words.one,
    }


def kind_titles(words: Wording) -> dict[str, str]:
    """The heading of each kind."""
    return {
        REGIONAL: gettext("Clusters in regions"),
        "region": gettext("Regions"),
        "cluster": gettext("Clusters"),
        "subcluster": gettext("Subclusters"),
        "industry": words.industries,
    }
