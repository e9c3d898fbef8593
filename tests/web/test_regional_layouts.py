"""The small drawings and lists of a cluster in a region: every value in one bar, every neighbour in its place."""

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.regional.computation import quotient_after
from clusteratlas_web.explore.regional.figures import apart
from clusteratlas_web.explore.regional.histogram import BARS, HEIGHT, WIDTH, lay_histogram
from clusteratlas_web.explore.regional.line import Line
from clusteratlas_web.explore.regional.neighbours import Neighbour, neighbours

values = st.lists(st.floats(0.001, 100_000), min_size=1, max_size=300)


def test_three_values_by_hand() -> None:
    histogram = lay_histogram([1, 1, 100], 10, 100)
    first, last = histogram.bars
    assert (first.x, first.y, first.height) == (4, 0, HEIGHT)
    assert (last.height, last.y) == (HEIGHT / 2, HEIGHT / 2)
    assert (histogram.threshold, histogram.value) == (WIDTH / 2, WIDTH - 4)


def test_what_is_not_there_is_not_drawn() -> None:
    histogram = lay_histogram([2.0, 3.0], None, None)
    assert (histogram.threshold, histogram.value, histogram.mark) == (None, None, "")
    assert lay_histogram([], None, None).bars == []


def test_a_linear_axis_has_room_for_what_is_below_zero() -> None:
    histogram = lay_histogram([-1.0, 0.0, 1.0], 0.0, -1.0, is_log=False)
    assert histogram.bars[0].x == 4
    assert len(histogram.bars) == 3
    assert (histogram.threshold, histogram.value) == (WIDTH / 2, 4)


def test_a_linear_axis_leaves_one_outlier_among_hundreds_at_its_end() -> None:
    values = [each / 200 for each in range(200)] + [1000.0]
    histogram = lay_histogram(values, 0.5, None, is_log=False)
    assert histogram.threshold is not None
    assert abs(histogram.threshold - WIDTH / 2) < 5
    assert len(histogram.bars) > BARS / 2


def test_equal_values_make_one_bar() -> None:
    assert len(lay_histogram([5.0] * 9, 5.0, 5.0).bars) == 1


@given(values, st.floats(0.001, 100_000), st.floats(0.001, 100_000))
def test_bars_and_marks_lie_inside(spread: list[float], threshold: float, value: float) -> None:
    histogram = lay_histogram(spread, threshold, value)
    assert 1 <= len(histogram.bars) <= min(BARS, len(spread))
    assert max(bar.height for bar in histogram.bars) == HEIGHT
    for bar in histogram.bars:
        assert bar.x >= 4
        assert bar.x + bar.width <= WIDTH - 3
        assert bar.y >= 0
        assert abs(bar.y + bar.height - HEIGHT) < 0.06
    assert all(4 <= place <= WIDTH - 4 for place in (histogram.threshold, histogram.value) if place is not None)


def ranked(*quotients: float) -> list[dict[str, object]]:
    """Regions r0, r1, … from the most specialised down."""
    return [{"region": f"r{at}", "location_quotient": quotient} for at, quotient in enumerate(quotients)]


def shown(entries: list[Neighbour]) -> list[object]:
    """The list in short: a region's code, how many were left out, or the line."""
    return [entry.row["region"] if entry.row else entry.left_out or "line" for entry in entries]


def test_a_region_far_below_the_line() -> None:
    rows = ranked(9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5, 0.4)
    listed = neighbours(rows, Line(value=4.5), "r10")
    assert shown(listed) == ["r1", "r2", "r3", "r4", "line", "r5", "r6", 3, "r10"]
    assert [entry.row["region"] for entry in listed if entry.own and entry.row] == ["r10"]


def test_a_region_far_above_the_line() -> None:
    rows = ranked(9, 8, 7, 6, 5, 4, 3, 2, 1)
    assert shown(neighbours(rows, Line(value=1.5), "r0")) == ["r0", 3, "r4", "r5", "r6", "r7", "line", "r8"]


def test_a_region_next_to_the_line_stands_once() -> None:
    assert shown(neighbours(ranked(3, 2, 1), Line(value=2), "r1")) == ["r0", "r1", "line", "r2"]


def test_a_region_that_is_not_ranked_is_not_in_the_list() -> None:
    assert shown(neighbours(ranked(3, 2, 1), Line(value=2), "elsewhere")) == ["r0", "r1", "line", "r2"]


def test_a_line_to_be_passed_is_not_reached_by_what_stands_on_it() -> None:
    above = Line(value=2.0, operator=">")
    assert shown(neighbours(ranked(3, 2, 1), above, "r1")) == ["r0", "line", "r1", "r2"]


def test_another_quotient_is_read_where_the_line_is_over_all_jobs() -> None:
    rows = [row | {"location_quotient_all": 4 - at} for at, row in enumerate(ranked(1, 2, 3))]
    listed = neighbours(rows, Line("location_quotient_all", 2.5), "r2")
    assert shown(listed) == ["r0", "r1", "line", "r2"]


def test_where_all_reach_the_line_it_stands_last() -> None:
    assert shown(neighbours(ranked(3, 2), Line(value=1), "r0")) == ["r0", "r1", "line"]


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=60, unique=True), st.floats(1, 20), st.integers(0, 59))
def test_shown_and_left_out_follow_one_another(quotients: list[float], line: float, own: int) -> None:
    rows = ranked(*sorted(quotients, reverse=True))
    region = f"r{own % len(rows)}"
    listed = neighbours(rows, Line(value=line), region)
    assert sum(entry.own for entry in listed) == 1
    assert sum(entry.is_line for entry in listed) == 1
    places = [int(str(entry.row["region"])[1:]) for entry in listed if entry.row]
    assert places == sorted(set(places))
    assert sum(entry.left_out for entry in listed) == places[-1] - places[0] + 1 - len(places)
    cut = [entry.is_line for entry in listed].index(True)
    assert all(entry.row["location_quotient"] >= line for entry in listed[:cut] if entry.row)
    assert all(entry.row["location_quotient"] < line for entry in listed[cut:] if entry.row)


def test_two_figures_that_differ_never_look_the_same() -> None:
    assert apart(1.57, 1.85) == 2
    assert apart(1.846, 1.849) == 3
    assert apart(1.00002, 1.00001) == 5
    assert apart(2.0, 2.0) == 2


def test_a_quotient_after_added_jobs_by_hand() -> None:
    assert quotient_after(12, (100, 1000), 100, 0) == 1.2
    assert quotient_after(12, (100, 1000), 100, 3) == 15 * 1003 / (103 * 103)


def test_what_is_kept_is_made_once_and_the_oldest_goes_first() -> None:
    made: list[str] = []
    kept = Kept(2)

    def make(text: str) -> str:
        made.append(text)
        return text

    for text in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(text, lambda text=text: make(text)) == text  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
