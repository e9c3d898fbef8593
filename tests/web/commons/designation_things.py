"""What tests of designations store: a label of the cast's ministry in two levels, its indicators, what was granted.

Xia is an expert from another country, Yan one from the same; both sign in and act for nobody of the cast.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.selection_things import person

EXPERTS = (*NAMES, "xia", "yan")  # the roles of a row where the experts count too
ROWS = (  # code, kind, direction, baseline, threshold, floor, target, points, prefill, evidence
    ("staff", "number", "at-least", "1", "2", "0", "4", "40", "registry:staff", {}),
    ("public-share", "share", "at-most", "0.6", "0.5", "1", "0.2", "40", "registry:public-share", {}),
    ("strategy", "yes-no", "at-least", "1", "1", "0", "1", "20", "", {"en": "the strategy"}),
)


def scheme(cast: Cast, slug: str = "label", zone: str = "UTC", kind: str = "label", department: Any = None) -> Any:
    """A scheme of the ministry."""
    from clusteratlas_web.designations.models import Grantor, Scheme

    names = {"en": f"Label {slug}", "zh-hans": "标识"}
    made = Scheme.objects.create(slug=slug, kind=kind, names=names, time_zone=zone, country="DE")
    Grantor.objects.create(scheme=made, department=department or cast.ministry)
    return made


def level(of: Any, code: str = "bronze", rule: str = "", **facts: Any) -> Any:
    """A level; with a rule, its three indicators."""
    from clusteratlas_web.designations.models import Group, Indicator, IndicatorSet, Level

    told = {"valid_months": 24, "review_months": 12, "names": {"en": code.title()}} | facts
    made = Level.objects.create(scheme=of, code=code, number=of.levels.count() + 1, rule=rule, **told)
    if rule:
        found = IndicatorSet.objects.create(level=made, is_own=True, source={"en": "own proposal"})
        group = Group.objects.create(set=found, number=1, names={"en": "Group"})
        for number, (code_, kind, way, base, line, floor, target, points, prefill, proof) in enumerate(ROWS, 1):
            figures = {"baseline": base, "threshold": line, "floor": floor, "target": target, "points": points}
            told = {name: Decimal(figure) for name, figure in figures.items()}
            told |= {"kind": kind, "direction": way, "prefill": prefill, "evidence": proof}
            names = {"en": f"Indicator {code_}"}
            Indicator.objects.create(set=found, group=group, number=number, code=code_, names=names, **told)
    return made


def granted(
    at: Any, holder: Any = None, on: date = date(2025, 3, 1), state: str = "granted", by: Any = None, **facts: Any
) -> Any:
    """A designation with its first standing; in another state, with a step to it on the same day."""
    from clusteratlas_web.designations.actions.granting import add_standing
    from clusteratlas_web.designations.codes import new_code
    from clusteratlas_web.designations.dates import last_day
    from clusteratlas_web.designations.models import Designation

    names = {} if holder else {"en": "Secret Park"}
    ends = last_day(on, at.valid_months) if at.valid_months else None
    told = {"names": names, "words": " ".join(names.values()), "expires_on": ends, "code": new_code()} | facts
    made = Designation.objects.create(level=at, holder=holder, granted_on=on, **told)
    add_standing(by, made, "grant", on)
    if state != "granted":
        made.state = state
        made.save()
        verbs = {"watched": "watch", "confirmed": "confirm", "probation": "put_on_probation", "revoked": "revoke"}
        add_standing(by, made, verbs.get(state, state), on, {"en": f"Reason {state}"})
    return made


def hearing(of: Any, at: datetime, held: date | None = None) -> Any:
    """A hearing, to come or held."""
    from clusteratlas_web.designations.models import Hearing

    told = {"held": held, "minutes": "Secret minutes", "statement": "Secret statement"} if held else {}
    return Hearing.objects.create(designation=of, set_for=at, **told)


def assessment(
    at: Any, organisation: Any, state: str = "draft", values: tuple[str | None, ...] = (), **facts: Any
) -> Any:
    """An assessment with its own values; beyond draft it was handed in."""
    from clusteratlas_web.designations.models import Answer, Assessment

    handed_in = None if state == "draft" else datetime(2025, 6, 1, tzinfo=UTC)
    the_set = at.sets.get(is_current=True)
    made = Assessment.objects.create(
        level=at, set=the_set, organisation=organisation, state=state, handed_in=handed_in, **facts
    )
    for indicator, value in zip(the_set.indicators.all(), values, strict=False):
        Answer.objects.create(
            assessment=made, indicator=indicator, value=value and Decimal(value), origin="own", note="Secret note"
        )
    return made


def expert(of: Any, name: str, foreign: bool = False, values: tuple[str, ...] = (), days: int = 0) -> Any:
    """An expert of an assessment, with the values found and a visit of so many days."""
    from clusteratlas_web.designations.models import Expert, Verification, Visit

    made = Expert.objects.create(
        assessment=of, person=person(name), is_foreign=foreign, country="FR" if foreign else "DE"
    )
    for indicator, value in zip(of.set.indicators.all(), values, strict=False):
        Verification.objects.create(expert=made, indicator=indicator, value=Decimal(value), note="Secret finding")
    if days:
        Visit.objects.create(expert=made, begins=date(2025, 6, 2), ends=date(2025, 6, 1 + days), report="Secret report")
    return made


def evidence(organisation: Any, *codes: str, until: date | None = None, by: Any = None) -> Any:
    """A piece of the locker, without its file."""
    from clusteratlas_web.designations.models import Evidence

    return Evidence.objects.create(
        organisation=organisation, proves="Secret proof", codes=codes, valid_until=until, added_by=by
    )


def noon(day: date) -> datetime:
    """Twelve o’clock of a day, UTC."""
    return datetime.combine(day, time(12), UTC)
