"""Names of regions, clusters and industries in the language that is spoken."""

from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas_web.foundation.names import Name


@dataclass(frozen=True)
class Naming:
    """The names of one edition in one language; a name it lacks is given in another, and says so."""

    edition: Edition
    language: str

    def region(self, code: str) -> Name:
        """The full name of a region."""
        return self._name("region", code)

    def has_region_name(self, code: str) -> bool:
        """Whether the edition names a region in the language that is spoken."""
        return self.region(code).language == self.language

    def short_region(self, code: str) -> Name:
        """The name of a region by its first place."""
        short = self._name("region-short", code)
        return short if short != code else self.region(code)

    def cluster(self, code: str) -> Name:
        """The name of a cluster."""
        return self._name("cluster", code)

    def short_cluster(self, code: str) -> Name:
        """The name of a cluster for tight spaces; its name where it has none."""
        short = self._name("cluster-short", code)
        return short if short != code else self.cluster(code)

    def subcluster(self, cluster: str, code: str) -> Name:
        """The name of a subcluster."""
        return self._name("subcluster", f"{cluster}/{code}")

    def industry(self, code: str) -> Name:
        """The title of an industry, or of an occupation."""
        return self._name("industry", code)

    def level(self, level: str) -> str:
        """The name of a level in the plural: Metropolitan areas."""
        return self._text(self.edition.manifest.level_titles.get(level, {"en": level}))

    def level_in_text(self, level: str) -> str:
        """The same in running text: metropolitan areas, but NUTS 2 regions."""
        return in_text(self.level(level))

    @property
    def atlas(self) -> str:
        """The title of the atlas."""
        return self._text(self.edition.manifest.title)

    @property
    def reference(self) -> str:
        """What the figures are compared with: all published metropolitan and micropolitan areas."""
        return self._text(self.edition.manifest.reference)

    def _name(self, entity: str, code: str) -> Name:
        names = self.edition.names
        return Name(names.get(entity, code, self.language), names.language_of(entity, code, self.language))

    def _text(self, texts: dict[str, str]) -> str:
        return texts.get(self.language) or texts["en"]


def in_text(title: str) -> str:
    """A title in the middle of a sentence: its first letter small, unless the word is written in large ones."""
    return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def naming(edition: Edition) -> Naming:
    """The names in the language that is spoken."""
    return Naming(edition, get_language() or "en")
