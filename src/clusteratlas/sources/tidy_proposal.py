"""Proposes a map for a tidy file by the names of its columns; a person confirms or corrects it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.errors import UnknownChoice
from clusteratlas.sources.units import unit

YEAR_WORDS = ("年份", "年度", "year", "time_period", "jahr", "年")
REGION_WORDS = (
    "地区",
    "省份",
    "省市",
    "城市",
    "region",
    "area",
    "geo",
    "state",
    "county",
    "prefecture",
    "district",
    "省",
)
INDUSTRY_WORDS = ("行业代码", "行业", "产业", "industry", "naics", "nace", "jsic", "isic", "occupation")
MEASURE_WORDS = {
    "establishments": ("单位数", "企业数", "事業所", "establishment", "estab", "enterprise", "firm", "local unit"),
    "employment": ("用工", "从业", "就业", "职工", "人数", "employ", "emp", "person", "jobs", "worker"),
    "wages": ("工资", "薪酬", "wage", "payroll", "salar"),
    "revenue": ("营业收入", "主营业务收入", "销售", "revenue", "turnover", "sales"),
    "profit": ("利润", "profit"),
    "exports": ("出口", "export"),
}
_USUAL_UNITS = {"establishments": "个", "employment": "人"}
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


@dataclass(frozen=True)
class Proposal:
    """The columns that are probably meant, None where no name tells; measures by name, each with column and unit."""

    year: str | None
    region: str | None
    industry: str | None
    measures: Mapping[str, tuple[str, str | None]]


def propose(names: Sequence[str]) -> Proposal:
    """What the columns of these names probably are; no column is proposed twice."""
    free = list(names)
    year, region, industry = (_taken(free, words) for words in (YEAR_WORDS, REGION_WORDS, INDUSTRY_WORDS))
    measures = {}
    for measure, words in MEASURE_WORDS.items():
        column = _taken(free, words)
        if column is not None:
            measures[measure] = (column, _unit_in(column) or _USUAL_UNITS.get(measure))
    return Proposal(year, region, industry, measures)


def _taken(free: list[str], words: Sequence[str]) -> str | None:
    """The first column a word stands in, the better words first; it is proposed for nothing else."""
    found = next((name for word in words for name in free if word in name.casefold()), None)
    if found is not None:
        free.remove(found)
    return found


def _unit_in(column: str) -> str | None:
    """The unit in brackets behind a column's name."""
    for words in _IN_BRACKETS.findall(column):
        try:
            return unit(words).words
        except UnknownChoice:
            continue
    return None
