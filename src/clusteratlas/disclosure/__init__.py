"""Disclosure control: what an edition from confidential figures may show, and the attack that proves it."""

from clusteratlas.disclosure.attack import Attack, attack
from clusteratlas.disclosure.axis import Axis
from clusteratlas.disclosure.contributions import Concentration, Contributions, concentration
from clusteratlas.disclosure.differencing import Decision, DifferencingGuard, GuardedTable, Question
from clusteratlas.disclosure.exchanges import Exchange, Exchanges, proven
from clusteratlas.disclosure.grid import Grid, Sums
from clusteratlas.disclosure.inspection import Inspection, inspect_public
from clusteratlas.disclosure.policy import PUBLIC_SOURCE, PublishPolicy, publish_policy
from clusteratlas.disclosure.primary import Sensitivity, counts_sensitivity, sensitivity
from clusteratlas.disclosure.protection import Protection, protect
from clusteratlas.disclosure.secondary import Suppression, prove, suppress
from clusteratlas.disclosure.sharp import sharp
from clusteratlas.disclosure.system import Block, Public, System

__all__ = [
    "PUBLIC_SOURCE",
    "Attack",
    "Axis",
    "Block",
    "Concentration",
    "Contributions",
    "Decision",
    "DifferencingGuard",
    "Exchange",
    "Exchanges",
    "Grid",
    "GuardedTable",
    "Inspection",
    "Protection",
    "Public",
    "PublishPolicy",
    "Question",
    "Sensitivity",
    "Sums",
    "Suppression",
    "System",
    "attack",
    "concentration",
    "counts_sensitivity",
    "inspect_public",
    "protect",
    "prove",
    "proven",
    "publish_policy",
    "sensitivity",
    "sharp",
    "suppress",
]
