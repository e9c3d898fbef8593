"""The page of a designation: how it stands and stood, its terms, evidence then and now, the promise, its tables."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.designations import page
from clusteratlas_web.designations.listed import granted_said
from clusteratlas_web.designations.named import (
    cluster_named,
    designation_named,
    holder_named,
    level_named,
    region_named,
    scheme_named,
)
from clusteratlas_web.designations.permissions import holds, may_run, may_run_clear
from clusteratlas_web.designations.queries.asof import standing_on
from clusteratlas_web.designations.queries.assessments import assessments_read_by
from clusteratlas_web.designations.queries.designations import Whole, designation_for, whole
from clusteratlas_web.designations.queries.figures import readings_of
from clusteratlas_web.designations.queries.promises import compared, promise_of, scored
from clusteratlas_web.designations.states import DESIGNATION, IN_FORCE, LOST, open_to
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.designations.wording import STATE_BADGES
from clusteratlas_web.designations.words import field_word, verb_word
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import department_named, place_named, programme_named
from clusteratlas_web.programmes.permissions import may_see
from clusteratlas_web.programmes.words import REGION
from clusteratlas_web.registry.permissions import acts_for
from clusteratlas_web.selection.permissions import may_see_call


@require_safe
def designation_page(request: HttpRequest, number: int) -> HttpResponse:
    """One designation."""
    designation = designation_for(request.user, number)
    everything = whole(designation)
    then = standing_on(designation, today())
    readings = readings_of(designation)
    scores = scored(everything.terms, readings)
    promise = promise_of(designation) if _programme(request.user, designation) else None
    runs = bool(may_run(request.user, designation))
    inside = runs or (designation.holder_id is not None and bool(acts_for(request.user, designation.holder_id)))
    scheme = scheme_named(designation.scheme)
    context = framed(request, (str(scheme.name), scheme.address), (str(designation.name), "")) | {
        "designation": designation,
        "then": then,
        "state": DESIGNATION.label(then.state_then),
        "badge": STATE_BADGES[then.state_then],
        "in_force": then.state_then in IN_FORCE,
        "scheme": scheme,
        "level": level_named(designation.level),
        "granted": granted_said(designation),
        "about": in_words(designation.about),
        "other_names": _other_names(designation),
        "tiles": page.tiles_of(then, readings, scores, today()),
        "standings": [page.standing_shown(each) for each in everything.standings],
        "hearings": everything.hearings,
        "terms": [page.score_shown(each) for each in scores],
        "readings": [page.reading_shown(each) for each in readings],
        "promise": promise,
        "comparison": [place_named(REGION, code) for code in promise.comparison] if promise else [],
        "compared": page.compared_shown(compared(designation, readings)),
        "facts": facts_of(request.user, designation),
        "inside": inside,
        "runs": runs,
        "may_decide": bool(may_run_clear(request.user, designation)),
        "steps": _steps(everything, request.user),
        "may_assess": then.state_then not in LOST and _is_kept(request.user, designation),
        "assessments": _assessments(request.user, designation) if request.user.is_authenticated else [],
        "history": shown(history_of(designation), verb_word, field_word) if runs else [],
        "tools": {name: sheet_links("designations:table", number, name) for name in TABLES},
    }
    return render(request, "designations/designation.html", context)


@require_safe
def designation_table(request: HttpRequest, number: int, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of the page."""
    designation = designation_for(request.user, number)
    if table not in TABLES:
        raise Http404
    heads, rows = TABLES[table](whole(designation))
    return sheet_answer(Sheet(f"designation-{number}-{table}", heads, rows), format)


def facts_of(person: Any, designation: Any) -> dict[str, Any]:
    """Who holds it, who granted it, under which programme, by which decision of a call."""
    call = designation.decision.entry.application.call if designation.decision else None
    return {
        "holder": holder_named(designation.holder) if designation.holder else None,
        "department": department_named(designation.department) if designation.department else None,
        "programme": _programme(person, designation),
        "region": region_named(designation.region),
        "cluster": cluster_named(designation.cluster),
        "call": call if call is not None and may_see_call(person, call) else None,
    }


def _programme(person: Any, designation: Any) -> Any:
    """Its programme with its page, for who may see it."""
    programme = designation.programme
    return programme_named(programme) if programme is not None and may_see(person, programme) else None


def _steps(everything: Whole, person: Any) -> list[Any]:
    """What the reader may do now; a hearing is set where none is to come, and recorded where one is."""
    coming = everything.hearing_to_come is not None
    hidden = {"set_hearing"} if coming else {"hear"}
    return [each for each in open_to(DESIGNATION, everything.designation, person) if each.verb not in hidden]


def _is_kept(person: Any, designation: Any) -> bool:
    """Whether the reader may begin the assessment by which it is kept."""
    return bool(designation.level.rule) and bool(holds(person, designation))


def _assessments(person: Any, designation: Any) -> list[Any]:
    rows = assessments_read_by(person).filter(renews=designation) | assessments_read_by(person).filter(
        granted=designation
    )
    return list(rows.select_related("level").distinct())


def _other_names(designation: Any) -> list[tuple[str, str]]:
    named = designation_named(designation).name
    return [(language, text) for language, text in designation.names.items() if text != str(named)]


def _standings_table(everything: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("On"), gettext("Step"), gettext("Status"), gettext("Level"), gettext("Valid until")),
        *(gettext("Deadline"), gettext("Reasons")),
    ]
    rows = [page.standing_shown(each) for each in everything.standings]
    keys = ("on", "what", "state", "level", "until", "deadline", "reason")
    return heads, [[row[key] for key in keys] for row in rows]


def _terms_table(everything: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("No."), gettext("Term"), gettext("Target"), gettext("Due"), gettext("Then"), gettext("Now")),
        *(gettext("Edition"), gettext("Outcome"), gettext("Assessed on"), gettext("Note")),
    ]
    rows = []
    for score in scored(everything.terms, readings_of(everything.designation)):
        row = page.score_shown(score)
        term, reading = row["term"], row["reading"]
        figures = [row["target"], term.due, row["before"], row["now"], reading.name if reading else ""]
        rows.append([term.number, term.name, *figures, row["outcome"], term.assessed_on, term.note])
    return heads, rows


def _figures_table(everything: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("Edition"), gettext("Year"), gettext("Jobs"), gettext("Location quotient"), gettext("Rank")),
        *(gettext("of regions"), gettext("Class"), gettext("Growth of jobs in a year"), gettext("Remark")),
    ]
    rows = []
    for each in readings_of(everything.designation):
        row = each.row
        figures = [row.get("employment"), row.get("location_quotient"), row.get("rank_location_quotient")]
        mark = each.mark.word if each.mark else ""
        trouble = page.trouble_said(each.trouble)
        rows.append([each.name, each.year, *figures, row.get("ranked"), mark, row.get("employment_growth"), trouble])
    return heads, rows


TABLES = {"standings": _standings_table, "terms": _terms_table, "figures": _figures_table}
