"""An organisation with all that belongs to it as plain values: what the history compares and what a merge weighs."""

from typing import Any

from clusteratlas_web.foundation.history import state_of
from clusteratlas_web.registry.models import Organisation

UNTOLD = ("changed", "created", "sort_name", "web_host", "verified_on")


def whole_state(organisation: Organisation) -> dict[str, Any]:
    """Its fields, and its names, places and work as lists; private fields only as set or not."""
    fields = {name: value for name, value in state_of(organisation).items() if name not in UNTOLD}
    return fields | {
        "names": {name.language: name.text for name in organisation.names.all()},
        "aliases": [alias.text for alias in organisation.aliases.all()],
        "regions": [each.region for each in organisation.regions.all()],
        "clusters": [each.key for each in organisation.clusters.all()],
        "industries": [str(each) for each in organisation.industries.all()],
        "activities": [each.word for each in organisation.activities.all()],
        "services": [each.word for each in organisation.services.all()],
        "capabilities": [each.text for each in organisation.capabilities.all()],
        "certificates": [
            "; ".join(filter(None, (each.title, each.issuer, str(each.until or ""))))
            for each in organisation.certificates.all()
        ],
        "declared": {each.kind: each.number for each in organisation.declared_members.all()},
        "funding": {
            str(each.year): [each.public, each.dues, each.services, each.projects]
            for each in organisation.funding.all()
        },
    }
