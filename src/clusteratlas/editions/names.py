"""Names of regions, industries and clusters in every language an edition has."""

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Names:
    """Names by entity and code, each in the languages it is known in; what a language lacks is given in another."""

    _names: dict[tuple[str, str], dict[str, str]]

    @property
    def languages(self) -> list[str]:
        """The languages there are names in."""
        return sorted({language for names in self._names.values() for language in names})

    def get(self, entity: str, code: str, language: str = SOURCE_LANGUAGE) -> str:
        """The name of a region, industry, cluster, cluster-short or subcluster ("cluster/subcluster")."""
        names = self._names.get((entity, code))
        return names[_given(names, language)] if names else code

    def language_of(self, entity: str, code: str, language: str = SOURCE_LANGUAGE) -> str:
        """The language `get` answers in, so that a page can mark words of another one."""
        names = self._names.get((entity, code))
        return _given(names, language) if names else language

    def of(self, entity: str, language: str = SOURCE_LANGUAGE) -> dict[str, str]:
        """All names of an entity by code."""
        return {code: names[_given(names, language)] for (kind, code), names in self._names.items() if kind == entity}


def _given(names: dict[str, str], language: str) -> str:
    """The language asked for, else English, else the first there is."""
    return next((wanted for wanted in (language, SOURCE_LANGUAGE) if wanted in names), min(names))


def read_names(table: pa.Table) -> Names:
    """The table `names` as an object."""
    names: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in table.to_pylist():
        names[row["entity"], row["code"]][row["language"]] = row["name"]
    return Names(dict(names))
