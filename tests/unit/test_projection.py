"""The projection: equal areas on every cone, the composition's places, and what lies outside."""

import math

import numpy as np
import pytest

from clusteratlas.geometry.projection import ALBERS_USA, AlbersCone
from clusteratlas.geometry.shapes import ring_area

SIDE = 0.01  # degrees
LOWER, ALASKA, HAWAII = ALBERS_USA.frames


def quad(longitude: float, latitude: float, points: int = 50) -> np.ndarray:
    """A small quadrangle between meridians and parallels, its sides in steps: a parallel is not straight on a cone."""
    along, level = np.linspace(0, SIDE, points), np.zeros(points)
    sides = [(along, level), (level + SIDE, along), (along[::-1], level + SIDE), (level, along[::-1])]
    return np.concatenate([np.column_stack([longitude + x, latitude + y]) for x, y in sides])


def on_sphere(latitude: float) -> float:
    """The quadrangle's area on the unit sphere: difference of longitudes times difference of sines of latitudes."""
    return math.radians(SIDE) * (math.sin(math.radians(latitude + SIDE)) - math.sin(math.radians(latitude)))


@pytest.mark.parametrize("place", [(-124.7, 48.4), (-80.2, 25.1), (-96, 37.5), (-67, 47), (-118.2, 34), (-96, 29.5)])
def test_areas_in_the_lower_48_are_those_on_the_sphere(place: tuple[float, float]) -> None:
    assert abs(ring_area(LOWER.onto.project(quad(*place)))) == pytest.approx(on_sphere(place[1]), rel=1e-6)


@pytest.mark.parametrize(("frame", "place"), [(ALASKA, (-150, 61)), (ALASKA, (179.99, 52)), (HAWAII, (-155.5, 19.5))])
def test_insets_keep_areas_at_their_own_scale(frame, place) -> None:
    area = abs(ring_area(frame.project(quad(*place)))) / frame.scale**2
    assert area == pytest.approx(on_sphere(place[1]), rel=1e-6)


def test_alaska_stands_at_035_and_hawaii_at_the_scale_of_the_lower_48() -> None:
    assert (ALASKA.scale / LOWER.scale, HAWAII.scale / LOWER.scale) == (0.35, 1)


def test_snyders_worked_example() -> None:
    # Snyder 1987, appendix A, Albers on the sphere: parallels 29.5 and 45.5, origin 23 N 96 W; the point 35 N 75 W
    # is x = 0.2952720, y = 0.2416774.
    cone = AlbersCone(-96, (29.5, 45.5), (-96, 23))
    assert cone.project(np.array([[-75.0, 35.0]]))[0] == pytest.approx([0.2952720, 0.2416774], abs=5e-8)
    assert cone.constants == pytest.approx((0.6028370, 1.3512213), abs=5e-8)


def test_north_is_up_and_east_is_right() -> None:
    south, north, east = ALBERS_USA.project(np.array([[-96.0, 35], [-96, 45], [-90, 35]]))
    assert north[1] < south[1]
    assert east[0] > south[0]


def test_what_no_frame_holds_is_not_a_number() -> None:
    places = np.array([[-66.1, 18.4], [144.8, 13.4], [-64.9, 18.3], [-170.7, -14.3], [-97.3, 37.7]])
    assert np.isnan(ALBERS_USA.project(places)).all(axis=1).tolist() == [True, True, True, True, False]


def test_the_180th_meridian_does_not_part_the_aleutians() -> None:
    west, east = ALBERS_USA.project(np.array([[179.99, 52.0], [-179.99, 52.0]]))
    assert np.abs(west - east).max() < 1.5


def test_places_stand_where_expected() -> None:
    cities = np.array([[-122.33, 47.61], [-80.19, 25.76], [-149.9, 61.2], [-157.86, 21.31]])
    seattle, miami, anchorage, honolulu = ALBERS_USA.project(cities)
    assert seattle[0] < 1500 < 8000 < miami[0]
    assert seattle[1] < 1000 < 5000 < miami[1]
    assert anchorage[0] < honolulu[0] < 4000
    assert min(anchorage[1], honolulu[1]) > 4500


def test_arcs_that_meet_still_meet() -> None:
    first, second = np.array([[-97.1, 37.2], [-97.3, 37.9]]), np.array([[-97.3, 37.9], [-98.0, 38.0], [-97.1, 37.2]])
    one, other = ALBERS_USA.project_arcs([first, second])
    assert one[1].tobytes() == other[0].tobytes()
    assert one[0].tobytes() == other[2].tobytes()
