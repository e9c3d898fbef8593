"""Sentences written down once, for industries, said of occupations where an edition classifies those."""

import re

# Occupations are not told apart as traded and local.
_OF_OCCUPATIONS = {
    "en": (
        *(("traded ", ""), ("industries", "occupations"), ("Industries", "Occupations")),
        *(("industry", "occupation"), ("Industry", "Occupation")),
    ),
    "zh-hans": (("可贸易", ""), ("产业|行业", "职业")),
}


def of_occupations(text: str, language: str) -> str:
    """The sentence with an occupation wherever it says an industry; names of clusters are no part of it yet."""
    for pattern, word in _OF_OCCUPATIONS[language]:
        text = re.sub(pattern, word, text)
    return text
