"""The Ellison-Glaeser and the Maurel-Sedillot index on tables drawn by hand: plants, size classes, undefined cases."""

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.measures import ellison_glaeser, maurel_sedillot, size_class_herfindahl_kernel

# jobs     steel  software   all    share
# essen       60        40   100     0.5
# berlin      40        60   100     0.5
CELLS = {
    "region": ["essen", "essen", "berlin", "berlin"],
    "industry": ["steel", "software", "steel", "software"],
    "employment": [60, 40, 40, 60],
}
FRAME = pa.table(CELLS)
# Steel: plants of 60, 20 and 20: H = 0.36 + 0.04 + 0.04. Software: a hundred of one job: H = 0.01.
PLANTS = pa.table({"industry": ["steel", "steel", "software"], "size": [60, 20, 1], "count": [1, 2, 100]})


def by_industry(result: pa.Table) -> dict[str, dict[str, float | None]]:
    return {row.pop("industry"): row for row in result.to_pylist()}


def test_the_ellison_glaeser_index() -> None:
    found = by_industry(ellison_glaeser(FRAME, PLANTS))
    assert list(found["steel"]) == ["ellison_glaeser", "raw_concentration", "plant_herfindahl"]
    # G = 0.1^2 + 0.1^2; 1 - 0.25 - 0.25 = 0.5
    assert found["steel"] == pytest.approx(
        {
            "ellison_glaeser": (0.02 - 0.5 * 0.44) / (0.5 * 0.56),
            "raw_concentration": 0.02,
            "plant_herfindahl": 0.44,
        }
    )
    assert found["software"]["ellison_glaeser"] == pytest.approx((0.02 - 0.5 * 0.01) / (0.5 * 0.99))


def test_the_maurel_sedillot_index() -> None:
    found = by_industry(maurel_sedillot(FRAME, PLANTS))
    assert list(found["steel"]) == ["maurel_sedillot", "plant_herfindahl"]
    # 0.36 + 0.16 - 0.5 over 0.5
    assert found["steel"]["maurel_sedillot"] == pytest.approx((0.04 - 0.44) / 0.56)
    assert found["software"]["maurel_sedillot"] == pytest.approx((0.04 - 0.01) / 0.99)


def test_the_two_differ_in_whether_large_regions_score() -> None:
    # Of four fifths and one fifth; all of x in the large region, all of y in the small one, z makes up the sizes.
    frame = pa.table(
        {
            "region": ["large", "large", "small", "small"],
            "industry": ["x", "z", "y", "z"],
            "employment": [10, 790, 10, 190],
        }
    )
    plants = pa.table({"industry": ["x", "y"], "size": [1, 1], "count": [10, 10]})
    glaeser, sedillot = by_industry(ellison_glaeser(frame, plants)), by_industry(maurel_sedillot(frame, plants))
    assert sedillot["x"]["maurel_sedillot"] == sedillot["y"]["maurel_sedillot"] == pytest.approx(1.0)
    # G = 0.2^2 + 0.2^2 and 0.8^2 + 0.8^2; 1 - 0.64 - 0.04 = 0.32
    assert glaeser["x"]["ellison_glaeser"] == pytest.approx((0.25 - 0.1) / 0.9)
    assert glaeser["y"]["ellison_glaeser"] == pytest.approx((4 - 0.1) / 0.9)


def test_undefined_cases_are_null() -> None:
    frame = pa.table(
        {
            "region": ["a", "a", "a", "a", "b"],
            "industry": ["one plant", "no plant", "no jobs", "plants without jobs", "one plant"],
            "employment": [4, 4, 0, 4, 4],
        }
    )
    plants = pa.table(
        {"industry": ["one plant", "no jobs", "plants without jobs"], "size": [8, 3, 0], "count": [1, 2, 9]}
    )
    found = by_industry(ellison_glaeser(frame, plants))
    assert {industry: (row["ellison_glaeser"], row["plant_herfindahl"]) for industry, row in found.items()} == {
        "no jobs": (None, 0.5),
        "no plant": (None, None),
        "one plant": (None, 1.0),
        "plants without jobs": (None, None),
    }
    assert found["no jobs"]["raw_concentration"] is None
    assert {row["maurel_sedillot"] for row in by_industry(maurel_sedillot(frame, plants)).values()} == {None}


def test_one_region_says_nothing_of_concentration() -> None:
    frame = pa.table({"region": ["a"], "industry": ["x"], "employment": [4]})
    plants = pa.table({"industry": ["x"], "size": [2], "count": [2]})
    assert ellison_glaeser(frame, plants).to_pylist() == [
        {"industry": "x", "ellison_glaeser": None, "raw_concentration": 0.0, "plant_herfindahl": 0.5}
    ]
    assert maurel_sedillot(frame, plants)["maurel_sedillot"].to_pylist() == [None]


def test_every_plant_may_have_a_row_of_its_own() -> None:
    rows = pa.table({"industry": ["steel"] * 3 + ["software"] * 100, "size": [60, 20, 20] + [1] * 100})
    for measure in (ellison_glaeser, maurel_sedillot):
        found, expected = by_industry(measure(FRAME, rows)), by_industry(measure(FRAME, PLANTS))
        assert found == {industry: pytest.approx(row) for industry, row in expected.items()}


def test_size_classes_give_bounds() -> None:
    # Steel, 100 jobs in 3 plants: one of 10 to 49, two of 20 to 49. Lows are 50, so 50 jobs are free.
    # Low: all at 33 1/3. High: 49 + 31 + 20 at best by a chord: both large classes rise at 69 a job, 29 + 21 of 29.
    # Estimate: 50 of 39 + 2 * 29 = 97 free places, the same part of each class.
    plants = pa.table({"industry": ["steel", "steel"], "size_low": [10, 20], "size_high": [49, 49], "count": [1, 2]})
    found = by_industry(ellison_glaeser(FRAME, plants))["steel"]
    assert list(found) == [
        "ellison_glaeser",
        "ellison_glaeser_low",
        "ellison_glaeser_high",
        "raw_concentration",
        "plant_herfindahl",
        "plant_herfindahl_low",
        "plant_herfindahl_high",
    ]
    small, large = 10 + 39 * 50 / 97, 20 + 29 * 50 / 97
    assert found["plant_herfindahl"] == pytest.approx((small**2 + 2 * large**2) / 100**2)
    assert found["plant_herfindahl_low"] == pytest.approx(1 / 3)
    assert found["plant_herfindahl_high"] == pytest.approx((10**2 + 2 * 20**2 + 69 * 50) / 100**2)
    # The more unequal the plants, the less is left to concentration.
    for end, other in (("_low", "_high"), ("_high", "_low")):
        index = found[f"plant_herfindahl{other}"]
        assert found[f"ellison_glaeser{end}"] == pytest.approx((0.04 - index) / (1 - index))  # type: ignore[operator]


def test_an_open_class_takes_what_the_others_leave_in_their_middle() -> None:
    # 200 jobs: 4 plants of 1 to 19 in their middle have 40, the one of 100 and more has 160.
    found = size_class_herfindahl_kernel([1, 100], [19, float("inf")], [4, 1], 200)
    assert found.estimate == pytest.approx((4 * 10**2 + 160**2) / 200**2)
    assert found.low == pytest.approx((4 * 19**2 + 124**2) / 200**2)
    assert found.high == pytest.approx((4 * 1**2 + 196**2) / 200**2)


def test_an_open_class_that_would_get_too_little_stands_at_its_low_end() -> None:
    # 120 jobs: the plant of 100 and more has at least 100, the 4 others share 20.
    found = size_class_herfindahl_kernel([1, 100], [19, float("inf")], [4, 1], 120)
    assert found.estimate == pytest.approx((4 * 5**2 + 100**2) / 120**2)


def test_classes_that_cannot_add_up_are_reported_as_unknown() -> None:
    for total in (9, 100, 0):  # two plants of 5 to 9
        assert all(value != value for value in size_class_herfindahl_kernel([5], [9], [2], total))
    assert size_class_herfindahl_kernel([5], [9], [2], 10) == (0.5, 0.5, 0.5)
    assert size_class_herfindahl_kernel([5], [9], [2], 18) == (0.5, 0.5, 0.5)
    plants = pa.table({"industry": ["steel"], "size_low": [5], "size_high": [9], "count": [2]})
    found = by_industry(maurel_sedillot(FRAME, plants))
    assert set(found["steel"].values()) == set(found["software"].values()) == {None}


def test_a_bound_is_null_where_one_plant_may_have_everything() -> None:
    # Two plants of any size from 0: as one, the index is undefined.
    plants = pa.table({"industry": ["steel"], "size_low": [0], "size_high": pa.array([None], pa.int64()), "count": [2]})
    found = by_industry(maurel_sedillot(FRAME, plants))["steel"]
    assert (found["plant_herfindahl_low"], found["plant_herfindahl"], found["plant_herfindahl_high"]) == (0.5, 0.5, 1.0)
    assert found["maurel_sedillot_low"] is None
    assert found["maurel_sedillot_high"] == found["maurel_sedillot"] == pytest.approx((0.04 - 0.5) / 0.5)


def test_one_plant_is_one_whatever_its_share_is_rounded_to() -> None:
    for total in range(268_435_450, 268_435_490):
        for classes in (([1], [float("inf")], [1]), ([0, 1], [float("inf")] * 2, [3, 1])):
            assert size_class_herfindahl_kernel(*classes, total).high == 1.0


def test_plants_of_each_year_belong_to_that_year() -> None:
    frame = pa.table(
        {"year": [2018, 2018, 2019, 2019], "region": ["a", "b"] * 2, "industry": ["x"] * 4, "employment": [3, 1, 3, 1]}
    )
    plants = pa.table({"year": [2018, 2018, 2019], "industry": ["x"] * 3, "size": [2, 2, 4]})
    rows = maurel_sedillot(frame, plants).to_pylist()
    assert [(row["year"], row["plant_herfindahl"]) for row in rows] == [(2018, 0.5), (2019, 1.0)]
    with pytest.raises(WrongColumns, match="plants: column 'year' is missing"):
        maurel_sedillot(frame, plants.drop_columns(["year"]))


def test_codes_are_text_and_a_leading_zero_counts() -> None:
    frame = pa.table({"region": ["a", "b"], "industry": ["0111", "0111"], "employment": [3, 1]})
    with pytest.raises(WrongColumns, match="plants: column 'industry' must be text, found int64"):
        ellison_glaeser(frame, pa.table({"industry": [111], "size": [4]}))
    other = pa.table({"industry": ["111", "111"], "size": [2, 2]})
    assert ellison_glaeser(frame, other)["plant_herfindahl"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("columns", "error", "message"),
    [
        ({"size": [-1]}, BadCells, "row 1, column size.*is negative"),
        ({"size": [float("nan")]}, BadCells, "row 1, column size.*is not a finite number"),
        ({"size": [None]}, WrongColumns, "column 'size' must be number"),
        ({"size": [1], "count": [-2]}, BadCells, "row 1, column count.*is negative"),
        ({"size_low": [5], "size_high": [4], "count": [1]}, BadCells, "column size_high: '4' is below size_low"),
        ({"size_low": [5], "size_high": [9]}, WrongColumns, "column 'count' is missing"),
        ({"size_low": [5], "count": [1]}, WrongColumns, "column 'size_high' is missing"),
        ({}, WrongColumns, "column 'size' is missing"),
    ],
)
def test_bad_plants_are_refused(columns: dict[str, list[object]], error: type[Exception], message: str) -> None:
    for measure in (ellison_glaeser, maurel_sedillot):
        with pytest.raises(error, match=f"plants: (.|\n)*{message}"):
            measure(FRAME, pa.table({"industry": ["steel"]} | columns))
