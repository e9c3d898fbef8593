"""What is read of the registry; who may not see a thing does not find it."""

from clusteratlas_web.registry.queries.names import name_in, named, names_of
from clusteratlas_web.registry.queries.one import mine, organisation_for, public_organisations, seen_by

__all__ = ["mine", "name_in", "named", "names_of", "organisation_for", "public_organisations", "seen_by"]
