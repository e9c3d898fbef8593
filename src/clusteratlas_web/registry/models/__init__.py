"""Organisations and what belongs to them in the database."""

from clusteratlas_web.registry.models.imports import ImportBatch, ImportRow
from clusteratlas_web.registry.models.index import Indexed, IndexMade, Posting
from clusteratlas_web.registry.models.memberships import DeclaredMembers, Membership
from clusteratlas_web.registry.models.organisation import Alias, Name, Organisation
from clusteratlas_web.registry.models.people import Acting, Claim, Invitation
from clusteratlas_web.registry.models.places import InCluster, InIndustry, InRegion
from clusteratlas_web.registry.models.resources import FundingYear, Waiver
from clusteratlas_web.registry.models.work import Activity, Capability, Certificate, Service, ServiceEntry

__all__ = [
    "Acting",
    "Activity",
    "Alias",
    "Capability",
    "Certificate",
    "Claim",
    "DeclaredMembers",
    "FundingYear",
    "ImportBatch",
    "ImportRow",
    "InCluster",
    "InIndustry",
    "InRegion",
    "IndexMade",
    "Indexed",
    "Invitation",
    "Membership",
    "Name",
    "Organisation",
    "Posting",
    "Service",
    "ServiceEntry",
    "Waiver",
]
