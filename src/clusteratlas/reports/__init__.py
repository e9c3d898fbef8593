"""Briefs: the contents of a region's or a cluster's report, rendered as PDF, HTML and workbook."""

from clusteratlas.reports.brief import Brief
from clusteratlas.reports.choice import Choice
from clusteratlas.reports.cluster.contents import cluster_brief
from clusteratlas.reports.region.contents import region_brief

__all__ = ["Brief", "Choice", "cluster_brief", "region_brief"]
