"""The North American Industry Classification System, 2012 and 2017, with titles in English and Chinese."""

from functools import cache

from clusteratlas.classifications.classification import Classification
from clusteratlas.classifications.package_data import rows, translations
from clusteratlas.errors import UnknownChoice

NAICS_VINTAGES = (2012, 2017)


@cache
def naics(vintage: int) -> Classification:
    """NAICS of a vintage, two to six digits. `00` and `99` of some statistics are those sources' own and not in it."""
    if vintage not in NAICS_VINTAGES:
        raise UnknownChoice("vintage", vintage, [str(known) for known in NAICS_VINTAGES])
    english = {row["code"]: row["title"] for row in rows(f"naics/{vintage}.tsv")}
    chinese = translations("naics/titles_zh.tsv")
    titles = {"en": english, "zh-hans": {code: chinese[title] for code, title in english.items()}}
    return Classification("NAICS", vintage, "industry", tuple(sorted(english)), titles)
