"""The words a page uses for what an edition has: industries or occupations, traded, local or all clusters."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.classifications import Classification
from clusteratlas.editions import Manifest

TRADED, LOCAL = "traded", "local"
OCCUPATION = "occupation"  # the kind of a classification

# Terms and methods are written down once, for industries. Occupations are not told apart as traded and local.
_OF_OCCUPATIONS = {
    "en": (
        *(("traded ", ""), ("industries", "occupations"), ("Industries", "Occupations")),
        *(("industry", "occupation"), ("Industry", "Occupation")),
    ),
    "zh-hans": (("可贸易|贸易型", ""), ("(?:产业|行业)(?!集群)", "职业")),
}


@dataclass(frozen=True)
class Wording:
    """Words that depend on the classification and on the measures of an edition."""

    occupations: bool
    establishments: bool

    def spoken(self, text: str) -> str:
        """A text about industries, said of what the edition classifies: an industry is an occupation there."""
        if self.occupations:
            for pattern, word in _OF_OCCUPATIONS.get(get_language() or "en", ()):
                text = re.sub(pattern, word, text)
        return text

    @property
    def industries(self) -> str:
        """The heading of a list of them."""
        return gettext("Occupations") if self.occupations else gettext("Industries")

    @property
    def industry(self) -> str:
        """The head of a column of them."""
        return gettext("Occupation") if self.occupations else gettext("Industry")

    @property
    def one(self) -> str:
        """What one of them is called in running text."""
        return gettext("occupation") if self.occupations else gettext("industry")


def wording(manifest: Manifest) -> Wording:
    """The words of an edition."""
    return Wording(manifest.classification_kind == OCCUPATION, "establishments" in manifest.measures)


def wording_of(classification: Classification) -> Wording:
    """The words for a classification by itself, whatever an edition measures."""
    return Wording(classification.kind == OCCUPATION, establishments=False)


def kind_titles() -> dict[str, str]:
    """The headings of clusters by kind, in the order pages show them."""
    return {
        TRADED: gettext("Traded clusters"),
        "all": gettext("Clusters"),
        LOCAL: gettext("Local clusters"),
    }


def kind_name(kind: str) -> str:
    """What a cluster of a kind is called."""
    return {TRADED: gettext("Traded cluster"), LOCAL: gettext("Local cluster")}.get(kind, gettext("Cluster"))


def within_kind(manifest: Manifest, kind: str) -> str:
    """The kind of clusters whose jobs a location quotient is taken over: the cluster's own, or all."""
    return "all" if manifest.within == "all" else kind


def classification_name(manifest: Manifest, year: int) -> str:
    """The classification and its vintage in a year: NAICS 2017."""
    return f"{manifest.classification} {manifest.vintage(year)}"
