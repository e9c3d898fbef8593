"""Every classification that ships with Cluster Atlas, by name and vintage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from clusteratlas.classifications.classification import Classification
from clusteratlas.classifications.package_data import rows, translations
from clusteratlas.errors import UnknownChoice

CHINESE = {"zh-hans": "titles_zh.tsv"}
OWN_TITLE = "title"  # the column with the titles in the classification's own language


@dataclass(frozen=True)
class _Scheme:
    """Where the tables of one classification are: a folder with one table a vintage, and titles translated apart."""

    folder: str
    vintages: tuple[str, ...]
    language: str = "en"
    kind: str = "industry"
    translated: Mapping[str, str] = field(default_factory=lambda: CHINESE)


_SCHEMES = {
    "NAICS": _Scheme("naics", ("1997", "2002", "2007", "2012", "2017", "2022")),
    "NACE": _Scheme("nace", ("2", "2.1")),
    "ISIC": _Scheme("isic", ("4",)),
    "JSIC": _Scheme("jsic", ("2013", "2023"), language="ja"),
    "GB/T 4754": _Scheme("gbt4754", ("2011", "2017"), language="zh-hans", translated={"en": "titles_en.tsv"}),
    "KldB": _Scheme("kldb", ("2010",), language="de", kind="occupation"),
}
CLASSIFICATIONS: Mapping[str, tuple[str, ...]] = {name: scheme.vintages for name, scheme in _SCHEMES.items()}


@cache
def classification(name: str, vintage: str) -> Classification:
    """The classification of this name and vintage; CLASSIFICATIONS lists them. Raises UnknownChoice for any other.

    Codes that only a source knows, such as the totals and the unclassified of some statistics, stand in none.
    """
    if name not in _SCHEMES:
        raise UnknownChoice("classification", name, list(_SCHEMES))
    scheme = _SCHEMES[name]
    if vintage not in scheme.vintages:
        raise UnknownChoice("vintage", vintage, scheme.vintages)
    table = list(rows(f"{scheme.folder}/{vintage}.tsv"))
    codes = tuple(sorted(row["code"] for row in table))
    parents = {row["code"]: row["parent"] for row in table if row.get("parent")}
    return Classification(name, vintage, scheme.kind, codes, _titles(scheme, table), scheme.language, parents)


def naics(vintage: int | str) -> Classification:
    """The North American Industry Classification System of a year; two to six digits."""
    return classification("NAICS", str(vintage))


def _titles(scheme: _Scheme, table: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    own = {row["code"]: row[OWN_TITLE] for row in table}
    published = [column for column in table[0] if column not in ("code", "parent", OWN_TITLE)]
    titles = {column: {row["code"]: row[column] for row in table if row[column]} for column in published}
    for language, file in scheme.translated.items():
        words = translations(f"{scheme.folder}/{file}")
        titles[language] = {code: words[title] for code, title in own.items() if title in words}
    return {scheme.language: own, **titles}
