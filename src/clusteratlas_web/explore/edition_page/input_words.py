"""What a page says of the inputs of an edition; of one that an organisation contributed, the label it was given."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from clusteratlas.editions import Manifest
from clusteratlas_web.contributions.words import QUALITY_WORDS
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.wording import worded


@dataclass(frozen=True)
class Label:
    """Who offered an input, when it was accepted, and what its reviewers say of it."""

    contributor: str
    accepted: date
    quality: str
    coverage: float | None
    limits: Name


@dataclass(frozen=True)
class Input:
    """The facts of an input, and its label if it has one."""

    facts: dict[str, Any]
    label: Label | None


def input_words(manifest: Manifest) -> list[Input]:
    """The inputs of an edition in their order."""
    return [Input(each, _label(each["contribution"]) if "contribution" in each else None) for each in manifest.inputs]


def _label(facts: dict[str, Any]) -> Label:
    return Label(
        contributor=facts["contributor"],
        accepted=facts["accepted"],
        quality=worded(QUALITY_WORDS, facts["quality"]),
        coverage=facts.get("coverage"),
        limits=in_words(facts.get("limits", {})),
    )
