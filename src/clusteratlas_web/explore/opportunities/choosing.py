"""The weights that an address asks for: written in it, sent by the form, or one of the presets."""

from dataclasses import dataclass
from math import isclose

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.diagnosis.opportunities import (
    DEFAULT,
    EQUAL,
    LIKELIEST,
    PARTS,
    Weights,
    format_weights,
    parse_weights,
)
from clusteratlas_web.explore.addresses import with_query

NAME = "weights"
SCALE = 5  # what the form offers for a part; only proportions matter


@dataclass(frozen=True)
class Preset:
    """Weights with a name, a sentence that says what they are for, and the address that has them."""

    label: str
    meaning: str
    weights: Weights
    address: str
    current: bool


@dataclass(frozen=True)
class WeightField:
    """A field of the form: a part, its weight as it is written, and the most it may be."""

    part: str
    value: str
    most: int


def asked_weights(request: HttpRequest) -> Weights:
    """The weights of the address, the default where it has none; raises UnknownChoice."""
    text = request.GET.get(NAME, "")
    return parse_weights(text) if text else DEFAULT


def sent_weights(request: HttpRequest) -> Weights | None:
    """The weights that the form has sent, None where it has not; raises UnknownChoice."""
    sent = [part for part in PARTS if part in request.GET]
    return parse_weights(",".join(f"{part}:{request.GET[part]}" for part in sent)) if sent else None


def in_address(weights: Weights) -> str:
    """The weights as an address has them; nothing for the default."""
    return "" if weights == DEFAULT else format_weights(weights)


def weighted(address: str, weights: Weights, **values: object) -> str:
    """The address with those weights, which stand in it as they are written, and other values as its query."""
    found = with_query(address, **values, weights=in_address(weights))
    return found.replace("%3A", ":").replace("%2C", ",")


def kept_choices(request: HttpRequest) -> dict[str, str]:
    """What else the address has chosen, to be kept while weights are changed."""
    return {name: value for name, value in request.GET.items() if name not in (NAME, *PARTS)}


def presets(request: HttpRequest, address: str, weights: Weights) -> list[Preset]:
    """The presets, the one whose proportions are asked for marked."""
    kept = kept_choices(request)
    return [
        Preset(label, meaning, each, weighted(address, each, **kept), _alike(each, weights))
        for label, meaning, each in _named()
    ]


def preset_label(weights: Weights) -> str:
    """What the weights are called; their own where no preset has their proportions."""
    return next((label for label, _, each in _named() if _alike(each, weights)), gettext("your own"))


def weight_fields(weights: Weights) -> list[WeightField]:
    """The fields of the form."""
    most = SCALE if max(weights.by_part().values()) <= SCALE else 100
    return [WeightField(part, f"{weight:g}", most) for part, weight in weights.by_part().items()]


def _named() -> list[tuple[str, str, Weights]]:
    return [
        (
            gettext("Default"),
            gettext(
                "Chosen by the back-test: the nearest to equal weights, in small whole numbers, with which the score "
                "told better than closeness alone what became strong, in every panel it was tried on."
            ),
            DEFAULT,
        ),
        (
            gettext("Equal"),
            gettext(
                "For a first look without a view of what matters. Half of the score is then growth and reward, which "
                "say whether a cluster would be worth it and not whether it will come."
            ),
            EQUAL,
        ),
        (
            gettext("Likeliest"),
            gettext(
                "For what is likely to come: closeness and gap alone, and nothing on whether it would be worth it."
            ),
            LIKELIEST,
        ),
    ]


def _alike(one: Weights, other: Weights) -> bool:
    """Whether the proportions are the same."""
    mine, theirs = list(one.by_part().values()), list(other.by_part().values())
    return all(isclose(a * sum(theirs), b * sum(mine)) for a, b in zip(mine, theirs, strict=True))
