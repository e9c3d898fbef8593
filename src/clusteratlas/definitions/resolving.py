"""The place of any code of a classification: its own, or that of the nearest code above it."""

from collections.abc import Mapping

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Definition, Place
from clusteratlas.errors import UnknownChoice, UnknownCode


def place_of(definition: Definition, classification: Classification, industry: str) -> Place | None:
    """Where an industry stands: the code itself or the nearest code above it that the definition speaks of decides.

    A definition may be stated on codes that have parts, such as divisions; their parts stand where they stand, unless
    the definition says otherwise of a part. None where the deciding code is left outside every cluster, or where
    there is none.

    Raises UnknownCode for a code outside the classification, UnknownChoice for a classification or a vintage the
    definition is not stated for.
    """
    deciding = _nearest(classification, industry, _spoken(definition, classification))
    return None if deciding is None else definition.membership(classification.vintage).get(deciding)


def places_over(definition: Definition, classification: Classification) -> Mapping[str, Place]:
    """The place of every code of the classification that has one, ordered by code."""
    places = definition.membership(classification.vintage)
    deciding = deciding_codes(definition, classification)
    return {code: places[above] for code, above in deciding.items() if above in places}


def deciding_codes(definition: Definition, classification: Classification) -> Mapping[str, str]:
    """For every code, the one the definition speaks of (places, or leaves out): itself or the nearest above it."""
    spoken = _spoken(definition, classification)
    nearest = ((code, _nearest(classification, code, spoken)) for code in classification.codes)
    return {code: above for code, above in nearest if above is not None}


def check_codes(definition: Definition, classification: Classification) -> None:
    """Raises UnknownCode for the first code the definition speaks of that the classification does not have."""
    for code in sorted(_spoken(definition, classification)):
        if code not in classification:
            raise UnknownCode(code, str(classification), classification.nearest(code))


def _spoken(definition: Definition, classification: Classification) -> frozenset[str]:
    if classification.name != definition.classification:
        raise UnknownChoice("classification", classification.name, [definition.classification])
    vintage = classification.vintage
    return frozenset(definition.membership(vintage)) | frozenset(definition.uncovered_industries(vintage))


def _nearest(classification: Classification, industry: str, spoken: frozenset[str]) -> str | None:
    above = (classification.require(industry), *classification.ancestors(industry))
    return next((code for code in above if code in spoken), None)
