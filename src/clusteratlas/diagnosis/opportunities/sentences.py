"""Sentences: messages written out in a language, from whole templates kept as data."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from clusteratlas.diagnosis.opportunities.messages import Argument, Message
from clusteratlas.errors import UnknownChoice

LANGUAGES = ("en", "zh-hans")
_BETWEEN = {"en": " ", "zh-hans": ""}
Written = Callable[[Any], str]


def _count(value: float) -> str:
    return f"{round(value):,}"


def _share(value: float) -> str:
    return "<1%" if 0 < value < 0.005 else f"{round(value * 100):,}%"


def _change(value: float) -> str:
    tenths = round(value * 1000)
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else ''}{abs(tenths) / 10:,.1f}%"


_PLAIN: Mapping[str, Written] = {
    "count": _count,
    "share": _share,
    "change": _change,
    "money": _count,
    "cluster": str,
}


@dataclass(frozen=True)
class Writing:
    """How arguments are written: names of clusters by code, and functions by kind that win over the plain ones.

    The kinds are count, share, change, money and cluster; a page gives its own for its language and currency.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, Written] = field(default_factory=dict)

    def written(self, kind: str, value: Argument) -> str:
        """One argument as text."""
        if kind == "cluster":
            return self.names.get(str(value), str(value))
        return (self.formats.get(kind) or _PLAIN[kind])(value)


def write_sentences(messages: Message | Sequence[Message], language: str = "en", writing: Writing | None = None) -> str:
    """Messages as sentences of a language, one after the other.

    Parameters:
        messages: one Message, or several.
        language: "en" or "zh-hans".
        writing: names of clusters and, for figures, functions of one's own; None for codes and plain figures.

    Returns:
        The text. Every sentence is a whole template of `sentences.toml`; only figures and names are put in.

    Raises:
        UnknownChoice: there is no such language or message.

    Example:
        >>> message = Message("related-to-one", {"first": "chemicals"})
        >>> write_sentences(message, writing=Writing({"chemicals": "Upstream Chemicals"}))
        'It is related to Upstream Chemicals, which is strong here.'
        >>> write_sentences(message, "zh-hans", Writing({"chemicals": "上游化工"}))
        '它与本地的强集群上游化工相关。'
    """
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
    listed = [messages] if isinstance(messages, Message) else messages
    return _BETWEEN[language].join(_written(message, language, writing or Writing()) for message in listed)


def _written(message: Message, language: str, writing: Writing) -> str:
    kinds = templates()["arguments"]
    values = {name: writing.written(kinds[name], value) for name, value in message.arguments.items()}
    return template(message, language).format(**values)


def template(message: Message, language: str) -> str:
    """The template of a message: in English the one for a count of one where that is what it counts."""
    known = {id_ for id_ in templates() if id_ != "arguments"}
    if message.id not in known:
        raise UnknownChoice("message", message.id, sorted(known))
    texts = templates()[message.id]
    single = "counts" in texts and message.arguments[texts["counts"]] == 1
    return texts["one"] if single and language == "en" else texts[language]


@cache
def templates() -> dict[str, dict[str, str]]:
    """All templates by identifier, and under "arguments" the kind of each argument."""
    text = (files("clusteratlas.diagnosis.opportunities") / "sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
