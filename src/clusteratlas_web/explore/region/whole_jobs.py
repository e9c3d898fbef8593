"""Parts of a change in whole jobs and in tenths of a per cent, as briefs write them too."""

from clusteratlas.reports.region.whole_jobs import shares_of, whole_jobs

__all__ = ["shares_of", "whole_jobs"]
