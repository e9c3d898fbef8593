"""Names of regions, industries and clusters in every language an edition has."""

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Names:
    """Names by language, entity and code; where a language lacks one, the source's name stands in."""

    _names: dict[str, dict[tuple[str, str], str]]

    @property
    def languages(self) -> list[str]:
        """The languages there are names in."""
        return sorted(self._names)

    def get(self, entity: str, code: str, language: str = SOURCE_LANGUAGE) -> str:
        """The name of a region, industry, cluster, cluster-short or subcluster ("cluster/subcluster")."""
        key = (entity, code)
        return self._names.get(language, {}).get(key) or self._names[SOURCE_LANGUAGE].get(key) or code

    def of(self, entity: str, language: str = SOURCE_LANGUAGE) -> dict[str, str]:
        """All names of an entity by code."""
        codes = [code for kind, code in self._names[SOURCE_LANGUAGE] if kind == entity]
        return {code: self.get(entity, code, language) for code in codes}


def read_names(table: pa.Table) -> Names:
    """The table `names` as an object."""
    names: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in table.to_pylist():
        names[row["language"]][row["entity"], row["code"]] = row["name"]
    return Names(dict(names))
