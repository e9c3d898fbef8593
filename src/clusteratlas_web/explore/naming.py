"""Names of regions, clusters and industries in the language that is spoken."""

from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.editions import Edition


@dataclass(frozen=True)
class Naming:
    """The names of one edition in one language."""

    edition: Edition
    language: str

    def region(self, code: str) -> str:
        """The full name of a region."""
        return self.edition.names.get("region", code, self.language)

    def short_region(self, code: str) -> str:
        """The name of a region by its first place."""
        short = self.edition.names.get("region-short", code, self.language)
        return short if short != code else self.region(code)

    def cluster(self, code: str) -> str:
        """The name of a cluster."""
        return self.edition.names.get("cluster", code, self.language)

    def short_cluster(self, code: str) -> str:
        """The name of a cluster for tight spaces."""
        return self.edition.names.get("cluster-short", code, self.language)

    def subcluster(self, cluster: str, code: str) -> str:
        """The name of a subcluster."""
        return self.edition.names.get("subcluster", f"{cluster}/{code}", self.language)

    def industry(self, code: str) -> str:
        """The title of an industry."""
        return self.edition.names.get("industry", code, self.language)

    def level(self, level: str) -> str:
        """The name of a level in the plural: Metropolitan areas."""
        return self._text(self.edition.manifest.level_titles.get(level, {"en": level}))

    @property
    def atlas(self) -> str:
        """The title of the atlas."""
        return self._text(self.edition.manifest.title)

    @property
    def reference(self) -> str:
        """What the figures are compared with: all published metropolitan and micropolitan areas."""
        return self._text(self.edition.manifest.reference)

    def _text(self, texts: dict[str, str]) -> str:
        return texts.get(self.language) or texts["en"]


def naming(edition: Edition) -> Naming:
    """The names in the language that is spoken."""
    return Naming(edition, get_language() or "en")
