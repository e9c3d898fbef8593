"""Where a round is judged without names, no page and no file tells the jury who applies; conflicts keep all away."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, conflict, jury, review, stage

PAGE = "/calls/clusters-2026/rounds/1/applications/1/"
NAMES = (
    "Valley Optics",
    "valley-optics",
    "Lens Works",
    "lens-works",
    "Opaque Ltd",
    "valley-plan.pdf",
    "bank-of-opaque.pdf",
)


def signed_in(person: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.fixture
def hidden(cast: Cast) -> dict[str, Any]:
    """An application of Valley Optics with two partners, a file and a letter, in a round without names."""
    from clusteratlas_web.foundation.files import keep

    the_round = stage(
        call(cast),
        "reviewing",
        shows_applicants=False,
        reads="all",
        asks=("statements", "consortium", "letters", "files"),
    )
    seats = jury(the_round.call)
    entry = ready(the_round, cast.valley, "admitted")
    entry.application.title = "Light for all"
    entry.application.save()
    entry.partners.create(organisation=applicant("lens-works", "Lens Works"), role="Grinding")
    opaque = entry.partners.create(name="Opaque Ltd", role="Coating")
    pdf = b"%PDF-1.4 what stands in it"
    file = keep(SimpleUploadedFile("valley-plan.pdf", pdf), entry, cast.ana)
    letter = keep(SimpleUploadedFile("bank-of-opaque.pdf", pdf), opaque, cast.ana)
    return {"entry": entry, "file": file, "letter": letter, **seats}


def test_the_jury_reads_without_names(cast: Cast, hidden: dict[str, Any]) -> None:
    for seat in ("chen", "jun", "kai"):
        page = signed_in(hidden[seat].person).get(PAGE)
        text = page.content.decode()
        assert (page.status_code, [each for each in NAMES if each in text]) == (200, [])
        assert "Names of the applicant and its partners are hidden here" in text
        assert [each in text for each in ("Light for all", "Partner 2", "Partner 3", "Grinding", "File 1")] == [
            True
        ] * 5


def test_files_come_under_other_names(cast: Cast, hidden: dict[str, Any]) -> None:
    names = {}
    for who in ("file", "letter"):
        answer = signed_in(hidden["jun"].person).get(f"{PAGE}files/{hidden[who].pk}/")
        names[who] = answer["Content-Disposition"]
        assert b"".join(answer).startswith(b"%PDF")
    assert names == {
        who: f'attachment; filename="application-1-file-{hidden[who].pk}.pdf"' for who in ("file", "letter")
    }
    assert signed_in(hidden["jun"].person).get(f"/files/{hidden['file'].pk}/").status_code == 404


def test_officers_and_makers_read_the_names(cast: Cast, hidden: dict[str, Any]) -> None:
    officer = cast.client("finn").get(PAGE).content.decode()
    maker = cast.client("ben").get("/calls/clusters-2026/applications/1/").content.decode()
    assert [
        ["Opaque Ltd" in text, "valley-plan.pdf" in text, "are hidden here" in text] for text in (officer, maker)
    ] == [
        [True, True, False],
        [True, True, False],
    ]
    answer = cast.client("ben").get(f"{PAGE}files/{hidden['letter'].pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="bank-of-opaque.pdf"'
    assert b"".join(answer).startswith(b"%PDF")


def test_names_are_shown_where_the_round_shows_them(cast: Cast, hidden: dict[str, Any]) -> None:
    the_round = hidden["entry"].round
    the_round.shows_applicants = True
    the_round.save()
    text = signed_in(hidden["jun"].person).get(PAGE).content.decode()
    assert [each in text for each in ("Valley Optics", "Lens Works", "Opaque Ltd", "valley-plan.pdf")] == [True] * 4


def test_a_conflict_keeps_page_and_files_away(cast: Cast, hidden: dict[str, Any]) -> None:
    conflict(hidden["kai"], hidden["entry"])
    conflict(hidden["chen"], hidden["entry"], state="asked")
    for seat in ("kai", "chen"):
        client = signed_in(hidden[seat].person)
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}files/{hidden['file'].pk}/").status_code == 404


def test_a_juror_reads_what_is_assigned_and_no_file_of_others(cast: Cast, hidden: dict[str, Any]) -> None:
    the_round = hidden["entry"].round
    the_round.reads = "assigned"
    the_round.save()
    other = ready(the_round, applicant("far-away", "Far Away"), "admitted")
    review(other, hidden["jun"], state="assigned")
    jun = signed_in(hidden["jun"].person)
    answers = [
        jun.get(address).status_code for address in (PAGE, PAGE.replace("s/1/", "s/2/").replace("rounds/2", "rounds/1"))
    ]
    assert answers == [404, 200]
    assert jun.get(f"{PAGE.replace('applications/1', 'applications/2')}files/{hidden['file'].pk}/").status_code == 404
