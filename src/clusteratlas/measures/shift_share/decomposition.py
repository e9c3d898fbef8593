"""The door of shift-share: a table with years and the name of a variant in, the effects of every cell out."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.measures.neighbours import neighbour_weights
from clusteratlas.measures.shift_share.classic import classic
from clusteratlas.measures.shift_share.dynamic import dynamic
from clusteratlas.measures.shift_share.effects import Effects
from clusteratlas.measures.shift_share.esteban_marquillas import esteban_marquillas
from clusteratlas.measures.shift_share.gerfin import gerfin
from clusteratlas.measures.shift_share.spatial import spatial
from clusteratlas.measures.span import Span
from clusteratlas.tables import Frame

VARIANTS: Mapping[str, Callable[..., Effects]] = {
    "classic": classic,
    "esteban-marquillas": esteban_marquillas,
    "gerfin": gerfin,
    "dynamic": dynamic,
    "spatial": spatial,
}


def shift_share(
    frame: Frame,
    start: int,
    end: int,
    variant: str = "classic",
    value: str = "employment",
    of: str = "industry",
    neighbours: Frame | None = None,
) -> Frame:
    """What part of a change goes with the nation, with the mix of industries, and with the region itself.

    With e and e' the values of the first and the last year, g = (e' - e) / e the growth of the whole nation, g_i of the
    industry in the nation, g_ri of the industry in the region, a cell's change splits into

    - national = e_ri g: what it would have gained, had it grown as the whole nation;
    - mix = e_ri (g_i - g): what it gained because its industry grew faster in the nation (negative: slower);
    - competitive = e_ri (g_ri - g_i): what it gained beyond its industry, the region's own performance.

    The variants: `classic` (Dunn) as above. `esteban-marquillas` splits the last into competitive = h_ri (g_ri - g_i),
    with h_ri = e_r e_i / e what a region built like the nation would have, and allocation, the rest: whether a region
    is specialised where it is strong. `gerfin` adds each region's factors, whose product holds: regional = structural x
    locational. `dynamic` (Barff and Knight) sums the classic effects from each year of the frame to the next. `spatial`
    (Nazara and Hewings) puts the growth of the industry in the neighbouring regions in the place of g_i.

    Parameters:
        frame: one row for each region, industry and year. The regions must not overlap and together are the nation:
            leave a row for the country itself out. An absent row means zero.
        start: the first year.
        end: the last year, after `start`. Years between are read by `dynamic` alone.
        variant: one of the words above.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.
        neighbours: for `spatial`, one row for each pair: region, neighbour, weight (0 and above; 1 where there is no
            such column). Only ratios of a region's weights count, so they may be standardised by row or not.

    Returns:
        The kind of dataframe that came in: region, the column `of`, change, national, mix, competitive (unit of the
        value) and for `esteban-marquillas` allocation, for `gerfin` regional_factor, structural_factor,
        locational_factor (ratios, of the region, the same at each of its industries); one row for each cell with a row
        in one of the years read, ordered by region and industry.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or a region is its own neighbour.
        UnknownChoice: there is no such variant, the frame lacks one of the years, or `end` is not after `start`.
        UnknownCode: a neighbour, or a region that has some, is not in the frame.
        InputError: `spatial` without neighbours, or neighbours with another variant.

    Notes:
        The effects add up to the change. Of whole numbers (below 2**50) they do so exactly, in whatever order they are
        added: every effect is rounded to a fiftieth binary place of the largest in its cell, an error below 1e-15 of
        it. Of other numbers they do so to the last bits.
        National is null where the nation is zero at the start. Mix and competitive are null where the industry has
        nothing at the start in the nation (`spatial`: among the neighbours; `dynamic`: in any year but the last).
        Competitive and allocation of `esteban-marquillas` are also null where the industry has nothing at the start in
        the region; elsewhere such a cell is all competitive. A factor is null where it divides by zero.

    References:
        Dunn, E. S. (1960). A statistical and analytical technique for regional analysis. Papers of the Regional Science
        Association 6, 97-112.
        Esteban-Marquillas, J. M. (1972). Shift- and share analysis revisited. Regional and Urban Economics 2(3),
        249-261.
        Gerfin, H. (1964). Gesamtwirtschaftliches Wachstum und regionale Entwicklung. Kyklos 17(4), 565-593.
        Barff, R. A. and Knight, P. L. (1988). Dynamic shift-share analysis. Growth and Change 19(2), 1-10.
        Nazara, S. and Hewings, G. J. D. (2004). Spatial structure and taxonomy of decomposition in shift-share
        analysis. Growth and Change 35(4), 476-490.

    Example:
        The nation grows from 100 to 120, software in it from 40 to 60. Reno's 10 jobs in software would have become 12
        with the nation and 15 with the industry; they became 18.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "boise"] * 2,
        ...     "industry": ["software", "retail"] * 4,
        ...     "year": [2018] * 4 + [2019] * 4,
        ...     "employment": [10, 30, 30, 30, 18, 30, 42, 30],
        ... })
        >>> shift_share(frame, 2018, 2019).to_pylist()[3]
        {'region': 'reno', 'industry': 'software', 'change': 8.0, 'national': 2.0, 'mix': 3.0, 'competitive': 3.0}
    """
    _check_choice(variant, neighbours)
    span = Span.check(frame, value, of, (start, end), between=variant == "dynamic")
    weights = None if neighbours is None else neighbour_weights(neighbours, span.regions)
    return span.answer(frame, VARIANTS[variant](span.values, weights).columns())


def shift_share_kernel(values: ArrayLike, variant: str = "classic", weights: ArrayLike | None = None) -> Effects:
    """The effects of a stack of region x industry matrices, from its first year to its last.

    Parameters:
        values: shape (years, regions, industries), at least two years in order, not negative.
        variant: as in `shift_share`.
        weights: for `spatial`, shape (regions, regions): how much each region's neighbours count.

    Returns:
        Effects: change, national, mix, competitive of the shape (regions, industries), NaN where undefined; allocation
        or factors where the variant has them.

    Raises:
        UnknownChoice: there is no such variant.
        InputError: `spatial` without weights, or weights with another variant.

    Example:
        >>> effects = shift_share_kernel([[[10, 30], [30, 30]], [[18, 30], [42, 30]]])
        >>> effects.national[0].tolist(), effects.mix[0].tolist(), effects.competitive[0].tolist()
        ([2.0, 6.0], [3.0, -6.0], [3.0, 0.0])
    """
    _check_choice(variant, weights)
    near = None if weights is None else np.asarray(weights, dtype=np.float64)
    return VARIANTS[variant](np.asarray(values, dtype=np.float64), near)


def _check_choice(variant: str, neighbours: Any) -> None:
    if variant not in VARIANTS:
        raise UnknownChoice("variant", variant, list(VARIANTS))
    if variant == "spatial" and neighbours is None:
        raise InputError("The variant 'spatial' needs neighbours: region, neighbour and, if they differ, weight.")
    if variant != "spatial" and neighbours is not None:
        raise InputError(f"The variant {variant!r} reads no neighbours. Leave them out, or choose 'spatial'.")
