"""Link data that come with the package: who sells to whom, and who employs which occupations."""

from clusteratlas.definitions.links.chains import NO_CLUSTER, cluster_sales
from clusteratlas.definitions.links.origin import LinkOrigin, LinkSource, link_origin
from clusteratlas.definitions.links.tables import REST, links

__all__ = ["NO_CLUSTER", "REST", "LinkOrigin", "LinkSource", "cluster_sales", "link_origin", "links"]
