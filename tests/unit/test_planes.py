"""The sheets of Europe, Japan and Germany: equal areas, places and back again, and what no frame holds."""

import math

import numpy as np
import pytest

from clusteratlas.geometry.azimuthal import LambertAzimuthal
from clusteratlas.geometry.planes import EUROPE, GERMANY, JAPAN, PLANES
from clusteratlas.geometry.projection import Composition, Frame
from clusteratlas.geometry.shapes import ring_area

FRAMES = [frame for plane in (EUROPE, JAPAN, GERMANY) for frame in plane.frames]
SIDE = 0.01  # degrees


def small_square(longitude: float, latitude: float) -> np.ndarray:
    """A quadrangle between meridians and parallels, its sides in steps: a parallel is not straight on the plane."""
    along, level = np.linspace(0, SIDE, 50), np.zeros(50)
    sides = [(along, level), (level + SIDE, along), (along[::-1], level + SIDE), (level, along[::-1])]
    return np.concatenate([np.column_stack([longitude + x, latitude + y]) for x, y in sides])


def test_the_numerical_example_of_snyder() -> None:
    """Snyder 1987, page 332: radius 3, centre 40 N 100 W, the point 20 S 100 E."""
    plane = 3 * LambertAzimuthal((-100, 40)).project(np.array([[100.0, -20.0]]))
    assert plane[0] == pytest.approx([-4.2339303, 4.0257775], abs=5e-8)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_every_frame_keeps_areas_at_its_own_scale(frame: Frame) -> None:
    west, south, east, north = frame.box
    for longitude, latitude in ((west, south), (east - SIDE, north - SIDE), ((west + east) / 2, (south + north) / 2)):
        area = abs(ring_area(frame.project(small_square(longitude, latitude)))) / frame.scale**2
        top, bottom = math.sin(math.radians(latitude + SIDE)), math.sin(math.radians(latitude))
        assert area == pytest.approx(math.radians(SIDE) * (top - bottom), rel=1e-6)


@pytest.mark.parametrize("plane", [EUROPE, JAPAN, GERMANY], ids=lambda plane: plane.name[-10:])
def test_places_lie_on_the_sheet_in_their_own_frame_and_come_back(plane: Composition) -> None:
    _, _, width, height = plane.view_box
    for frame in plane.frames:
        west, south, east, north = frame.box
        middle = np.array([[(west + east) / 2, (south + north) / 2]])
        ((x, y),) = plane.project(middle)
        assert 0 < x < width
        assert 0 < y < height
        assert plane.unproject(np.array([[x, y]])) == pytest.approx(middle, abs=1e-9)


def test_frames_do_not_claim_the_same_place() -> None:
    for plane in (EUROPE, JAPAN):
        main, *insets = plane.frames
        for inset in insets:
            west, south, east, north = inset.box
            west, south, east, north = west + SIDE, south + SIDE, east - SIDE, north - SIDE  # edges may be shared
            corners = np.array([[west, south], [east, south], [east, north], [west, north]])
            assert not main.holds(corners).any()
            left, top, right, bottom = inset.extent
            assert [
                other.name for other in insets if other is not inset and other.owns(np.array([[left, top]]))[0]
            ] == []
            assert (left, top) < (right, bottom)


def test_what_lies_on_no_sheet() -> None:
    svalbard, ogasawara = np.array([[16.0, 78.5]]), np.array([[142.2, 27.1]])
    assert np.isnan(EUROPE.project(svalbard)).all()
    assert np.isnan(JAPAN.project(ogasawara)).all()
    assert set(PLANES) >= {EUROPE.name, JAPAN.name, GERMANY.name}
