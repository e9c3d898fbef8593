"""Lists with facets: what a list is asked for, which values can be chosen next, and which are chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from clusteratlas_web.foundation.page import Link

LONGEST = 100  # characters of a search
Labels = Callable[[str, str], str]  # what a value of a facet is called
Counts = Mapping[str, Sequence[tuple[str, int]]]  # of each facet its values, and how many rows have them
Asked = TypeVar("Asked", bound="Selection")


@dataclass(frozen=True)
class Selection:
    """What a list is asked for: words, and one value of each facet."""

    words: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def without(self: Asked, facet: str) -> Asked:
        """The same, whatever the facet."""
        return replace(self, values={name: value for name, value in self.values.items() if name != facet})

    def switched(self: Asked, facet: str, value: str) -> Asked:
        """With a value chosen, or without it where it is chosen already."""
        chosen = "" if self.values.get(facet) == value else value
        return replace(self, values={**self.values, facet: chosen})

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        return {"q": self.words, **self.values}

    @property
    def address(self) -> str:
        """The list that it asks for, on the same page."""
        return "?" + urlencode({name: value for name, value in self.query.items() if value})


def words_asked(given: QueryDict) -> str:
    """The words of a search as they can be looked for."""
    return given.get("q", "")[:LONGEST].strip().replace("\0", "")


def values_asked(given: QueryDict, facets: Sequence[str]) -> dict[str, str]:
    """The value that is chosen of each facet."""
    asked = {name: given.get(name, "").replace("\0", "") for name in facets}
    return {name: value for name, value in asked.items() if value}


def facets_shown(
    selection: Selection, counts: Counts, titles: Mapping[str, str], label: Labels
) -> list[dict[str, Any]]:
    """The facets that have values, in the order of their counts, each value with its address."""
    return [
        {
            "title": titles[name],
            "chosen": name in selection.values,
            "values": [
                {
                    "label": label(name, value),
                    "count": number,
                    "current": selection.values.get(name) == value,
                    "address": selection.switched(name, value).address,
                }
                for value, number in values
            ],
        }
        for name, values in counts.items()
        if values
    ]


def chosen_shown(selection: Selection, titles: Mapping[str, str], label: Labels) -> list[Link]:
    """What is chosen, each with the address without it."""
    return [
        Link(label(name, value), selection.without(name).address, title=titles[name])
        for name, value in selection.values.items()
    ]
