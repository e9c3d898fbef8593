"""A drawn edition to define clusters from: twelve states, half of them on metals and aircraft, half on software."""

from pathlib import Path

from tests.unit.drawn_editions import Cells, Drawing, draw

from clusteratlas.editions import Edition

METALS = ("331110", "331210", "331221", "332111", "336411", "336412")
SOFTWARE = ("511210", "518210", "541511", "541512", "541519", "541611")
LOCAL = ("812111", "812112")
STATES = tuple(
    f"us-state-{number}" for number in ("01", "04", "05", "06", "08", "09", "10", "12", "13", "15", "16", "17")
)


def cells() -> Cells:
    """Jobs and establishments: the trade of a state has hundreds, the other tens, barbers are where people are."""
    found = {}
    for place, state in enumerate(STATES):
        for number, industry in enumerate((*METALS, *SOFTWARE)):
            own = (industry in METALS) == (place % 2 == 0)
            jobs = (500 + 37 * place if own else 20) + 11 * ((place * 7 + number * 5) % 9)
            found[state, industry] = (jobs, 2 + jobs // 20)
        found |= {(state, industry): (100 + place, 30) for industry in LOCAL}
    return found


def write_defining_edition(home: Path) -> Edition:
    """The edition us-states/1 in a home."""
    places = dict.fromkeys(METALS, "metals") | dict.fromkeys(SOFTWARE, "software") | dict.fromkeys(LOCAL, "local")
    return draw(home / "atlases/us-states/editions", Drawing("1", cells=cells(), places=places))
