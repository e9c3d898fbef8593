"""All kinds of similarity that figures at hand and the links of the package give."""

from collections.abc import Sequence

from clusteratlas.definitions.links import links
from clusteratlas.definitions.similarity.kinds import similarity
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.errors import UnknownChoice
from clusteratlas.tables import Coding, Frame, to_arrow

OF_REGIONS = {
    "lc-employment": "employment",
    "lc-establishments": "establishments",
    "coagglomeration": "employment",
}  # the column each kind needs
OF_LINKS = {"NAICS": {"input-output": "us-input-output", "occupation": "us-occupations"}}


def available_kinds(columns: Sequence[str], classification: str | None = None) -> tuple[str, ...]:
    """The kinds of similarity that a table with these columns, and the links of the classification, give."""
    regional = [kind for kind, column in OF_REGIONS.items() if column in columns]
    return (*regional, *OF_LINKS.get(classification or "", {}))


def similarities(
    frame: Frame, classification: str | None = None, kinds: Sequence[str] | None = None
) -> dict[str, SimilarityMatrix]:
    """Every kind of similarity there is of the industries of a frame, by name, ready to search and validate with.

    Parameters:
        frame: one row for each region and industry of one year, with `employment`, `establishments` or both.
        classification: the classification the industries are codes of; for "NAICS" links come with the package.
        kinds: some of `available_kinds`; None for all of them.

    Returns:
        A `SimilarityMatrix` for each kind over the industries of the frame. Links know six-digit codes only.

    Raises:
        UnknownChoice: a kind that the columns and the links do not give.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice, as it does with several years.

    Example:
        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["essen", "essen", "bonn"],
        ...     "industry": ["steel", "coal", "toys"],
        ...     "employment": [40, 20, 10],
        ... })
        >>> found = similarities(frame)
        >>> list(found), found["lc-employment"].industries.codes
        (['lc-employment', 'coagglomeration'], ('coal', 'steel', 'toys'))
    """
    table = to_arrow(frame)
    there = available_kinds(table.column_names, classification)
    wanted = there if kinds is None else tuple(kinds)
    for kind in wanted:
        if kind not in there:
            raise UnknownChoice("kind", kind, there)
    industries = Coding.of(str(code) for code in table["industry"].unique().to_pylist())
    tables = OF_LINKS.get(classification or "", {})
    given = {kind: links(tables[kind]) if kind in tables else table for kind in wanted}
    return {kind: SimilarityMatrix.of(similarity(each, kind)).over(industries) for kind, each in given.items()}
