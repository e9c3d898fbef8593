"""The ranking of a round: every figure of the page follows from its sheet, and is computed once for each state."""

import csv
import re
from fractions import Fraction
from io import StringIO
from statistics import fmean
from typing import Any

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting

# Two places' worth of doubt: Beta and Gamma lie so close that a juror less changes who is second.
CLOSE = {
    "alpha": {"chen": (9, 8), "jun": (8, 9), "kai": (9, 9)},
    "beta": {"chen": (6, 7), "jun": (4, 5), "kai": (7, 7)},
    "gamma": {"chen": (7, 6), "jun": (6, 5), "kai": (5, 6)},
}


def _table(client: Any, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).content.decode("utf-8-sig"))))


def _cells(page: str, head: str) -> list[str]:
    body = page.split(f'id="{head}"')[1].split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<td[^>]*>(.*?)</td>", body, re.DOTALL)]


@pytest.fixture
def close(cast: Cast) -> Meeting:
    return Meeting(cast, values=CLOSE, places=2)


def test_every_figure_of_a_row_follows_from_its_sheet(cast: Cast, close: Meeting) -> None:
    finn = cast.client("finn")
    page = finn.get(close.address()).content.decode()
    rows = _table(finn, close.address("ranking/ranking.csv"))
    assert [row["Title"] for row in rows] == ["Plan Alpha", "Plan Beta", "Plan Gamma"]
    for row in rows:
        sheet = finn.get(close.address(f"ranking/{row['Application']}/")).content.decode()
        steps = _cells(sheet, "steps")
        lines = [steps[at : at + 8] for at in range(0, len(steps), 8)]
        given, severity, weight, share = (
            [float(Fraction(line[n].replace("−", "-"))) for line in lines] for n in (2, 3, 5, 6)
        )
        adds = [
            (value + each - 1) / 9 * 100 * w * s
            for value, each, w, s in zip(given, severity, weight, share, strict=True)
        ]
        assert f"{sum(adds):.1f}" == f"{float(row['Score']):.1f}"
        assert f"<b>{sum(adds):.1f}</b>" in page
        assert f"{sum((v - 1) / 9 * 100 * w * s for v, w, s in zip(given, weight, share, strict=True)):.1f}" == (
            f"{float(row['Score as given']):.1f}"
        )
        for name in ("Criterion 1", "Criterion 2"):
            adjusted = [
                value + each for value, each, line in zip(given, severity, lines, strict=True) if line[1] == name
            ]
            assert f"{fmean(adjusted):.1f}" == f"{float(row[name]):.1f}"


def test_share_of_runs_and_ranges_follow_from_the_draws(cast: Cast, close: Meeting) -> None:
    from clusteratlas_web.selection import ranking
    from clusteratlas_web.selection.queries.ranking import ranked

    finn = cast.client("finn")
    seen = ranked(cast.finn, close.round)
    scores, criteria, method = seen.scored.scores, seen.scored.criteria, seen.scored.method
    entries = seen.scored.applications
    runs = [
        ranking.rank([s for s in scores if s.juror != juror], criteria, method, 2, applications=entries)
        for juror in {s.juror for s in scores}
    ]
    runs.append(ranking.rank(scores, criteria, ranking.Method("median"), 2, applications=entries))
    runs.append(ranking.rank(scores, criteria, ranking.Method(severity=False), 2, applications=entries))
    jurors = {f"Juror {n}": juror.pk for juror, n in ((j, seen.labels[j.pk]) for j in seen.jurors)}
    keys = {str(place.number): place.entry.pk for place in seen.places}
    for draw in _table(finn, close.address("ranking/draws.csv")):
        out = (keys.get(draw["Review left out: application"]), jurors.get(draw["Review left out: juror"]))
        kept = [s for s in scores if s.juror != jurors[draw["Juror left out"]] and (s.application, s.juror) != out]
        weighed = [
            ranking.Criterion(each.key, float(draw[f"Criterion {n}"]), each.low, each.high)
            for n, each in enumerate(criteria, start=1)
        ]
        runs.append(ranking.rank(kept, weighed, method, 2, applications=entries))
    assert len(runs) == 405
    page = finn.get(close.address()).content.decode()
    for place in seen.places:
        seats = [run.by_application[place.entry.pk].seat or 0 for run in runs if place.entry.pk in run.by_application]
        share = sum(seats) / len(runs)
        assert share == pytest.approx(place.firmness.share)
        assert f'<td class="n">{share * 100:.0f}%' in page
    assert [place.proposal for place in seen.places] == ["award", "discuss", "discuss"]


def test_a_ranking_is_computed_once_for_each_state_of_the_scores(cast: Cast, close: Meeting) -> None:
    from dataclasses import replace

    from django.core.cache import cache

    from clusteratlas_web.selection.models import Score
    from clusteratlas_web.selection.queries.ranking import ranked

    finn = cast.client("finn")
    right = finn.get(close.address()).content.decode()
    scored = ranked(cast.finn, close.round).scored
    kept = cache.get(scored.key())
    wrong = replace(kept.ranking, standings=tuple(replace(each, score=12.3) for each in kept.ranking.standings))
    cache.set(scored.key(), replace(kept, ranking=wrong))
    assert finn.get(close.address()).content.decode().count("<b>12.3</b>") == 3  # taken from what is kept
    first = Score.objects.order_by("pk").first()
    assert first is not None
    Score.objects.filter(pk=first.pk).update(value=first.value - 1)
    assert "<b>12.3</b>" not in finn.get(close.address()).content.decode()  # another state of the scores
    Score.objects.filter(pk=first.pk).update(value=first.value)
    cache.clear()
    assert finn.get(close.address()).content.decode() == right


def test_the_line_of_places_thresholds_and_ties(cast: Cast) -> None:
    tied = {name: {"chen": (5, 5), "jun": (5, 5), "kai": (5, 5)} for name in ("alpha", "beta")}
    made = Meeting(cast, values=tied | {"gamma": {"chen": (2, 9), "jun": (2, 9), "kai": (2, 9)}}, places=1)
    criterion = made.round.criteria.first()
    criterion.threshold = 3
    criterion.save()
    finn = cast.client("finn")
    page = finn.get(made.address()).content.decode()
    rows = _table(finn, made.address("ranking/ranking.csv"))
    assert [(row["Title"], row["Rank"], row["Below threshold"], row["Proposal"]) for row in rows] == [
        ("Plan Alpha", "1", "", "discuss"),
        ("Plan Beta", "1", "", "discuss"),
        ("Plan Gamma", "3", "Criterion 1", "no award"),
    ]
    assert ("There is a tie for the last place." in page, "1 place ends here" in page) == (True, True)
    assert re.findall(r'<td class="n b rank">(.*?)</td>', page) == ["=1", "=1", "3"]


def test_a_least_score_and_places_without_number(cast: Cast) -> None:
    made = Meeting(cast, places=None, least_score=50)
    rows = _table(cast.client("finn"), made.address("ranking/ranking.csv"))
    assert [(row["Title"], row["Proposal"]) for row in rows] == [
        ("Plan Alpha", "award"),
        ("Plan Beta", "award"),  # exactly 50: reaching it is enough
        ("Plan Gamma", "no award"),
    ]


def test_there_is_no_ranking_before_the_meeting_and_none_for_applicants(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    made = Meeting(cast, state="reviewing")
    Acting.objects.create(organisation=made.entries["alpha"].application.organisation, person=cast.ana, role="manager")
    answers = {who: cast.client(who).get(made.address()) for who in ("visitor", "ana", "finn")}
    assert {who: answer.status_code for who, answer in answers.items()} == {"visitor": 302, "ana": 404, "finn": 409}
    assert "once the reviews have ended" in answers["finn"].content.decode()
    for state in ("meeting", "noticed", "final"):
        made.round.state = state
        made.round.save()
        assert [cast.client(who).get(made.address()).status_code for who in ("ana", "finn")] == [404, 200]


def test_the_pages_ask_as_much_for_one_application_as_for_three(cast: Cast) -> None:
    rounds = (Meeting(cast, "one", values={"alpha": {"chen": (9, 8)}}), Meeting(cast, "three"))
    finn = cast.client("finn")
    counts = {page: [_queries(finn, each.address(page)) for each in rounds] for page in ("ranking/", "decisions/")}
    assert counts == {"ranking/": [21, 21], "decisions/": [29, 29]}


def _queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # what is kept is computed
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_picture_and_the_workbook(cast: Cast, close: Meeting) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    from clusteratlas_web.selection.queries.ranking import ranked
    from clusteratlas_web.selection.ranking_picture import ranking_svg

    finn = cast.client("finn")
    picture = finn.get(close.address("ranking.png"))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    drawn = str(ranking_svg(ranked(cast.finn, close.round), True))
    assert [name in drawn for name in ("Plan Alpha", "Plan Beta", "discuss", "var(")] == [True, True, True, False]
    book = load_workbook(BytesIO(finn.get(close.address("ranking/ranking.xlsx")).content))
    assert [cell.value for cell in book.active["C"]] == ["Title", "Plan Alpha", "Plan Beta", "Plan Gamma"]


def test_a_juror_reads_the_reviews_of_others_as_the_round_says(cast: Cast, close: Meeting) -> None:
    from tests.web.commons.deciding_things import browser

    jun = browser(close.person("jun"))
    seen = {}
    for rule in ("never", "after-own", "always"):
        close.round.sees_reviews = rule
        close.round.save()
        sheet = jun.get(close.address("ranking/1/")).content.decode()
        page = jun.get(close.address()).content.decode()
        lines = jun.get(close.address("ranking/lines.csv")).status_code
        seen[rule] = (sorted(set(re.findall(r"Juror \d", sheet))), "Severity as a table" in page, lines)
    assert seen == {
        "never": (["Juror 2"], False, 404),
        "after-own": (["Juror 1", "Juror 2", "Juror 3"], False, 404),
        "always": (["Juror 1", "Juror 2", "Juror 3"], True, 404),
    }


def test_hidden_names_stay_hidden_from_the_jury(cast: Cast) -> None:
    from tests.web.commons.deciding_things import browser

    made = Meeting(cast, shows_applicants=False)
    pages = ("ranking/", "ranking/1/", "decisions/", "decisions/1/", "ranking/ranking.csv")
    told = {
        who: [
            any(name in client.get(made.address(page)).content.decode() for name in ("Firm A", "Plan A"))
            for page in pages
        ]
        for who, client in (("finn", cast.client("finn")), ("chen", browser(made.person("chen"))))
    }
    assert told == {"finn": [True] * 5, "chen": [False] * 5}
