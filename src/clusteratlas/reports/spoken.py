"""An edition in a language: its names, the sentences of briefs, and figures as that language writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from clusteratlas.charts import Drawing, Palette
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.glossary import column_term
from clusteratlas.reports.texts import template, texts
from clusteratlas.reports.wording import of_occupations
from clusteratlas.reports.writing import Writer

TRADED, LOCAL = "traded", "local"
_CHART = "chart_"


@dataclass(frozen=True)
class Spoken:
    """An edition whose names and figures are written in one language."""

    edition: Edition
    language: str

    @cached_property
    def writer(self) -> Writer:
        """Writes its figures."""
        return Writer(self.language, self.edition.manifest.currency)

    @property
    def tells_traded(self) -> bool:
        """Whether its definition tells traded clusters from local ones."""
        return TRADED in kinds_of_clusters(self.edition)

    @property
    def occupations(self) -> bool:
        """Whether its clusters are groups of occupations, not of industries."""
        return self.edition.manifest.classification_kind == "occupation"

    @property
    def reference(self) -> str:
        """What its figures are compared with."""
        return self._text(self.edition.manifest.reference)

    @property
    def atlas(self) -> str:
        """The title of the atlas."""
        return self._text(self.edition.manifest.title)

    def say(self, key: str, **values: object) -> str:
        """A sentence of briefs, said of occupations where the edition classifies those."""
        return self._of_kind_counted(template(key, self.language, values)).format(**values)

    def of_kind(self, key: str, **values: object) -> str:
        """The sentence of this key that suits an edition with traded clusters, or one that does not tell."""
        return self.say(key if self.tells_traded else f"{key}_all", **values)

    def write(self, kind: str, value: Any) -> str:
        """A figure of a kind."""
        return self.writer.written(kind, value)

    def region(self, code: str) -> str:
        """The name of a region."""
        return self.edition.names.get("region", code, self.language)

    def short_region(self, code: str) -> str:
        """The name of a region by its first place."""
        short = self.edition.names.get("region-short", code, self.language)
        return short if short != code else self.region(code)

    def cluster(self, code: str) -> str:
        """The name of a cluster."""
        return self.edition.names.get("cluster", code, self.language)

    def short(self, code: str) -> str:
        """The name of a cluster for tight spaces."""
        short = self.edition.names.get("cluster-short", code, self.language)
        return short if short != code else self.cluster(code)

    def level(self, level: str) -> str:
        """The name of a level in the plural, in running text: metropolitan areas, but NUTS 2 regions."""
        title = self._text(self.edition.manifest.level_titles.get(level, {"en": level}))
        return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"

    def label(self, column: str, table: str | None = None) -> str:
        """What the glossary calls a column."""
        return self._of_kind_counted(column_term(column, table).label(self.language))

    def meaning(self, column: str, table: str | None = None) -> str:
        """What the glossary says a column means."""
        return self._of_kind_counted(column_term(column, table).meaning(self.language))

    def joined(self, names: Sequence[str]) -> str:
        """A, B and C; with semicolons where a name has a comma itself."""
        if len(names) < 2:
            return "".join(names)
        if any(self.say("comma") in name for name in names):
            return self.say("semicolon").join(names[:-1]) + self.say("semicolon_and") + names[-1]
        return self.say("comma").join(names[:-1]) + self.say("and") + names[-1]

    def sentences(self, *sentences: str) -> str:
        """Sentences one after the other."""
        return self.say("space").join(sentence for sentence in sentences if sentence)

    def drawing(self, width: int, height: int, palette: Palette) -> Drawing:
        """What a chart is drawn with: its words in the language."""
        words = {key.removeprefix(_CHART): self.say(key) for key in texts() if key.startswith(_CHART)}
        return Drawing(width, height, palette, self.language, words)

    def _of_kind_counted(self, text: str) -> str:
        return of_occupations(text, self.language) if self.occupations else text

    def _text(self, written: dict[str, str]) -> str:
        return written.get(self.language) or written["en"]
