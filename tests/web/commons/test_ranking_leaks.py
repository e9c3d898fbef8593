"""Whoever a conflict keeps out of an application learns nothing of it from ranking, tables, picture or decisions.

The application that is hidden stands second of three and decides who has a place, so that a gap would tell.
"""

import re
from io import BytesIO
from typing import Any

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting, browser, ruling
from tests.web.commons.selection_things import conflict

PAGES = ("ranking/", "ranking/1/", "decisions/", "decisions/1/")
HIDDEN = ("Plan Beta", "Firm Beta", "Secret reason", "Secret minutes")
TELLING = (
    ">award<",
    ">discuss<",
    ">no award<",
    "Share of runs",
    "In first 1",
    "place ends here",
    "Juror severity",
    'aria-label="rank',
)


@pytest.fixture
def made(cast: Cast) -> Meeting:
    """Chen, in the chair, is kept out of Beta; the meeting has decided on all three, Beta has the place."""
    from clusteratlas_web.selection.actions.decisions import decide

    made = Meeting(cast, sees_reviews="always")
    conflict(made.seats["chen"], made.entries["beta"])
    made.sit()
    decide(cast.finn, made.entries["alpha"], ruling("not-selected", against_ranking="Beta is better, said one"))
    decide(cast.finn, made.entries["beta"], ruling(reasons="Secret beta", amount=500, against_ranking="Secret why"))
    decide(cast.finn, made.entries["gamma"], ruling("not-selected"))
    return made


def test_pages_hold_nothing_of_the_hidden_application(made: Meeting) -> None:
    chen = browser(made.person("chen"))
    texts = {page: chen.get(made.address(page)).content.decode() for page in PAGES}
    for page, text in texts.items():
        assert [word for word in (*HIDDEN, *TELLING, "Secret beta", "Secret why", "said one") if word in text] == [], (
            page
        )
        assert "A conflict of interest keeps you out of part of this round." in text
    assert ("<h2>2 applications</h2>" in texts["ranking/"], "75.9" in texts["ranking/"]) == (True, True)
    assert [chen.get(made.address(page)).status_code for page in ("ranking/2/", "decisions/2/", "ranking.png")] == [
        404
    ] * 3
    assert ">2 <small>of 2</small>" in texts["decisions/"].replace("\n", "")
    assert ("of 1 places" in texts["decisions/"], "500 EUR" in texts["decisions/"]) == (False, False)


def test_tables_hold_neither_row_nor_rank(made: Meeting) -> None:
    from openpyxl import load_workbook

    chen = browser(made.person("chen"))
    text = chen.get(made.address("ranking/ranking.csv")).content.decode("utf-8-sig")
    heads, *rows = text.splitlines()
    assert heads == (
        "Application,Title,Organisation,Cluster,Region,Edition,Location quotient,Jobs,Score as given,"
        "Criterion 1,Criterion 2,Reviews,Reviews assigned,Jurors kept out"
    )
    assert rows == [
        "1,Plan Alpha,Firm Alpha,,,,,,75.925926,8.0,7.666667,3,3,0",
        "3,Plan Gamma,Firm Gamma,,,,,,25.925926,3.0,3.666667,3,3,0",
    ]
    book = load_workbook(BytesIO(chen.get(made.address("ranking/ranking.xlsx")).content))
    assert [[cell.value for cell in row][:2] for row in book.active.iter_rows(min_row=2)] == [
        [1, "Plan Alpha"],
        [3, "Plan Gamma"],
    ]
    answers = [
        chen.get(made.address(f"ranking/{table}.{end}")).status_code
        for table in ("lines", "draws")
        for end in ("csv", "xlsx")
    ]
    assert answers == [404] * 4


def test_what_is_shown_does_not_change_with_the_hidden_scores(made: Meeting) -> None:
    from clusteratlas_web.selection.models import Score

    chen = browser(made.person("chen"))
    pages = (*PAGES, "ranking/ranking.csv")
    before = [_read(chen, made.address(page)) for page in pages]
    Score.objects.filter(review__entry=made.entries["beta"]).update(value=10)
    assert [_read(chen, made.address(page)) for page in pages] == before


def _read(client: Any, address: str) -> str:
    """A page without the mark of its forms, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(address).content.decode())


def test_refusals_tell_nothing_of_the_hidden_application(cast: Cast, made: Meeting) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.actions.publication import publish_decisions
    from clusteratlas_web.selection.deciding_refusals import KeptOut, NoPlace

    chen = made.person("chen")
    with pytest.raises(NotAllowed) as refused:
        decide(chen, made.entries["beta"], ruling(), 1)
    assert refused.value.said == "A conflict of interest keeps you out of this application."
    decide(chen, made.entries["gamma"], ruling(), 1)  # the place is Beta's, which Chen is not told; nor the ranking
    with pytest.raises(KeptOut):
        publish_decisions(_officer(chen, made), made.round, made.round.version)
    with pytest.raises(NoPlace) as over:
        publish_decisions(cast.finn, made.round, made.round.version)
    assert over.value.said == "2 applications are selected, and there are 1 places."


def _officer(person: Any, made: Meeting) -> Any:
    from clusteratlas_web.registry.models import Acting

    Acting.objects.create(organisation=made.call.department, person=person, role="officer")
    return person


def test_who_acts_for_a_partner_is_kept_out_as_well(cast: Cast, made: Meeting) -> None:
    from clusteratlas_web.registry.models import Acting

    Acting.objects.create(organisation=made.entries["beta"].application.organisation, person=cast.finn, role="member")
    finn = cast.client("finn")
    text = finn.get(made.address()).content.decode()
    assert ("Plan Beta" in text, "Plan Alpha" in text, "award" in text) == (False, True, False)
    assert finn.get(made.address("ranking.png")).status_code == 404


def test_a_dismissed_conflict_shows_it_whole_again(made: Meeting) -> None:
    from clusteratlas_web.selection.models import Conflict

    Conflict.objects.update(state="dismissed", answer="None")
    text = browser(made.person("chen")).get(made.address()).content.decode()
    assert ("Plan Beta" in text, "1 place ends here" in text) == (True, True)


def test_letters_and_desk_of_appeals_keep_the_conflicted_officer_out(cast: Cast, made: Meeting) -> None:
    from django.utils import timezone

    from clusteratlas_web.accounts.models import Person
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.appeals import lodge_appeal
    from clusteratlas_web.selection.actions.publication import publish_decisions

    _officer(made.person("chen"), made)
    publish_decisions(cast.finn, made.round, made.round.version)
    beta = made.entries["beta"]
    Acting.objects.create(organisation=beta.application.organisation, person=cast.carla, role="manager")
    lodge_appeal(cast.carla, beta, "Secret grounds", timezone.now())
    told = sorted(Letter.objects.filter(subject__startswith="An appeal").values_list("address", flat=True))
    assert told == ["finn@example.org"]
    assert not Letter.objects.filter(text__contains="Secret grounds").exists()
    chen = browser(Person.objects.get(pk=made.person("chen").pk))
    desk = chen.get(made.address("appeals/")).content.decode()
    assert ("Plan Beta" in desk, "0 wait" in desk) == (False, True)
    assert chen.get(made.address("appeals/2/answer/")).status_code == 404
    assert "Plan Beta" in cast.client("finn").get(made.address("appeals/")).content.decode()
