"""The facts of designations that ship with the platform: schemes, indicators, counts, and the ten pilots, each once."""

import csv
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from clusteratlas_web.designations import shipped
from clusteratlas_web.designations.actions.drafting import publish_edition
from clusteratlas_web.designations.actions.granting import add_standing, kept, words_of
from clusteratlas_web.designations.codes import new_code
from clusteratlas_web.designations.models import Designation, Figure, Grantor, Scheme
from clusteratlas_web.designations.queries.drafts import plan_of
from clusteratlas_web.designations.storing import store_levels
from clusteratlas_web.designations.words import YEAR
from clusteratlas_web.foundation.history import record
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.seed import seed_policy_facts
from clusteratlas_web.registry.models import Organisation

HENAN = "henan-smart-park"
SOURCE = "list of the ten pilots in a policy article on US clusters, 2019; the English names are translated here"


@transaction.atomic
def seed_designations() -> list[Scheme]:
    """Stores the schemes that are not there yet, with the pilots of Henan; returns those that are new.

    What somebody has changed since stays as they left it.
    """
    seed_policy_facts()
    new = [scheme for name in shipped.SCHEMES if (scheme := _scheme(shipped.read_scheme(name))) is not None]
    for scheme in new:
        if scheme.slug == HENAN:
            _pilots(scheme)
    return new


def _scheme(table: dict[str, Any]) -> Scheme | None:
    """The scheme of a table, unless it stands already."""
    if Scheme.objects.filter(slug=table["slug"]).exists():
        return None
    facts = {name: table[name] for name in ("slug", "kind", "names", "about", "country", "time_zone", "source")}
    programme = Programme.objects.filter(code=table["programme"]).first() if "programme" in table else None
    scheme = Scheme.objects.create(programme=programme, **facts)
    for row in table["departments"]:
        department = Organisation.objects.get(slug=row["slug"])
        Grantor.objects.create(scheme=scheme, department=department, role=row.get("role", {}))
    levels = store_levels(scheme, table["levels"])
    for row in table.get("figures", ()):
        Figure.objects.create(**row | {"level": levels[row["level"]]})
    record(None, "seed", scheme, {}, {"slug": scheme.slug}, scheme.source)
    publish_edition(None, scheme, plan_of(scheme))
    return scheme


def _pilots(scheme: Scheme) -> None:
    """The ten pilots: the source names the year of the programme, and no day."""
    programme = scheme.programme
    year = programme.since if programme and programme.since else date.today().year  # noqa: DTZ011 - a year
    level = scheme.levels.get(code="pilot")
    for row in _rows("henan_pilots"):
        names = {"en": row["name_en"], "zh-hans": row["name_zh"]}
        made = Designation.objects.create(
            level=level,
            names=names,
            words=words_of(names),
            about={"en": f"{row['city_en']}, Henan", "zh-hans": f"河南省{row['city_zh']}市"},
            country=scheme.country,
            programme=programme,
            granted_on=date(year, 12, 31),
            precision=YEAR,
            code=new_code(),
            source=SOURCE,
        )
        add_standing(None, made, "grant", made.granted_on)
        record(None, "seed", made, {}, kept(made), SOURCE)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("clusteratlas_web.designations").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
