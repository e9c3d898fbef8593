"""The facts of policies that ship with the platform, stored as departments and programmes, each once."""

import csv
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.history import record
from clusteratlas_web.programmes.models import BudgetLine, Instrument, Part, Phase, Programme, Role
from clusteratlas_web.programmes.states import ENDED, PUBLISHED
from clusteratlas_web.programmes.words import PLANNED
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.models import Name, Organisation
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.registry.words import AGENCY

SOURCE = "as named in policy articles on clusters, 2019; taken over from them, not registered by the department"


@transaction.atomic
def seed_policy_facts() -> list[Programme]:
    """Stores the departments and programmes that are not there yet; returns the programmes that are new.

    What somebody has changed since stays as they left it.
    """
    departments = {row["slug"]: _department(row) for row in _rows("departments")}
    index(departments.values())
    new = [programme for row in _rows("programmes") if (programme := _programme(row)) is not None]
    by_code = {each.code: each for each in new}
    parts = {
        (row["programme"], row["department"]): Part.objects.create(
            programme=by_code[row["programme"]], organisation=departments[row["department"]], part=row["part"]
        )
        for row in _rows("parts")
        if row["programme"] in by_code
    }
    roles = _roles(parts)
    _instruments(parts, roles)
    _phases(by_code)
    _budget(by_code)
    return new


def _rows(name: str) -> list[dict[str, str]]:
    text = files("clusteratlas_web.programmes").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _department(row: dict[str, str]) -> Any:
    department, is_new = Organisation.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "kind": AGENCY,
            "sector": "public",
            "state": VERIFIED,
            "country": row["country"],
            "about": "",
            "sort_name": row["name_en"].casefold(),
        },
    )
    if is_new:
        for language, column in (("en", "name_en"), ("zh-hans", "name_zh")):
            Name.objects.create(organisation=department, language=language, text=row[column])
        record(None, "seed", department, {}, {"state": VERIFIED, "kind": AGENCY}, SOURCE)
    return department


def _programme(row: dict[str, str]) -> Programme | None:
    """The programme of a row, unless it stands already; one whose last year is past has ended."""
    if Programme.objects.filter(code=row["code"]).exists():
        return None
    until = _number(row["until"])
    programme = Programme.objects.create(
        slug=row["code"].lower(),
        code=row["code"],
        state=ENDED if until is not None and until < date.today().year else PUBLISHED,  # noqa: DTZ011 - a year
        country=row["country"],
        level=row["level"],
        type=row["type"],
        since=_number(row["since"]),
        until=until,
        supported=_number(row["supported"]),
        source=row["source"],
    )
    for language, column in (("en", "name_en"), ("zh-hans", "name_zh")):
        programme.names.create(language=language, text=row[column])
    record(None, "seed", programme, {}, {"code": programme.code, "state": programme.state}, row["source"])
    return programme


def _roles(parts: dict[tuple[str, str], Part]) -> dict[tuple[str, str, str], Role]:
    found = {}
    for row in _rows("roles"):
        part = parts.get((row["programme"], row["department"]))
        if part is not None:
            role = Role.objects.create(of=part, names=_texts(row, "role"))
            found[row["programme"], row["department"], row["role_en"]] = role
    return found


def _instruments(parts: dict[tuple[str, str], Part], roles: dict[tuple[str, str, str], Role]) -> None:
    for row in _rows("instruments"):
        key = (row["programme"], row["department"])
        if key in parts:
            Instrument.objects.create(
                of=parts[key],
                role=roles.get((*key, row["role_en"])),
                names=_texts(row, "instrument"),
                dimension=row["dimension"],
                coding=row["coding"],
            )


def _phases(programmes: dict[str, Programme]) -> None:
    for row in _rows("phases"):
        if row["programme"] in programmes:
            Phase.objects.create(
                programme=programmes[row["programme"]],
                number=int(row["number"]),
                names=_texts(row, "name"),
                begins=date(int(row["begins"]), 1, 1),
                ends=date(int(row["ends"]), 12, 31),
                aim=_texts(row, "aim"),
                source=row["source"],
            )


def _budget(programmes: dict[str, Programme]) -> None:
    for row in _rows("budget"):
        if row["programme"] in programmes:
            BudgetLine.objects.create(
                programme=programmes[row["programme"]],
                years=int(row["years"]),
                amount=row["amount"],
                currency=row["currency"],
                state=PLANNED,
                source=row["source"],
            )


def _texts(row: dict[str, str], name: str) -> dict[str, str]:
    texts = {"en": row[f"{name}_en"], "zh-hans": row[f"{name}_zh"]}
    return {language: text for language, text in texts.items() if text}


def _number(text: str) -> int | None:
    return int(text) if text else None
