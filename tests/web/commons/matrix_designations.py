"""Who may what at the addresses of designations; tests.web.commons.matrix says how to read and write a row."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import EXPERTS, assessment, evidence, expert, granted, level, scheme
from tests.web.commons.matrix import (
    EVERYBODY,
    NOBODY,
    OFFICER,
    SIGNED_IN,
    Given,
    Row,
    Rows,
    Things,
)
from tests.web.commons.selection_things import applicant, person

OWN = frozenset({"ana", "ben"})  # those who act for the organisation that assesses itself
HOLDER = frozenset({"ana"})
JUDGES = OFFICER | {"xia"}
XIA = frozenset({"xia"})


def things(cast: Cast) -> Things:
    """A label of the ministry with a holder, and assessments: a draft, one handed in, one that was assessed."""
    label = scheme(cast)
    bronze = level(label, "bronze", "answered", experts=1)
    silver = level(label, "silver", "answered", experts=1)
    gold = level(label, "gold", "answered")
    today = timezone.now().date()
    handed_in = assessment(silver, cast.valley, "handed-in", ("2", "0.4", "1"))
    theirs = assessment(bronze, applicant("hill-optics", "Hill Optics"))
    found = granted(bronze, cast.valley, today - timedelta(days=10), names={"en": "Valley"})
    found.terms.create(number=1, names={"en": "Term"})
    handed_in.improvements.create(number=1, text="Better")
    return {
        "label": label,
        "drafted": _drafted(cast, label),
        "held": found,
        "watched": granted(bronze, cast.valley, today - timedelta(days=10), "probation"),
        "mine": assessment(bronze, cast.valley, "draft", ("2", "0.4", "1")),
        "handed_in": handed_in,
        "assessed": assessment(gold, cast.valley, "assessed", ("2", "0.4", "1")),
        "their_draft": theirs,
        "proof": evidence(cast.valley, "strategy", until=date(2100, 1, 1)),
        "seat": expert(handed_in, "Xia", foreign=True),
        "xia": person("Xia"),
        "yan": person("Yan"),
    }


def _drafted(cast: Cast, label: Any) -> Any:
    """A draft of the ministry, made from its label, and the first version of that."""
    from clusteratlas_web.designations.actions.drafting import draft_scheme, publish_edition
    from clusteratlas_web.designations.queries.drafts import plan_of

    publish_edition(None, label, plan_of(label))
    return draft_scheme(cast.finn, label, cast.ministry, {"en": "Own", "zh-hans": "自有"})


def at(name: str, **more: Any) -> Given:
    """The address of a thing."""
    return lambda cast, things: {"number": things[name].pk} | more


def version(**more: Any) -> Given:
    """What a step sends."""
    return lambda cast, things: {"version": 1} | more


def on(**more: Any) -> Given:
    """The address of a scheme."""
    return lambda cast, things: {"slug": "label"} | more


def sheet(cast: Cast, things: Things) -> dict[str, Any]:
    """A table as CSV."""
    return {"format": "csv"}


def proof(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a piece of evidence."""
    return {"number": things["mine"].pk, "evidence": things["proof"].pk}


def seat(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of an expert of an assessment."""
    return {"number": things["handed_in"].pk, "expert": things["seat"].pk}


REASONS = version(reasons_en="Because", on="2026-01-01")

ROWS: Rows = {
    "designations:list": Row(get=EVERYBODY),
    "designations:list-table": Row(get=EVERYBODY, given=sheet),
    "designations:create": Row(get=OFFICER, post=OFFICER),
    "designations:desk": Row(get=OFFICER),
    "designations:schemes": Row(get=EVERYBODY),
    "designations:scheme": Row(get=EVERYBODY, given=on()),
    "designations:level": Row(get=EVERYBODY, given=on(code="bronze")),
    "designations:level-table": Row(get=EVERYBODY, given=on(code="bronze", format="csv")),
    "designations:scheme-revise": Row(post=OFFICER, given=on()),
    "designations:scheme-version": Row(get=EVERYBODY, given=on(edition=1)),
    "designations:drafts": Row(get=OFFICER),
    "designations:draft-new": Row(get=OFFICER, post=OFFICER),
    "designations:draft": Row(get=OFFICER, given=at("drafted")),
    "designations:draft-head": Row(get=OFFICER, post=OFFICER, given=at("drafted"), sent=version()),
    "designations:draft-level-new": Row(get=OFFICER, post=OFFICER, given=at("drafted"), sent=version()),
    "designations:draft-level": Row(get=OFFICER, post=OFFICER, given=at("drafted", code="bronze"), sent=version()),
    "designations:draft-level-remove": Row(post=OFFICER, given=at("drafted", code="bronze"), sent=version()),
    "designations:draft-indicator-new": Row(get=OFFICER, post=OFFICER, given=at("drafted"), sent=version()),
    "designations:draft-indicator": Row(get=OFFICER, post=OFFICER, given=at("drafted", code="staff"), sent=version()),
    "designations:draft-indicator-remove": Row(post=OFFICER, given=at("drafted", code="staff"), sent=version()),
    "designations:draft-try": Row(get=OFFICER, given=at("drafted")),
    "designations:draft-publish": Row(post=OFFICER, given=at("drafted"), sent=version()),
    "designations:draft-remove": Row(post=OFFICER, given=at("drafted"), sent=version()),
    "designations:verify": Row(get=EVERYBODY),
    "designations:verified": Row(get=EVERYBODY, given=lambda cast, things: {"code": things["held"].code}),
    "designations:verified#wrong": Row(given=lambda cast, things: {"code": "AAAAA-AAAAA-AAAAA-AAAAA"}),
    "designations:designation": Row(get=EVERYBODY, given=at("held")),
    "designations:certificate": Row(get=EVERYBODY, given=at("held")),
    "designations:table": Row(get=EVERYBODY, given=at("held", table="standings", format="csv")),
    "designations:edit": Row(get=OFFICER, post=OFFICER, given=at("held"), sent=version()),
    "designations:step": Row(get=OFFICER, post=OFFICER, given=at("held", verb="watch"), sent=REASONS),
    "designations:step#hear": Row(get=OFFICER, post=OFFICER, given=at("watched", verb="hear"), sent=version()),
    "designations:step#withdraw": Row(get=HOLDER, post=HOLDER, given=at("held", verb="withdraw"), sent=version()),
    "designations:step#expire": Row(given=at("held", verb="expire"), sent=version()),
    "designations:term-add": Row(get=OFFICER, post=OFFICER, given=at("held")),
    "designations:term": Row(get=OFFICER, post=OFFICER, given=at("held", term=1), sent=version()),
    "designations:assessments": Row(get=SIGNED_IN),
    "designations:start": Row(get=SIGNED_IN, post=SIGNED_IN),
    "designations:assessment": Row(get=OWN, given=at("mine"), roles=EXPERTS),
    "designations:assessment#theirs": Row(given=at("their_draft"), roles=EXPERTS),
    "designations:assessment#handed-in": Row(get=OWN | JUDGES, given=at("handed_in"), roles=EXPERTS),
    "designations:assessment-table": Row(get=OWN, given=at("mine", format="csv"), roles=EXPERTS),
    "designations:assessment-table#in": Row(get=OWN | JUDGES, given=at("handed_in", format="csv"), roles=EXPERTS),
    "designations:values": Row(get=HOLDER, post=HOLDER, given=at("mine", group=1), sent=version(), roles=EXPERTS),
    "designations:evidence-add": Row(get=HOLDER, post=HOLDER, given=at("mine"), roles=EXPERTS),
    "designations:evidence-remove": Row(post=HOLDER, given=proof, sent=version(), roles=EXPERTS),
    "designations:improvement-add": Row(get=HOLDER, post=HOLDER, given=at("mine"), sent=version(), roles=EXPERTS),
    "designations:improvement": Row(
        get=XIA, post=XIA, given=at("handed_in", improvement=1), sent=version(), roles=EXPERTS
    ),
    "designations:verify-values": Row(get=XIA, post=XIA, given=at("handed_in", group=1), roles=EXPERTS),
    "designations:visit-add": Row(get=XIA, post=XIA, given=at("handed_in"), roles=EXPERTS),
    "designations:expert-add": Row(get=OFFICER, post=OFFICER, given=at("handed_in"), roles=EXPERTS),
    "designations:expert-release": Row(post=OFFICER, given=seat, roles=EXPERTS),
    "designations:assessment-return": Row(
        get=OFFICER, post=OFFICER, given=at("handed_in"), sent=version(), roles=EXPERTS
    ),
    "designations:assessment-close": Row(
        get=OFFICER, post=OFFICER, given=at("assessed"), sent=version(), roles=EXPERTS
    ),
    "designations:judge-step": Row(NOBODY, JUDGES, at("handed_in", verb="assess"), version(), roles=EXPERTS),
    "designations:judge-step#reopen": Row(NOBODY, OFFICER, at("assessed", verb="reopen"), version(), roles=EXPERTS),
    "designations:assessment-step": Row(NOBODY, HOLDER, at("mine", verb="hand_in"), version(), roles=EXPERTS),
    "designations:assessment-step#take-back": Row(
        NOBODY, HOLDER, at("handed_in", verb="take_back"), version(), roles=EXPERTS
    ),
    "designations:assessment-step#prefill": Row(NOBODY, HOLDER, at("mine", verb="prefill"), version(), roles=EXPERTS),
}
