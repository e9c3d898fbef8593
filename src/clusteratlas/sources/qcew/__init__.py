"""Quarterly Census of Employment and Wages of the US Bureau of Labor Statistics, annual averages."""

from clusteratlas.sources.qcew.addresses import address, file_name
from clusteratlas.sources.qcew.annual import LAYOUT, open_file
from clusteratlas.sources.qcew.publication import PUBLICATION

__all__ = ["LAYOUT", "PUBLICATION", "address", "file_name", "open_file"]
