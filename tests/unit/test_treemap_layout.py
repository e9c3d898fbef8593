"""A treemap's rectangles: their areas are the values, they fill the frame and do not overlap."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.charts.treemap_layout import Rectangle, squarify

FRAME = Rectangle(0, 0, 600, 400)

amounts = st.lists(st.integers(1, 1_000_000), min_size=1, max_size=60).map(lambda values: sorted(values, reverse=True))
frames = st.builds(Rectangle, st.just(0.0), st.just(0.0), st.integers(50, 1200), st.integers(50, 1200))


def overlap(one: Rectangle, other: Rectangle) -> float:
    """The area two rectangles share."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)


@given(amounts, frames)
def test_areas_are_proportional_and_fill_the_frame(values: list[int], frame: Rectangle) -> None:
    placed = squarify(values, frame)
    assert len(placed) == len(values)
    for value, rectangle in zip(values, placed, strict=True):
        share = value / sum(values)
        assert abs(rectangle.area / frame.area - share) < 1e-6
    assert abs(sum(rectangle.area for rectangle in placed) - frame.area) < 1e-6 * frame.area


@given(amounts, frames)
def test_all_lie_inside_and_none_overlaps(values: list[int], frame: Rectangle) -> None:
    placed = squarify(values, frame)
    for rectangle in placed:
        assert rectangle.x >= -1e-6
        assert rectangle.x + rectangle.width <= frame.width + 1e-6
        assert rectangle.y >= -1e-6
        assert rectangle.y + rectangle.height <= frame.height + 1e-6
    assert sum(overlap(one, other) for one, other in combinations(placed, 2)) < 1e-6 * frame.area


@given(amounts)
def test_larger_values_never_come_after_smaller_ones(values: list[int]) -> None:
    assert all(one.area >= other.area - 1e-6 for one, other in pairwise(squarify(values, FRAME)))


def test_four_equal_values_make_four_equal_squares() -> None:
    placed = squarify([1, 1, 1, 1], Rectangle(0, 0, 200, 200))
    assert [(place.x, place.y, place.width, place.height) for place in placed] == [
        (0, 0, 100, 100),
        (0, 100, 100, 100),
        (100, 0, 100, 100),
        (100, 100, 100, 100),
    ]


def test_the_example_of_the_paper() -> None:
    """Bruls, Huizing and van Wijk (2000), figure 4: 6, 6, 4, 3, 2, 2, 1 in a frame of 6 by 4."""
    placed = squarify([6, 6, 4, 3, 2, 2, 1], Rectangle(0, 0, 6, 4))
    proportions = [max(place.width / place.height, place.height / place.width) for place in placed]
    assert [round(place.area, 9) for place in placed] == [6, 6, 4, 3, 2, 2, 1]
    assert round(max(proportions), 2) == 2.78


def test_nothing_has_no_area() -> None:
    assert squarify([], FRAME) == []
    assert [place.area for place in squarify([0, 0], FRAME)] == [0, 0]
    assert squarify([5, 0], FRAME)[1].area == 0
