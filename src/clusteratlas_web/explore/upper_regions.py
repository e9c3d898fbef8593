"""The states or countries that regions of a level lie in: how a list of regions is narrowed down, and their names."""

from django.utils.translation import gettext

from clusteratlas.classifications import Gazetteer, gazetteer
from clusteratlas.editions import Edition
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation.names import Name


def upper_options(edition: Edition, codes: list[str], chosen: str, names: Naming) -> list[Option]:
    """The codes as choices, by their names where there are any; the source's own word else."""
    places = gazetteer(edition.manifest.gazetteer)
    known = _by_code(places)
    options = [Option(code, _name(code, known, places, names.language), code == chosen) for code in codes]
    return sorted(options, key=lambda option: option.label)


def upper_words(edition: Edition) -> tuple[str, str]:
    """What the choice is called, and the choice of all."""
    level = gazetteer(edition.manifest.gazetteer).levels[1]
    words = {
        "nuts0": (gettext("Country"), gettext("All countries")),
        "prefecture": (gettext("Prefecture"), gettext("All prefectures")),
        "province": (gettext("Province"), gettext("All provinces")),
    }
    return words.get(level, (gettext("State"), gettext("All states")))


def _by_code(places: Gazetteer) -> dict[str, str]:
    """The full code of every place directly below the country, by what regions say they lie in."""
    top = places.at(places.levels[1])
    return {(region.states[0] if region.states else region.bare): code for code, region in top.items()}


def _name(code: str, known: dict[str, str], places: Gazetteer, language: str) -> Name:
    if code not in known:
        return Name(code, language)
    return Name(places.name(known[code], language), places.language_of(known[code], language))
