"""Makes up a Chinese provincial yearbook table, which says that it is made up, to try the import of tidy files with.

All figures are drawn by chance from a fixed seed: nothing in them is known of any province. What is real is the layout:
31 provinces by the manufacturing divisions of GB/T 4754-2017, enterprises, persons in ten thousands, revenue and profit
in hundred millions of yuan, `…` where there are fewer than three enterprises, and no row where there is none.
"""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.classifications import classification, gazetteer

TARGET = Path(__file__).parents[1] / "src/clusteratlas/sources/data/cn_made_up_yearbook.csv"
SEED = 20_170_630
YEARS = (2021, 2022)
SECTION = "C"
HEADING = ("年份", "地区", "行业代码", "行业", "企业单位数", "平均用工人数", "营业收入", "利润总额", "说明")
MADE_UP = "虚构数据"
FEWEST = 3  # enterprises from which the other figures are printed
CENTS = 100  # 0.01 万人 and 0.01 亿元 are the smallest figures printed


@dataclass(frozen=True)
class Cell:
    """One industry in one place and year; employment, revenue and profit in hundredths of the printed unit."""

    enterprises: int
    employment: int
    revenue: int
    profit: int

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.enterprises + other.enterprises,
            self.employment + other.employment,
            self.revenue + other.revenue,
            self.profit + other.profit,
        )

    def printed(self) -> list[str]:
        """The figures as the table prints them."""
        if self.enterprises < FEWEST:
            return [str(self.enterprises), "…", "…", "…"]
        return [
            str(self.enterprises),
            *(f"{each / CENTS:.2f}" for each in (self.employment, self.revenue, self.profit)),
        ]


NOTHING = Cell(0, 0, 0, 0)
Key = tuple[int, str, str]  # year, place, industry


def main() -> None:
    """Writes the table."""
    cells = _with_sums(_drawn(random.Random(SEED)))
    names = {code: region.name for code, region in gazetteer("cn").places.items()} | {"cn": "全国"}
    titles = classification("GB/T 4754", "2017").titles["zh-hans"]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADING)
        for (year, place, industry), cell in sorted(cells.items()):
            writer.writerow([year, names[place], industry, titles[industry], *cell.printed(), MADE_UP])


def _drawn(chance: random.Random) -> dict[Key, Cell]:
    known = classification("GB/T 4754", "2017")
    divisions = known.children(SECTION)
    cells = {}
    for place in gazetteer("cn").at("province"):
        size = chance.lognormvariate(6.0, 1.1)
        for industry in divisions:
            enterprises = size * chance.lognormvariate(-1.6, 1.4)
            workers, output, margin = chance.uniform(0.8, 4), chance.lognormvariate(0, 0.5), chance.gauss(0.05, 0.05)
            for year, growth in zip(YEARS, (1, chance.gauss(1.04, 0.06)), strict=True):
                cells[year, place, industry] = _cell(enterprises * growth, workers, output, margin)
    return {key: cell for key, cell in cells.items() if cell.enterprises}


def _cell(enterprises: float, workers: float, output: float, margin: float) -> Cell:
    count = int(enterprises)
    employment = max(round(count * workers), 1)
    revenue = max(round(employment * output * 110), 1)
    return Cell(count, employment, revenue, round(revenue * margin))


def _with_sums(cells: dict[Key, Cell]) -> dict[Key, Cell]:
    """The cells with all manufacturing, and the country."""
    whole = dict(cells)
    for (year, place, industry), cell in cells.items():
        for key in ((year, place, SECTION), (year, "cn", industry), (year, "cn", SECTION)):
            whole[key] = whole.get(key, NOTHING) + cell
    return whole


if __name__ == "__main__":
    main()
