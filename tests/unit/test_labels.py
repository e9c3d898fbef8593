"""Labels on a map: the highest few, none on another."""

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.explore.labels import MOST, SIZE, letter_size, place_labels

SHEET = (0, 0, 9750, 6100)

POINTS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.tuples(st.floats(0, 9750), st.floats(0, 6100)))


def test_text_runs_inwards_from_either_side() -> None:
    labels = place_labels({"west": "West", "east": "East"}, {"west": (100, 500), "east": (9700, 500)}, SHEET)
    assert [(label.region, label.anchor, label.x) for label in labels] == [
        ("west", "start", 100 + 1.5 * SIZE),
        ("east", "end", 9700 - 1.5 * SIZE),
    ]


def test_a_region_too_near_a_higher_one_has_no_label() -> None:
    points = {"first": (1000, 1000), "near": (1100, 1100), "below": (1000, 1000 + 1.5 * SIZE)}
    labels = place_labels(dict.fromkeys(points, "a name"), points, SHEET)
    assert [label.region for label in labels] == ["first", "below"]


def test_a_region_without_a_point_is_passed_over() -> None:
    assert place_labels({"nowhere": "Nowhere"}, {}, SHEET) == []


def test_letters_are_as_large_on_every_sheet() -> None:
    """A sheet half as wide and half as high is enlarged twice; a tall one fills the height of a map's place."""
    assert letter_size(SHEET) == SIZE
    assert letter_size((0, 0, 4875, 3050)) == SIZE / 2
    assert letter_size((0, 0, 1000, 9100)) == SIZE


def test_a_label_keeps_off_the_dots_of_others_where_it_can() -> None:
    points = {"here": (4000.0, 3000.0), "right": (4400.0, 3000.0), "left": (3600.0, 3000.0)}
    texts = {"here": "Savannah 11.88"}
    assert place_labels(texts, points, SHEET) == place_labels(texts, points, SHEET, ["here"])
    (outwards,) = place_labels(texts, points, SHEET, ["here", "right"])
    assert (outwards.anchor, outwards.y) == ("end", 3000)
    (higher,) = place_labels(texts, points, SHEET, points)
    assert (higher.anchor, higher.y < 3000) == ("start", True)
    assert not higher.covers_any(points.values())


@given(POINTS, st.sets(st.text("abc", min_size=1, max_size=3)))
def test_dots_take_no_label_away(points: dict[str, tuple[float, float]], dotted: set[str]) -> None:
    texts = {region: region * 8 for region in points}
    assert bool(place_labels(texts, points, SHEET, dotted)) == bool(points)


@given(POINTS)
def test_there_are_few_and_none_touches_another(points: dict[str, tuple[float, float]]) -> None:
    labels = place_labels({region: region * 8 for region in points}, points, SHEET)
    assert len(labels) <= MOST
    pairs = [(one, other) for one in labels for other in labels if one is not other]
    assert not any(one.touches(other) for one, other in pairs)
    assert bool(labels) == bool(points)
