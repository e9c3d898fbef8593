"""What tests of applications store besides selection_things: a draft that lacks nothing, a sheet of evidence."""

from typing import Any

from tests.web.commons.selection_things import entry

REGION, CLUSTER = "us-metro-48620", "aerospace-vehicles-and-defense"


def ready(the_round: Any, organisation: Any, state: str = "draft", **facts: Any) -> Any:
    """An application that lacks nothing of what its round asks for: statements on all criteria."""
    from clusteratlas_web.selection.models import Statement

    made = entry(the_round, organisation, state, **facts)
    for criterion in the_round.criteria.all():
        Statement.objects.create(entry=made, criterion=criterion, text=f"Secret statement {criterion.number}")
    made.partners.update(role="Coordination")
    return made


def pinned(found: Any, region: str = REGION, cluster: str = CLUSTER, **facts: Any) -> Any:
    """The evidence sheet of an entry, in the sample edition."""
    from clusteratlas_web.selection.editions import checksum_of, opened
    from clusteratlas_web.selection.models import EvidenceSheet

    edition = opened("us", "2019.1")
    told = {"atlas": "us", "edition": "2019.1", "checksum": checksum_of(edition) if edition else ""} | facts
    return EvidenceSheet.objects.create(entry=found, region=region, cluster=cluster, **told)
