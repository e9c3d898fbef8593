"""Trees as tables: each code with itself and everything above it, ready to be joined for a roll-up."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from clusteratlas.classifications import us_regions
from clusteratlas.classifications.classification import Classification, digits
from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.region import Region


def ancestry(classification: Classification) -> pa.Table:
    """Columns code, ancestor, digits (of the ancestor): every code with itself and each ancestor, ordered by both."""
    pairs = sorted((code, above) for code in classification.codes for above in (code, *classification.ancestors(code)))
    codes, above = zip(*pairs, strict=True)
    lengths = pa.array([digits(code) for code in above], pa.int64())
    return pa.table({"code": pa.array(codes), "ancestor": pa.array(above), "digits": lengths})


def place_ancestry(gazetteer: Gazetteer) -> pa.Table:
    """Columns code, ancestor, level (of the ancestor): each place with itself and every place it is part of."""
    return _table((place, above) for place in gazetteer.places.values() for above in _upwards(gazetteer, place))


def _upwards(gazetteer: Gazetteer, place: Region) -> Iterator[Region]:
    yield place
    if place.parent is not None:
        yield from _upwards(gazetteer, gazetteer.places[place.parent])


def region_ancestry(vintage: int | None = None) -> pa.Table:
    """Columns code, ancestor, level (of the ancestor): each area with itself and the country.

    The areas are those of a delineation or, without a vintage, of County Business Patterns. States are not above areas:
    an area may lie in several.
    """
    drawn = us_regions.cbp_areas() if vintage is None else us_regions.areas(vintage)
    country = us_regions.country()
    return _table(pair for area in (country, *drawn.values()) for pair in ((area, area), (area, country)))


def county_ancestry(vintage: int) -> pa.Table:
    """Columns code, ancestor, level: each county with itself, its area if it is in one, its state and the country."""
    states, areas = us_regions.states(vintage), us_regions.areas(vintage)
    area_of = {county: area for area in areas.values() for county in area.counties}
    above = {us_regions.country(): [us_regions.country()]}
    above |= {region: [region, us_regions.country()] for region in (*states.values(), *areas.values())}
    for fips, county in us_regions.counties(vintage).items():
        drawn = [area_of[fips]] if fips in area_of else []
        above[county] = [county, *drawn, states[fips[:2]], us_regions.country()]
    return _table((region, other) for region, others in above.items() for other in others)


def _table(pairs: Iterable[tuple[Region, Region]]) -> pa.Table:
    ordered = sorted({(region.code, above.code, above.level) for region, above in pairs})
    codes, above, levels = zip(*ordered, strict=True)
    return pa.table({"code": pa.array(codes), "ancestor": pa.array(above), "level": pa.array(levels)})
