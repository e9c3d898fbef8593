"""What the page of an assessment shows: values beside what is asked, gaps to this level and the next, totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, pgettext

from clusteratlas_web.designations.levels import BELOW, MISSING, NO_INDICATORS, TOTAL, Finding, Verdict
from clusteratlas_web.designations.models import Evidence, Indicator, Level
from clusteratlas_web.designations.queries.assessments import Sheet, next_level, verdict_of
from clusteratlas_web.designations.wording import bound_said, gap_said, plain, value_said
from clusteratlas_web.designations.words import ORIGINS, OWN, SHARE
from clusteratlas_web.foundation.wording import worded


@dataclass(frozen=True)
class Seen:
    """What a reader of an assessment may see of what experts did: their values, and their notes."""

    values: bool
    notes: bool


def rows_of(sheet: Sheet, verdict: Verdict, day: date, seen: Seen) -> list[dict[str, Any]]:
    """A row for each indicator: the value, what is asked, the points, where it comes from, proofs, what was found."""
    findings = {each.asked.code: each for each in verdict.findings}
    return [_row(sheet, each, findings[each.code], day, seen) for each in sheet.indicators]


def _row(sheet: Sheet, indicator: Indicator, finding: Finding, day: date, seen: Seen) -> dict[str, Any]:
    answer, kind = sheet.answers.get(indicator.code), indicator.kind
    own = answer is not None and answer.origin == OWN
    return {
        "indicator": indicator,
        "value": value_said(kind, finding.value),
        "asked": bound_said(kind, indicator.direction, finding.bound),
        "is_met": finding.is_met,
        "points": plain(finding.points),
        "most": plain(indicator.points),
        "origin": worded(ORIGINS, answer.origin) if answer is not None else "",
        "answer": answer,
        "found": value_said(kind, answer.found) if answer is not None and own else "",
        "proofs": sheet.proofs(indicator.code, day),
        "needs_proof": bool(indicator.evidence) and (answer is None or own),
        "verified": value_said(kind, sheet.verified.get(indicator.code)) if seen.values else "",
        "differs": seen.values and indicator.code in sheet.differing,
        "findings": sheet.found.get(indicator.code, []) if seen.notes else [],
        "note": answer.note if answer is not None else "",
    }


def tiles_of(sheet: Sheet, verdict: Verdict) -> list[dict[str, str]]:
    """Values given, indicators met, points, and improvements."""
    given = sum(each.value is not None for each in verdict.findings)
    met = sum(each.is_met for each in verdict.findings)
    total = len(verdict.findings)
    of = gettext("%(met)s of %(total)s")
    tiles = [
        {"label": gettext("Values given"), "figure": of % {"met": given, "total": total}, "note": ""},
        {"label": gettext("Indicators met"), "figure": of % {"met": met, "total": total}, "note": ""},
    ]
    if verdict.most:
        points = f"{plain(verdict.total)} / {plain(verdict.most)}"
        tiles.append({"label": gettext("Points"), "figure": points, "note": _least(sheet.assessment.level)})
    if sheet.needed:
        there = of % {"met": len(sheet.improvements), "total": sheet.needed}
        tiles.append({"label": gettext("Improvements"), "figure": there, "note": ""})
    return tiles


def _least(level: Level) -> str:
    return gettext("at least %(bound)s") % {"bound": value_said(SHARE, level.least_total)} if level.least_total else ""


def gaps_of(indicators: Sequence[Indicator], verdict: Verdict) -> list[dict[str, Any]]:
    """What is missing and how far, those without a value first; number first."""
    known = {each.code: each for each in indicators}
    return [
        {
            "gap": gap_said(known[each.asked.code].kind, each),
            "indicator": known[each.asked.code],
            "value": value_said(known[each.asked.code].kind, each.value),
            "asked": bound_said(known[each.asked.code].kind, each.asked.direction, each.bound),
        }
        for each in verdict.missing
    ]


def proved_by(sheet: Sheet, evidence: Evidence) -> str:
    """The indicators that a piece of evidence proves, by name; those of other levels by their codes."""
    names = {each.code: str(each.name) for each in sheet.indicators}
    return pgettext("between names", ", ").join(names.get(code, code) for code in evidence.codes)


def toward_next(sheet: Sheet) -> dict[str, Any] | None:
    """The gaps to the next level by the same values; what only that level asks has no value yet. None at the top."""
    after = next_level(sheet.assessment.level)
    if after is None:
        return None
    level, indicators = after
    verdict = verdict_of(level, indicators, sheet.values)
    return {
        "level": level,
        "gaps": gaps_of(indicators, verdict),
        "met": sum(each.is_met for each in verdict.findings),
        "total": len(verdict.findings),
        "reasons": reasons_said(verdict, indicators),
    }


def reasons_said(verdict: Verdict, indicators: Sequence[Indicator]) -> list[str]:
    """Why a level is not passed, in sentences."""
    names: Mapping[str, str] = {each.code: str(each.name) for each in indicators}
    between = pgettext("between names", ", ")
    said = []
    for reason in verdict.reasons:
        facts = {"n": len(reason.indicators), "names": _first(reason.indicators, names, between)}
        facts |= {"share": _percent(reason.share), "least": _percent(reason.least)}
        said.append(REASONS[reason.code]() % facts)
    return said


def _first(codes: Sequence[str], names: Mapping[str, str], between: str) -> str:
    """The first five by name, with a sign that there are more."""
    return between.join(names[code] for code in codes[:5]) + (" …" if len(codes) > 5 else "")


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{plain((share * 100).quantize(Decimal('0.1')))}%"


REASONS = {
    MISSING: lambda: gettext("%(n)s without a value: %(names)s"),
    BELOW: lambda: gettext("%(n)s do not reach what is asked: %(names)s"),
    TOTAL: lambda: gettext("%(share)s of all points; it takes %(least)s"),
    NO_INDICATORS: lambda: gettext("No indicators are recorded for this level."),
}
