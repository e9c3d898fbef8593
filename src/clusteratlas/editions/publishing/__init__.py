"""Publishing a confidential register: protected records, the proof that an edition is safe, sums under guard."""

from clusteratlas.editions.publishing.exact_sums import exact_sum
from clusteratlas.editions.publishing.examining import Examined, examine
from clusteratlas.editions.publishing.policy_file import read_policy
from clusteratlas.editions.publishing.protecting import ProtectionReceipt, YearCounts, protect_records

__all__ = ["Examined", "ProtectionReceipt", "YearCounts", "exact_sum", "examine", "protect_records", "read_policy"]
