"""The sheets maps are drawn on: which projection shows which part of the world, where and at what scale."""

from collections.abc import Iterable, Mapping

from clusteratlas.geometry.azimuthal import LambertAzimuthal
from clusteratlas.geometry.projection import ALBERS_USA, Composition, Frame

EARTH = 6371  # kilometres, the sphere's radius
Kilometres = tuple[float, float]  # to the right of and above the centre of the sheet's projection
Box = tuple[float, float, float, float]  # west, south, east, north


def _europe() -> Composition:
    """Two units in a kilometre; the islands far away stand where the map has no region, east of the Baltic."""
    scale, origin, size = 2.0, (3450.0, 4500.0), (9500, 8250)
    whole = Frame("Europe", LambertAzimuthal((10, 52)), (-24.9, 34, 45.2, 72), scale * EARTH, origin, (0, 0, *size))
    near: Mapping[str, tuple[Box, Kilometres]] = {
        "Canarias": ((-18.3, 27.5, -13.3, 29.5), (1660, 1970)),
        "Açores": ((-31.4, 36.8, -24.95, 39.85), (1660, 1530)),
        "Guyane": ((-54.7, 2, -51.5, 5.9), (1660, 1090)),
    }
    small: Mapping[str, tuple[Box, Kilometres]] = {
        "Madeira": ((-17.4, 32.3, -16.2, 33.2), (2310, 1970)),
        "Guadeloupe": ((-61.9, 15.7, -60.9, 16.6), (2310, 1530)),
        "Martinique": ((-61.3, 14.3, -60.7, 15), (2310, 1090)),
        "Mayotte": ((44.9, -13.1, 45.4, -12.5), (1660, 650)),
        "Réunion": ((55.1, -21.5, 55.95, -20.8), (2310, 650)),
    }
    insets = [
        *(_inset(name, box, place, scale, 1, origin) for name, (box, place) in near.items()),
        *(_inset(name, box, place, scale, 3, origin) for name, (box, place) in small.items()),
    ]
    said = "Lambert azimuthal equal-area, centre 10° E 52° N; insets Canarias, Açores, Guyane at its scale, "
    said += "Madeira, Guadeloupe, Martinique, Mayotte, Réunion at three times its scale"
    return Composition(said, (0, 0, *size), (whole, *insets))


def _inset(name: str, box: Box, place: Kilometres, scale: float, times: float, origin: tuple[float, float]) -> Frame:
    """A frame of 620 by 420 kilometres of the sheet around the middle of its box."""
    west, south, east, north = box
    x, y = origin[0] + place[0] * scale, origin[1] - place[1] * scale
    half = (310 * scale, 210 * scale)
    extent = (x - half[0], y - half[1], x + half[0], y + half[1])
    onto = LambertAzimuthal(((west + east) / 2, (south + north) / 2))
    return Frame(name, onto, box, times * scale * EARTH, (x, y), extent)


def _japan() -> Composition:
    """Four units in a kilometre; the islands between Kyushu and Taiwan stand in the Sea of Japan, at the same scale."""
    scale, origin, size = 4.0, (3350.0, 3950.0), (7150, 7200)
    main = Frame("Japan", LambertAzimuthal((137, 37.5)), (128.3, 30.1, 149.2, 46), scale * EARTH, origin, (0, 0, *size))
    islands = Frame(
        "Nansei",
        LambertAzimuthal((127, 27)),
        (122.8, 24, 131.6, 30.1),
        scale * EARTH,
        (1800, 1450),
        (80, 80, 3560, 2820),
    )
    said = "Lambert azimuthal equal-area, centre 137° E 37.5° N; inset of the Nansei islands at its scale"
    return Composition(said, (0, 0, *size), (main, islands))


def _germany() -> Composition:
    """Eight units in a kilometre."""
    scale, origin, size = 8.0, (2800.0, 3750.0), (5600, 7300)
    frame = Frame(
        "Germany", LambertAzimuthal((10.4, 51.1)), (5.5, 47, 15.3, 55.3), scale * EARTH, origin, (0, 0, *size)
    )
    return Composition("Lambert azimuthal equal-area, centre 10.4° E 51.1° N", (0, 0, *size), (frame,))


def _by_name(planes: Iterable[Composition]) -> Mapping[str, Composition]:
    return {plane.name: plane for plane in planes}


EUROPE, JAPAN, GERMANY = _europe(), _japan(), _germany()
PLANES = _by_name((ALBERS_USA, EUROPE, JAPAN, GERMANY))
