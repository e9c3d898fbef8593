"""The ranking of a round for its jury, the sheet of each application, and both to take away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.caching import PRIVATE
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer
from clusteratlas_web.selection import ranking_page as page
from clusteratlas_web.selection.drawings import draw_range_head
from clusteratlas_web.selection.proposals import DISCUSS
from clusteratlas_web.selection.queries.conflicts import shows_reasons_to
from clusteratlas_web.selection.queries.ranking import Ranked, ranking_for
from clusteratlas_web.selection.queries.reviewing import names_shown_to
from clusteratlas_web.selection.ranking_picture import ranking_png
from clusteratlas_web.selection.ranking_sheet import sheet_page
from clusteratlas_web.selection.ranking_tables import draws_table, lines_table, ranking_table
from clusteratlas_web.selection.states import ROUND
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed

ON_A_PAGE = 100  # rows of the table
IN_THE_BAND = 40  # of those to discuss, in the list beside it
LISTED = 60  # conflicts


@signed_in
@require_safe
def ranking_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of the meeting: all applications, the band to discuss, how firm it is, jurors and conflicts."""
    seen = ranking_for(request.user, slug, number)
    names = bool(names_shown_to(request.user, seen.round))
    conflicts = page.conflict_rows(seen, names, shows_reasons_to(request.user, seen.round.call))
    pages = lay_pages(len(seen.places), ON_A_PAGE, request.GET)
    context = framed(request, call_crumb(seen.round.call), (gettext("Ranking of the jury"), "")) | {
        **_of_round(seen),
        "rows": page.rows(seen, names, seen.places[pages.start : pages.stop]),
        "total": len(seen.places),
        "pages": pages,
        "band": page.rows(seen, names, seen.proposed(DISCUSS)[:IN_THE_BAND]),
        "names": names,
        "heads": page.heads(seen),
        "tiles": page.tiles(seen),
        "axis": _axis(seen),
        "legend": page.legend(seen.scored.criteria),
        "jurors": page.accepted(seen),
        "conflicts": conflicts[:LISTED],
        "more_conflicts": max(0, len(conflicts) - LISTED),
        "questions": [each for each in conflicts if each.is_open],
        "changes": page.changes(seen),
        "severities": page.severities(seen),
        "severity_pictures": page.severity_pictures(seen),
        "ties": [place for place in seen.places if place.standing and place.standing.is_tied_at_edge],
        "deciding": reverse("selection:deciding", args=(slug, number)),
        "conflicts_desk": address_of("conflicts", slug) if seen.inside else "",
        "tools": _tools(seen),
        "reading": page.reading(seen),
        "lines": _table_address(seen, "lines"),
        "draws": _table_address(seen, "draws"),
    }
    return render(request, "selection/ranking.html", context)


@signed_in
@require_safe
def ranking_download(
    request: HttpRequest,
    slug: str,
    number: int,
    table: str,
    format: str,  # noqa: A002 - as the address calls it
) -> HttpResponse:
    """The ranking as its reader may see it, or all its lines, as a table."""
    seen = ranking_for(request.user, slug, number)
    answer = sheet_answer(_table(request.user, seen, table), format)
    answer.headers["Cache-Control"] = PRIVATE
    return answer


@signed_in
@require_safe
def ranking_picture(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The ranking as a picture; there is none for whom it is not shown whole, since ranks are what it draws."""
    seen = ranking_for(request.user, slug, number)
    if not seen.is_whole:
        raise Http404
    answer = HttpResponse(ranking_png(seen, bool(names_shown_to(request.user, seen.round))), content_type="image/png")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-{number}-ranking.png"'
    answer.headers["Cache-Control"] = PRIVATE
    return answer


@signed_in
@require_safe
def sheet_of_application(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """Every step from what the jurors gave to the figures of one row."""
    seen = ranking_for(request.user, slug, number)
    place = seen.of(application)
    names = bool(names_shown_to(request.user, seen.round))
    way = (gettext("Ranking of the jury"), reverse("selection:ranking", args=(slug, number)))
    title = gettext("Application %(number)s") % {"number": application}
    context = framed(request, call_crumb(seen.round.call), way, (title, "")) | {
        **_of_round(seen),
        "row": page.rows(seen, names, [place])[0],
        "heads": page.heads(seen),
        "sheet": sheet_page(request.user, seen, place),
        "file": address_of("entry", slug, number, application),
        "decide": reverse("selection:decision", args=(slug, number, application)),
    }
    return render(request, "selection/ranking_sheet.html", context)


def _table(person: Any, seen: Ranked, table: str) -> Sheet:
    """The ranking for everybody who sees it; what each juror gave for those who see it whole from inside."""
    if table == "ranking":
        return ranking_table(seen, bool(names_shown_to(person, seen.round)))
    if not (seen.is_whole and seen.inside):
        raise Http404
    return lines_table(seen) if table == "lines" else draws_table(seen)


def _of_round(seen: Ranked) -> dict[str, Any]:
    robust = seen.computed.robustness
    return {
        "seen": seen,
        "round": seen.round,
        "call": seen.round.call,
        "state": ROUND.label(seen.round.state),
        "robustness": robust if seen.is_whole else None,
        "seats": seen.scored.places,
        "discussed": seen.proposed(DISCUSS),
    }


def _axis(seen: Ranked) -> Any:
    of = len(seen.computed.ranking.standings)
    return draw_range_head(of, seen.scored.seats, gettext("Rank 1")) if seen.is_whole and of else ""


def _tools(seen: Ranked) -> list[Link]:
    place = (seen.round.call.slug, seen.round.number)
    found = [
        Link(each.upper(), reverse("selection:ranking-table", args=(*place, "ranking", each)))
        for each in ("csv", "xlsx")
    ]
    if seen.is_whole:
        found.append(Link("PNG", reverse("selection:ranking-picture", args=place)))
    return [*found, Link(gettext("How it is computed"), "#computed")]


def _table_address(seen: Ranked, table: str) -> str:
    """A table of what each juror gave; empty for whom there is none."""
    if not (seen.is_whole and seen.inside):
        return ""
    return reverse("selection:ranking-table", args=(seen.round.call.slug, seen.round.number, table, "xlsx"))
