"""The amounts that bubbles may stand for: which an edition has, of what they are, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from clusteratlas.editions import Edition
from clusteratlas.editions.layout import columns_of
from clusteratlas.editions.queries import clusters
from clusteratlas.editions.queries.mapped import CLUSTER
from clusteratlas.errors import UnknownChoice
from clusteratlas.tables import MEASURES
from clusteratlas_web.explore.mapping.measures import MapMeasure, amount_measure
from clusteratlas_web.explore.mapping.refusing import one_of
from clusteratlas_web.explore.mapping.subjects import WHOLE, MapSubject, subject_of
from clusteratlas_web.explore.naming import Naming

BUBBLES, OF = "bubbles", "of"  # the choices of an address: which amount, and of what if not of what the colour is of
JOBS = "jobs"  # employment, as addresses have called it since bubbles were jobs only
# Every amount that an edition may have, as addresses name them; what may be below zero has no area.
AMOUNTS = tuple(JOBS if name == "employment" else name for name, each in MEASURES.items() if not each.signed)


@dataclass(frozen=True)
class Amount:
    """What is asked for: an amount by its name in addresses; `subject` is None where it is of what the colour is of."""

    name: str
    subject: MapSubject | None

    def of(self, shown: MapSubject) -> MapSubject:
        """Whose amount it is on a map of a subject."""
        return self.subject or shown

    def measure(self, shown: MapSubject) -> MapMeasure:
        """The amount as a measure of what it is of."""
        return amount_measure(column_of(self.name), self.of(shown).table)

    def label(self, shown: MapSubject, names: Naming) -> str:
        """What it is called: Wages; of another than the colour: Wages, Plastics."""
        amount = amount_measure(column_of(self.name), CLUSTER).label
        if self.subject is None or self.subject == shown:
            return amount
        whose = gettext("regions as a whole") if self.subject.is_whole else self.subject.name(names)
        return gettext("%(amount)s, %(whose)s") % {"amount": amount, "whose": whose}


def amounts_of(edition: Edition) -> list[str]:
    """The amounts of the edition as addresses name them."""
    measured = edition.manifest.measures
    names = [JOBS if name == "employment" else name for name in columns_of(measured) if name in measured]
    return [name for name in names if name in AMOUNTS]


def column_of(name: str) -> str:
    """The column of an amount."""
    return "employment" if name == JOBS else name


def amount_label(name: str) -> str:
    """What an amount is called."""
    return amount_measure(column_of(name), CLUSTER).label


def read_amount(edition: Edition, given: Mapping[str, str], level: str, year: int) -> Amount | None:
    """The amount that an address asks for, if any; raises UnknownChoice."""
    name = one_of(BUBBLES, given.get(BUBBLES), ["", *amounts_of(edition)])
    if name:
        return Amount(name, _whose(edition, given.get(OF, ""), level, year))
    if OF in given:
        raise UnknownChoice(OF, given[OF], [gettext("nothing: no bubbles are asked for")])
    return None


def _whose(edition: Edition, code: str, level: str, year: int) -> MapSubject | None:
    kinds = {row["cluster"]: row["kind"] for row in clusters.listed(edition, level, year)}
    cluster = one_of(OF, code, ["", *kinds, WHOLE])
    return subject_of(edition, cluster, "", kinds.get(cluster, ""), year) if cluster else None


def unit_words(unit: str) -> str:
    """What stands behind the last of the sizes of a legend; money has its sign already."""
    words = {"persons": pgettext("in a legend", "jobs"), "establishments": pgettext("in a legend", "establishments")}
    return words.get(unit, "")
