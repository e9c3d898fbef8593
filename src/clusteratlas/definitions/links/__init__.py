"""Link data that come with the package: who sells to whom, and who employs which occupations."""

from clusteratlas.definitions.links.origin import LinkOrigin, LinkSource, link_origin
from clusteratlas.definitions.links.tables import REST, links

__all__ = ["REST", "LinkOrigin", "LinkSource", "link_origin", "links"]
