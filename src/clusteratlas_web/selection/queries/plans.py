"""Templates of calls: the shipped ones, those of one's departments, and a call as a plan."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.selection.models import Call, CallTemplate, Round
from clusteratlas_web.selection.plans import BadPlan, ConditionPlan, CriterionPlan, Plan, RoundPlan, read_plan

# The shipped templates in the order in which they are offered.
SHIPPED = (
    "leading-edge-competition",
    "cluster-excellence-bronze",
    "cluster-excellence-silver",
    "cluster-excellence-gold",
    "pilot-park",
    "grant",
    "seed-round",
    "joint-project",
)


@dataclass(frozen=True)
class Offered:
    """A template that a call can be made from: its key, its texts, its plan, and whose it is (nobody's if shipped)."""

    key: str
    names: dict[str, str]
    about: dict[str, str]
    plan: Plan
    stored: CallTemplate | None = None

    @property
    def name(self) -> Name:
        """What it is called in the language that is spoken."""
        return in_words(self.names, self.key)

    @property
    def told(self) -> Name:
        """What it says of itself."""
        return in_words(self.about)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Plan]:
    """The plans that come with the platform, by key; raises BadPlan where one is at fault."""
    folder = files("clusteratlas_web.selection") / "shipped"
    texts = {key: (folder / f"{key}.toml").read_text(encoding="utf-8") for key in SHIPPED}
    return MappingProxyType({key: read_plan(tomllib.loads(text)) for key, text in texts.items()})


def templates_of(person: Any) -> QuerySet[CallTemplate]:
    """The templates of one's departments; all of them for an administrator."""
    every = CallTemplate.objects.select_related("department").prefetch_related("department__names")
    if is_administrator(person):
        return every
    return every.filter(department__in=departments_of(person).values("organisation"))


def offered_to(person: Any) -> list[Offered]:
    """What a person can make a call from: shipped ones first, then those of the person's departments."""
    found = [Offered(key, plan.names, plan.about, plan) for key, plan in shipped().items()]
    return [*found, *(each for each in map(_offered, templates_of(person)) if each)]


def template_for(person: Any, slug: str) -> CallTemplate:
    """A template of one's department, or there is none."""
    found = templates_of(person).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def plan_of(call: Call) -> Plan:
    """A call as a plan: everything but its dates, of which it keeps how many days each step takes."""
    rounds = tuple(_round_plan(each) for each in call.rounds.prefetch_related("criteria", "conditions"))
    return Plan(
        kind=call.kind,
        names=call.names,
        about=call.about,
        currency=call.currency,
        most_amount=call.most_amount,
        least_matching=call.least_matching,
        years=call.years,
        notice_days=call.notice_days,
        jury_size=call.jury_size,
        grants=call.grants,
        region_is_conflict=call.region_is_conflict,
        for_kinds=call.for_kinds,
        for_sizes=call.for_sizes,
        for_regions=call.for_regions,
        for_clusters=call.for_clusters,
        source=call.source,
        rounds=rounds,
    )


def _offered(template: CallTemplate) -> Offered | None:
    """A stored template; None where its plan does not read any more."""
    try:
        return Offered(template.slug, template.names, template.about, read_plan(template.plan), template)
    except BadPlan:
        return None


def _round_plan(each: Round) -> RoundPlan:
    return RoundPlan(
        names=each.names,
        places=each.places,
        asks=each.asks,
        least_reviews=each.least_reviews,
        most_load=each.most_load,
        sees_reviews=each.sees_reviews,
        reads=each.reads,
        shows_applicants=each.shows_applicants,
        centre=each.centre,
        removes_severity=each.removes_severity,
        least_score=each.least_score,
        quorum=each.quorum,
        appeal_days=each.appeal_days,
        days_open=_days(each.opens, each.closes),
        days_to_review=_days(each.closes, each.reviews_due),
        days_to_decide=_days(each.reviews_due, each.decision_due),
        criteria=tuple(_criterion_plan(criterion) for criterion in each.criteria.all()),
        conditions=tuple(ConditionPlan(item.kind, item.value, item.says) for item in each.conditions.all()),
    )


def _criterion_plan(each: Any) -> CriterionPlan:
    return CriterionPlan(
        names=each.names,
        about=each.about,
        evidence=each.evidence,
        weight=each.weight,
        low=each.low,
        high=each.high,
        threshold=each.threshold,
    )


def _days(first: Any, then: Any) -> int | None:
    return (then.date() - first.date()).days if first and then else None
