"""Rule books: named sets of thresholds that turn measures into classes, kept as data in `rules/`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.entries import (
    Entries,
    agreement_of,
    check_entries,
    check_exclusive,
    check_languages,
    check_words,
    classes_of,
    labels_of,
    parameters_of,
    rules_of,
)
from clusteratlas.diagnosis.rule import OPERATORS, Rule, require
from clusteratlas.diagnosis.rule_file import chosen, read_toml, split_parameters
from clusteratlas.errors import InputError, UnknownChoice

__all__ = ["OPERATORS", "Rule", "RuleBook", "Rules", "load", "names", "read"]

_RULES = files("clusteratlas.diagnosis") / "rules"


@dataclass(frozen=True)
class RuleBook:
    """A rule book: what is ranked, within which set, the conditions by their id, and what each class asks for.

    A class, of those listed from the lowest to the highest, asks for the `minima`, for all of its own conditions, and
    for at least `least_stars` of the `stars`.
    """

    name: str
    title: Mapping[str, str]
    citation: tuple[str, ...]
    within: tuple[str, ...]
    present: str
    kinds: tuple[str, ...]
    levels_not_ranked: tuple[str, ...]
    rules: Mapping[str, Rule]
    classes: Mapping[str, tuple[str, ...]]
    agreement: str  # the class that counts as strong where rule books are compared
    least_stars: Mapping[str, int] = field(default_factory=dict)
    minima: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    exclusive: bool = False
    parameters: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stands_in_for: str | None = None
    entries: Entries = field(default_factory=dict, repr=False)

    def of_class(self, class_: str) -> tuple[Rule, ...]:
        """The conditions that must all hold for a class, in the rule book's order; its stars are not among them."""
        if class_ not in self.classes:
            raise UnknownChoice("class_", class_, list(self.classes))
        return tuple(self.rules[rule] for rule in dict.fromkeys((*self.minima, *self.classes[class_])))

    def starred(self) -> tuple[Rule, ...]:
        """The conditions that are counted: each that holds is a star."""
        return tuple(self.rules[rule] for rule in self.stars)

    def percentiles(self) -> list[tuple[str, float]]:
        """The columns and percentiles its conditions use, in order, each once."""
        used = {(rule.column, rule.percentile) for rule in self.rules.values() if rule.percentile is not None}
        return sorted(used)

    def label(self, code: str, language: str = "en") -> str:
        """The word for a condition or a class; its code where the rule book gives none."""
        return self.labels[code][language] if code in self.labels else code

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns its conditions compare and the one that says who is ranked."""
        used = {self.present, *(rule.column for rule in self.rules.values())}
        return tuple(column for column in COLUMNS if column in used)

    @property
    def checksum(self) -> str:
        """SHA-256 of what the rule book says: comments, spacing and the order of its tables do not count."""
        # The order of the classes is their rank, so it does count.
        said = {**self.entries, "classes": list(self.entries["classes"].items())}
        written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


Rules = str | Path | RuleBook


def names() -> list[str]:
    """The rule books that come with the library."""
    return sorted(entry.name.removesuffix(".toml") for entry in _RULES.iterdir() if entry.name.endswith(".toml"))


def load(name: Rules, **parameters: float) -> RuleBook:
    """A rule book by its name, or one's own from a TOML file, checked; a rule book itself is given back as it is.

    Parameters:
        name: a name of `names()`, or a path that ends in .toml; either may carry parameters: "quadrants:cut=1.2".
        parameters: the same by keyword, cut=1.2; they win over those in the name.

    Returns:
        The RuleBook. Parameters other than its own stand in its name, so that `name` and `checksum` together say what
        was compared. The name of one that came from a file is the one it gives itself, not that of the file.

    Raises:
        UnknownChoice: there is no such rule book, parameter, column, operator or condition; the nearest comes first.
        UnreadableFile: the file is not there, or is not TOML.
        InputError: an entry is missing or wrong, or the file takes the name of a rule book that comes with the library.

    Example:
        >>> load("quadrants", cut=1.2).name
        'quadrants:cut=1.2'
        >>> [(rule.column, rule.operator, rule.value) for rule in load("quadrants:cut=1.2").of_class("star")]
        [('location_quotient', '>', 1.2), ('location_quotient_change', '>', 0.0)]
    """
    if isinstance(name, RuleBook):
        if parameters:
            raise InputError("Give parameters with the name of a rule book, not with a rule book.")
        return name
    plain, written = split_parameters(str(name))
    if plain.endswith(".toml"):
        entries = read_toml(Path(plain))
        _check_own_name(entries)
    else:
        require("rules", plain, names())
        entries = read_toml(_RULES / f"{plain}.toml")
    book = read(chosen(entries, written | parameters))
    check_languages(book.name, book.title, "title")
    return book


def load_all(rules: Rules | Sequence[Rules]) -> list[RuleBook]:
    """Several rule books, each once, in the order of their names."""
    listed = [rules] if isinstance(rules, str | Path | RuleBook) else list(rules)
    books = sorted((load(each) for each in listed), key=lambda book: book.name)
    for before, book in pairwise(books):
        if before.name == book.name:
            raise InputError(f"The rule book {book.name} is asked for twice.")
    return books


def read(entries: Entries) -> RuleBook:
    """A rule book from the entries of its TOML file, or from the `entries` of another, checked."""
    name = check_entries(entries)
    parameters = parameters_of(name, entries)
    rules = rules_of(name, entries, parameters)
    classes, least = classes_of(name, entries)
    check_words(name, entries, rules, classes)
    book = RuleBook(
        name=name,
        title=dict(entries["title"]),
        present=entries["present"],
        rules=rules,
        classes=classes,
        least_stars=least,
        agreement=agreement_of(name, entries),
        exclusive=entries.get("exclusive", False),
        parameters=parameters,
        labels=labels_of(name, entries, (*rules, *classes)),
        stands_in_for=entries.get("stands_in_for"),
        entries=entries,
        **{key: tuple(entries.get(key, ())) for key in _LISTS},
    )
    if book.exclusive:
        check_exclusive(name, {code: book.of_class(code) for code in classes})
    return book


_LISTS = ("citation", "within", "kinds", "levels_not_ranked", "minima", "stars")


def _check_own_name(entries: Entries) -> None:
    name = str(entries.get("name", ""))
    if name in names() and read(entries).checksum != load(name).checksum:
        raise InputError(f"The name {name!r} is that of a rule book that comes with the library. Give yours another.")
