"""The tables of links: sales between industries, and jobs by occupation and industry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.definitions.links.origin import LinkOrigin, link_origin
from clusteratlas.definitions.links.sharing import shared_out_kernel, shares_kernel
from clusteratlas.definitions.links.shelf import read
from clusteratlas.tables import Coding

REST = "rest"  # buyers and sellers that are no industry: households, government, investment, abroad
LEAST_COVERED = 0.5
_TEXT, _COUNT, _NUMBER = pa.string(), pa.int64(), pa.float64()


def links(name: str, year: int | None = None) -> pa.Table:
    """Who sells to whom, or who employs whom: link data of the United States that come with the package.

    Parameters:
        name: "us-input-output" (years 2012, the default, and 2017) or "us-occupations" (2018).
        year: one of these years.

    Returns:
        Industries are codes of NAICS 2017, six digits; what is not listed is zero; ordered by the first two columns.
        us-input-output: industry, other, value: sales of industry to other in millions of dollars. The code `rest`
        stands for every other buyer (households, government, investment, abroad) and seller (abroad, scrap), so that
        the sum of an industry's rows is all it sells, and the sum of its rows as `other` all it buys.
        us-occupations: occupation (SOC), industry, employment: jobs.

    Raises:
        UnknownChoice: another name, or a year it is not there for.

    Notes:
        Both are published for coarser codes and shared out by jobs (`shares_kernel`): industries of one code cannot
        be told apart by what they buy, sell and employ for each job. Industries outside the accounts have no rows:
        public administration, and in us-occupations farms, leather (316), and groups of which the published matrix
        has less than half of the jobs (512, 721). `link_origin` says where the figures come from and how they were
        made. About half a second the first time.

    References:
        US Bureau of Economic Analysis, Input-Output Accounts. US Bureau of Labor Statistics, Employment Projections:
        National Employment Matrix.

    Example:
        >>> sales = links("us-input-output")
        >>> sales.column_names
        ['industry', 'other', 'value']
    """
    origin = link_origin(name, year)
    return _read(origin.name, origin.year)


@cache
def _read(name: str, year: int) -> pa.Table:
    origin = link_origin(name, year)
    return _sales(origin) if name == "us-input-output" else _occupations(origin)


def _sales(origin: LinkOrigin) -> pa.Table:
    codes = read("us_input_output_codes.tsv", {"year": _COUNT, "code": _TEXT, "industry": _TEXT})
    codes = codes.filter(pc.equal(codes["year"], origin.year))
    members = _members([*codes["code"].to_pylist(), REST], [*codes["industry"].to_pylist(), REST])
    published = read(origin.table, {"seller": _TEXT, "buyer": _TEXT, "value": _COUNT})
    values = _matrix(published, (members.codes.encode(published["seller"]), len(members.codes)), members, "buyer")
    found = shared_out_kernel(values, members.shares, members.shares)
    return _listed(found, {"industry": members.industries, "other": members.industries}, "value")


def _occupations(origin: LinkOrigin) -> pa.Table:
    groups = read("us_occupations_groups.tsv", {"group": _TEXT, "industry": _TEXT, "covered": _NUMBER})
    groups = groups.filter(pc.greater_equal(pc.fill_null(groups["covered"], 1.0), LEAST_COVERED))
    members = _members(groups["group"].to_pylist(), groups["industry"].to_pylist())
    published = read(origin.table, {"occupation": _TEXT, "group": _TEXT, "employment": _COUNT})
    published = published.filter(pc.is_in(published["group"], groups["group"].combine_chunks()))
    occupations = Coding.of_column(published["occupation"])
    values = _matrix(published, (occupations.encode(published["occupation"]), len(occupations)), members, "group")
    found = shared_out_kernel(values, np.eye(len(occupations)), members.shares)
    return _listed(found, {"occupation": occupations, "industry": members.industries}, "employment")


@dataclass(frozen=True)
class _Members:
    """Codes of a producer, the industries they stand for, and how each is shared out among these."""

    codes: Coding
    industries: Coding
    shares: NDArray[np.float64]


def _members(codes: Sequence[str], industries: Sequence[str]) -> _Members:
    """The members from pairs of a code and an industry."""
    coarse, fine = Coding.of(codes), Coding.of(industries)
    belongs = np.zeros((len(coarse), len(fine)), np.bool_)
    belongs[coarse.encode(pa.array(codes)), fine.encode(pa.array(industries))] = True
    published = read("employment_2018.tsv", {"industry": _TEXT, "employment": _COUNT})
    jobs = dict(zip(published["industry"].to_pylist(), published["employment"].to_pylist(), strict=True))
    known = np.array([jobs.get(industry) or np.nan for industry in fine.codes])
    return _Members(coarse, fine, shares_kernel(belongs, known))


def _matrix(
    published: pa.Table, rows: tuple[NDArray[np.int32], int], members: _Members, column: str
) -> NDArray[np.float64]:
    """The last column of a published table, rows by the codes of another column."""
    places, count = rows
    values = np.zeros((count, len(members.codes)))
    values[places, members.codes.encode(published[column])] = published.columns[-1].to_numpy()
    return values


def _listed(values: NDArray[np.float64], keys: Mapping[str, Coding], name: str) -> pa.Table:
    """What is above zero, in the order of the keys."""
    places = np.nonzero(values)
    columns = {key: coding.decode(place) for (key, coding), place in zip(keys.items(), places, strict=True)}
    return pa.table({**columns, name: values[places]})
