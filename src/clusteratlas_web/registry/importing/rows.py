"""Rows of a file as facts of organisations: every value checked, with what is wrong and what would be right."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as said

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas_web.foundation.places import (
    find_clusters,
    find_regions,
    folded,
    is_cluster,
    is_industry,
    is_region,
    nearest_cluster,
    nearest_industry,
    nearest_region,
)
from clusteratlas_web.registry.importing.columns import LISTS
from clusteratlas_web.registry.importing.sheets import Sheet
from clusteratlas_web.registry.words import ACTIVITIES, KINDS, SECTORS, SERVICES, SIZES

Facts = dict[str, Any]
Problem = dict[str, Any]  # line, column, sentence (a message id), facts

NO_NAME = said("There is no name.")
TOO_LONG = said("“%(value)s” is longer than %(most)s characters.")
NOT_A_CHOICE = said("“%(value)s” is not known. The nearest is “%(nearest)s”.")
NOT_A_YEAR = said("“%(value)s” is not a year between 800 and 2200.")
NOT_A_COUNTRY = said("“%(value)s” is not a country’s code of two letters, such as DE.")
NOT_AN_ADDRESS = said("“%(value)s” is not a web address that begins with http:// or https://.")
NOT_AN_EMAIL = said("“%(value)s” is not an e-mail address.")
NOT_A_NUMBER = said("“%(value)s” is not a number of 0 or more.")
NO_REGION = said("There is no region “%(value)s”. The nearest is %(nearest)s.")
SEVERAL_REGIONS = said("Several regions are called “%(value)s”: %(nearest)s. Give the code.")
NO_CLUSTER = said("There is no cluster “%(value)s”. The nearest is %(nearest)s.")
SEVERAL_CLUSTERS = said("Several atlases have a cluster “%(value)s”: %(nearest)s. Give atlas and code.")
NO_INDUSTRY = said(
    "“%(value)s” is not a classification and a code, such as NAICS 336411. The nearest is “%(nearest)s”."
)
DIFFERS = said("“%(value)s” differs from line %(line)s, which is of the same organisation.")
LENGTHS = {"legal_form": 80, "contact_name": 120, "contact_phone": 40, "about": 20_000, "id": 100}


class Wrong(Exception):
    """A value that cannot be stored."""

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.facts = sentence, facts


@dataclass(frozen=True)
class Given:
    """What holds for rows that do not say it themselves."""

    kind: str = ""
    country: str = ""
    atlas: str = ""


@dataclass
class Read:
    """One organisation of the file: the first line it stands in, its facts, what is wrong."""

    line: int
    facts: Facts
    errors: list[Problem] = field(default_factory=list)


def read_rows(sheet: Sheet, columns: Mapping[str, str], given: Given) -> list[Read]:
    """The organisations of a file; rows of one identifier, or of one name without any, are one organisation."""
    found: dict[str, Read] = {}
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        cells = {columns[title]: text for title, text in zip(sheet.heading, row, strict=True) if columns.get(title)}
        read = _read(line, cells, given)
        key = _key(read)
        if key in found:
            _join(found[key], read)
        else:
            found[key] = read
    return list(found.values())


def said_problem(problem: Problem) -> str:
    """A problem as a sentence in the reader's language."""
    sentence, facts = problem["sentence"], problem["facts"]
    return gettext(sentence) % facts


def _key(read: Read) -> str:
    if read.facts.get("id"):
        return f"id:{read.facts['id']}"
    names = read.facts.get("names")
    return (
        f"name:{read.facts.get('country', '')}:{folded(next(iter(names.values())))}" if names else f"line:{read.line}"
    )


def _read(line: int, cells: Mapping[str, str], given: Given) -> Read:
    read = Read(line, {})
    names = _names(read, cells)
    if names:
        read.facts["names"] = names
    else:
        _note(read, "name", Wrong(NO_NAME))
    for name, check in _CHECKS.items():
        text = cells.get(name, "")
        if not text:
            continue
        if name in LISTS:
            values = [_checked(read, name, part, check, given) for part in _parts(text)]
            read.facts[name] = [value for value in values if value is not None]
        else:
            value = _checked(read, name, text, check, given)
            if value is not None:
                read.facts[name] = value
    for name in ("kind", "country"):
        read.facts.setdefault(name, getattr(given, name))
    if not read.facts["kind"] and not any(problem["column"] == "kind" for problem in read.errors):
        _note(read, "kind", Wrong(NOT_A_CHOICE, value="", nearest=KINDS[0][0]))
    return read


def _names(read: Read, cells: Mapping[str, str]) -> dict[str, str]:
    plain = cells.get("name", "")
    language = "zh-hans" if re.search("[\u3400-\u9fff]", plain) else "en"
    names = {language: plain, "en": cells.get("name_en", "") or (plain if language == "en" else "")}
    names["zh-hans"] = cells.get("name_zh", "") or (plain if language == "zh-hans" else "")
    for text in names.values():
        if len(text) > 200:
            _note(read, "name", Wrong(TOO_LONG, value=f"{text[:40]}…", most=200))
    return {each: text[:200] for each, text in names.items() if text}


def _checked(read: Read, name: str, text: str, check: Callable[[str, Given], Any], given: Given) -> Any:
    try:
        most = LENGTHS.get(name, 200)
        if len(text) > most:
            raise Wrong(TOO_LONG, value=f"{text[:40]}…", most=most)
        return check(text, given)
    except Wrong as problem:
        _note(read, name, problem)
        return None


def _note(read: Read, column: str, problem: Wrong) -> None:
    read.errors.append({"line": read.line, "column": column, "sentence": problem.sentence, "facts": problem.facts})


def _join(first: Read, again: Read) -> None:
    """Adds what a further row of the same organisation says; where it says something else, that is an error."""
    first.errors += again.errors
    for name, value in again.facts.items():
        mine = first.facts.get(name)
        if isinstance(value, list):
            first.facts[name] = [*(mine or []), *(each for each in value if each not in (mine or []))]
        elif mine in (None, ""):
            first.facts[name] = value
        elif mine != value:
            shown = next(iter(value.values())) if isinstance(value, dict) else value
            problem = Wrong(DIFFERS, value=str(shown), line=first.line)
            first.errors.append(
                {"line": again.line, "column": name, "sentence": problem.sentence, "facts": problem.facts}
            )


def _parts(text: str) -> list[str]:
    return [part for part in (part.strip() for part in re.split(r"[;；|\n]", text)) if part]


def _text(text: str, given: Given) -> str:
    return text


def _choice(choices: Iterable[tuple[str, str]]) -> Callable[[str, Given], str]:
    pairs = list(choices)

    def check(text: str, given: Given) -> str:
        known = _words(pairs)
        wanted = folded(text)
        if wanted not in known:
            raise Wrong(NOT_A_CHOICE, value=text, nearest=nearest_code(wanted, known) or "")
        return known[wanted]

    return check


def _words(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The code of each choice by its code and its names in both languages."""
    known = {folded(word): code for code, label in pairs for word in (code, label)}
    with override("zh-hans"):
        known |= {folded(gettext(label)): code for code, label in pairs}
    return known


def _year(text: str, given: Given) -> int:
    if not re.fullmatch(r"\d{3,4}", text) or not 800 <= int(text) <= 2200:
        raise Wrong(NOT_A_YEAR, value=text)
    return int(text)


def _country(text: str, given: Given) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise Wrong(NOT_A_COUNTRY, value=text)
    return text.upper()


def _web(text: str, given: Given) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as problem:
        raise Wrong(NOT_AN_ADDRESS, value=text) from problem
    return address


def _email(text: str, given: Given) -> str:
    try:
        validate_email(text)
    except ValidationError as problem:
        raise Wrong(NOT_AN_EMAIL, value=text) from problem
    return text


def _staff(text: str, given: Given) -> str:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as problem:
        raise Wrong(NOT_A_NUMBER, value=text) from problem
    if not number.is_finite() or not 0 <= number < 1_000_000:
        raise Wrong(NOT_A_NUMBER, value=text)
    return str(number.quantize(Decimal("0.01")))


def _region(text: str, given: Given) -> str:
    found = find_regions(text)
    if len(found) == 1:
        return found[0]
    if not found and is_region(text):
        return text
    if not found:
        raise Wrong(NO_REGION, value=text, nearest=nearest_region(text))
    raise Wrong(SEVERAL_REGIONS, value=text, nearest=", ".join(found[:5]))


def _cluster(text: str, given: Given) -> str:
    found = find_clusters(text)
    here = [key for key in found if key.startswith(f"{given.atlas}/")] or list(found)
    if len(here) == 1:
        return here[0]
    atlas, _, code = text.rpartition("/")
    if not here and is_cluster(atlas or given.atlas, code):
        return f"{atlas or given.atlas}/{code}"
    if not here:
        raise Wrong(NO_CLUSTER, value=text, nearest=nearest_cluster(text))
    raise Wrong(SEVERAL_CLUSTERS, value=text, nearest=", ".join(here[:5]))


def _industry(text: str, given: Given) -> list[str]:
    classification, _, code = text.partition(" ")
    if not code or not is_industry(classification, code.strip()):
        raise Wrong(
            NO_INDUSTRY, value=text, nearest=f"{classification} {nearest_industry(classification, code)}".strip()
        )
    return [classification, code.strip()]


_CHECKS: dict[str, Callable[[str, Given], Any]] = {
    "id": _text,
    "kind": _choice(KINDS),
    "sector": _choice(SECTORS),
    "size": _choice(SIZES),
    "legal_form": _text,
    "country": _country,
    "founded": _year,
    "web": _web,
    "about": _text,
    "contact_name": _text,
    "contact_email": _email,
    "contact_phone": _text,
    "staff_fte": _staff,
    "regions": _region,
    "clusters": _cluster,
    "industries": _industry,
    "activities": _choice(ACTIVITIES),
    "services": _choice(SERVICES),
    "capabilities": _text,
}
