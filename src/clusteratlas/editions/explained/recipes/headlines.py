"""Recipes of a region's headlines: totals, traded and local jobs, growth, strong clusters, the largest."""

from collections.abc import Callable

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number, own
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, PUBLISHED, Number, Parts, Working
from clusteratlas.editions.queries.regions import headlines

TRADED, LOCAL = "kind <> 'local'", "kind = 'local'"
Making = Callable[[Edition, Subject, Row], Working]


def total(edition: Edition, subject: Subject, row: Row) -> Working:
    """A region's total: the source's own, else the sum of its cells."""
    column = subject.column
    flag = _flags(edition, row, column).get(row["year"])
    if flag is None:
        return Working("sum(x_ri)", parts=_cells(edition, row, column))
    if flag == PUBLISHED:
        return Working(kind=PUBLISHED)
    summed = _over_regions(edition, row, column)
    return summed or Working(kind=PROCEDURE, procedure="estimate")


def _over_regions(edition: Edition, row: Row, column: str) -> Working | None:
    """A country without rows of its own is the sum of the regions directly below it."""
    if row["region"] != edition.manifest.country:
        return None
    query = f"""select region, {column} as x_r from summary join regions using (region)
        where parent = $region and year = $year order by x_r desc nulls last, region"""  # noqa: S608
    rows = edition.rows(query, key_of(row, "region", "year"))
    found = Working("sum(x_r)", parts=Parts("region", {"x_r": f"summary.{column}"}, rows, key_of(row, "year")))
    return found if found.computed() == row[column] else None


def _cells(edition: Edition, row: Row, column: str) -> Parts:
    query = f"""select industry, {column} as x_ri from activity
        where region = $region and year = $year and {column} is not null order by x_ri desc, industry"""  # noqa: S608
    rows = edition.rows(query, key_of(row, "region", "year"))
    return Parts("industry", {"x_ri": f"activity.{column}"}, rows, key_of(row, "region", "year"))


def _flags(edition: Edition, row: Row, column: str) -> dict[int, str]:
    """How the region's own total of all industries came about, by year; nothing where the source has none."""
    nation = row["region"] == edition.manifest.country
    table, here = ("national", "true") if nation else ("totals", "region = $region")
    query = f"select year, {column}_flag as flag from {table} where {here} and industry = '00'"  # noqa: S608
    found = edition.rows(query, {} if nation else key_of(row, "region"))
    return {each["year"]: each["flag"] for each in found if each["flag"]}


def per_head(edition: Edition, subject: Subject, row: Row) -> Working:
    """Money over jobs."""
    measure = subject.column.removesuffix("_per_head")
    return Working("x_r / e_r", (own("x_r", "summary", measure, row), own("e_r", "summary", "employment", row)))


def sum_of_clusters(which: str, column: str = "employment", letter: str = "e_rc") -> Making:
    """A recipe: a column summed over those clusters of the region."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        return Working(f"sum({letter})", parts=clusters_of(edition, row, letter, column, which))

    return make


def clusters_of(edition: Edition, row: Row, letter: str, column: str, which: str = "true") -> Parts:
    """A column over those clusters of the region, the largest first."""
    query = f"""select cluster, {column} as {letter} from portfolio
        where region = $region and year = $year and subcluster is null and {which} and {column} is not null
        order by {letter} desc, cluster"""  # noqa: S608  # our own names
    rows = edition.rows(query, key_of(row, "region", "year"))
    return Parts("cluster", {letter: f"portfolio.{column}"}, rows, key_of(row, "region", "year"))


def count_of_clusters(column: str, formula: str) -> Making:
    """A recipe: how many of the region's ranked clusters have a class; `strong` and `robust` stand beside each."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        parts = clusters_of(edition, row, "strong", "strong")
        if column == "strong_borderline":
            parts = clusters_of(edition, row, "borderline", "(strong and not robust)")
            parts = Parts(parts.of, {"borderline": "summary.strong_borderline"}, parts.rows, {})
        return Working(formula, parts=parts)

    return make


def largest_share(edition: Edition, subject: Subject, row: Row) -> Working:
    """The largest of the shares of its clusters that are not local."""
    return Working("largest(s_rc)", parts=clusters_of(edition, row, "s_rc", "employment_share", TRADED))


def strong_share(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs in strong clusters over traded jobs."""
    strong = own("s_r", "summary", "strong_employment", row)
    return Working("s_r / e_r", (strong, own("e_r", "summary", "traded_employment", row)))


def change(edition: Edition, subject: Subject, row: Row) -> Working:
    """The total less that of the year before; where the totals are not known, the changes of its clusters."""
    past = _known_before(edition, row)
    if past is not None:
        return Working("e_r - b_r", (own("e_r", "summary", "employment", row), past))
    return Working("sum(d_rc)", parts=clusters_of(edition, row, "d_rc", "employment_change"))


def growth(edition: Edition, subject: Subject, row: Row) -> Working:
    """The change as a share of the year before."""
    changed = own("d_r", "summary", "employment_change", row)
    past = _known_before(edition, row)
    if past is not None:
        return Working("d_r / b_r", (changed, past))
    return Working("d_r / sum(b_rc)", (changed,), clusters_of(edition, row, "b_rc", "employment_before"))


def _known_before(edition: Edition, row: Row) -> Number | None:
    """The total of the year before, where both years' are known."""
    past = headlines(edition, row["region"], row["year"] - 1)
    flags = _flags(edition, row, "employment")
    if not past or "unknown" in (flags.get(row["year"]), flags.get(row["year"] - 1)):
        return None
    return number("b_r", "summary.employment", past["employment"], past)


def traded_growth(edition: Edition, subject: Subject, row: Row) -> Working:
    """Traded jobs now over those of the year before; of the country, over the clusters that can be compared."""
    if row["region"] == edition.manifest.country:
        return _growth_of_country(edition, row)
    past = headlines(edition, row["region"], row["year"] - 1)
    now = own("e_r", "summary", "traded_employment", row)
    return Working("e_r / b_r - 1", (now, number("b_r", "summary.traded_employment", past["traded_employment"], past)))


def _growth_of_country(edition: Edition, row: Row) -> Working:
    query = f"""select cluster, employment_change as d_c, employment_before as b_c from portfolio
        where region = $region and year = $year and subcluster is null and {TRADED} and employment_change is not null
        order by b_c desc, cluster"""  # noqa: S608  # our own names
    rows = edition.rows(query, key_of(row, "region", "year"))
    letters = {"d_c": "portfolio.employment_change", "b_c": "portfolio.employment_before"}
    return Working("sum(d_c) / sum(b_c)", parts=Parts("cluster", letters, rows, key_of(row, "region", "year")))
