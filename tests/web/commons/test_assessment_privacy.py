"""What leaks nowhere: drafts, files of the locker, notes of experts, minutes of hearings; in pages and exports."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import assessment, evidence, expert, granted, hearing, level, scheme
from tests.web.commons.programme_things import department
from tests.web.commons.selection_things import applicant, person

GOOD = ("4", "0.2", "1")


def seen(client: Client, made: Any, *words: str) -> list[bool]:
    """Which words the page or the table of an assessment has; none where there is no such page."""
    here = f"/designations/assessments/{made.pk}/"
    text = "".join(client.get(address).content.decode() for address in (here, f"{here}values.csv"))
    return [word in text for word in words]


def of(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person(name))
    return client


@pytest.fixture
def silver(cast: Cast) -> Any:
    return level(scheme(cast), "silver", "answered", experts=1)


def test_a_draft_is_its_organisations_alone(cast: Cast, silver: Any) -> None:
    made = assessment(silver, cast.valley, values=GOOD)
    expert(made, "Xia")
    readers = {
        name: seen(cast.client(name), made, "Secret note") for name in ("visitor", "carla", "ben", "ana", "finn")
    }
    assert readers == {"visitor": [False], "carla": [False], "ben": [True], "ana": [True], "finn": [False]}
    assert seen(of("Xia"), made, "Secret note") == [False]
    assert seen(cast.client("gao"), made, "Secret note") == [False]  # nor an administrator, before it is handed in
    for name in ("finn", "gao"):
        page = cast.client(name).get("/designations/assessments/").content.decode()
        assert "Valley Optics" not in page
        assert "Valley Optics" not in cast.client(name).get("/designations/desk/").content.decode()


def test_handed_in_it_is_read_by_those_who_grant_and_judge(cast: Cast, silver: Any) -> None:
    made = assessment(silver, cast.valley, "handed-in", GOOD)
    expert(made, "Xia")
    expert(assessment(silver, applicant("hill", "Hill"), "handed-in"), "Yan")
    other = department("ministry-of-labour", "Ministry of Labour", "Lea")
    lea = Client(raise_request_exception=False)
    lea.force_login(other.officer)
    clients = {
        "finn": cast.client("finn"),
        "xia": of("Xia"),
        "yan": of("Yan"),
        "lea": lea,
        "carla": cast.client("carla"),
    }
    assert {name: seen(client, made, "Secret note") for name, client in clients.items()} == {
        "finn": [True],
        "xia": [True],
        "yan": [False],
        "lea": [False],
        "carla": [False],
    }


def test_notes_and_reports_of_experts_stay_inside(cast: Cast, silver: Any) -> None:
    made = assessment(silver, cast.valley, "handed-in", GOOD)
    expert(made, "Xia", values=("3", "0.25", "1"), days=1)
    made.improvements.create(number=1, text="Better", audited="done", audit_note="Secret audit")
    words = ("Secret finding", "Secret audit", "Secret report", "Xia")
    assert seen(cast.client("finn"), made, *words) == [True] * 4
    assert seen(of("Xia"), made, *words) == [True] * 4
    assert seen(cast.client("ana"), made, *words, "25%", "carried out") == [False] * 6
    made.state, made.passed, made.closed = "closed", False, timezone.now()
    made.save()
    assert seen(cast.client("ana"), made, *words, "25%", "carried out") == [False, False, True, False, True, True]


def test_an_officer_or_expert_who_acts_for_the_organisation_reads_as_it_does(cast: Cast, silver: Any) -> None:
    from clusteratlas_web.registry.models import Acting

    made = assessment(silver, cast.valley, "handed-in", GOOD)
    seat = expert(made, "Xia", values=GOOD)
    for who in (cast.finn, cast.gao, seat.person):
        Acting.objects.create(organisation=cast.valley, person=who, role="member")
    clients = {"finn": cast.client("finn"), "gao": cast.client("gao"), "xia": of("Xia")}
    for client in clients.values():
        assert seen(client, made, "Secret note", "Secret finding") == [True, False]
    here = f"/designations/assessments/{made.pk}/"
    assert clients["xia"].get(f"{here}verify/1/").status_code == 403
    assert clients["finn"].get(f"{here}experts/").status_code == 403
    refused = clients["finn"].post(f"{here}judging/assess/", {"version": 1})
    assert (refused.status_code, "You act for the holder" in refused.content.decode()) == (403, True)
    assert "Valley Optics" not in clients["finn"].get("/designations/desk/").content.decode()


def test_a_file_of_the_locker_is_read_where_it_is_asked_for(cast: Cast, silver: Any) -> None:
    from clusteratlas_web.foundation.files import keep

    proof = evidence(cast.valley, "strategy", by=cast.ana)
    unasked = evidence(cast.valley, "something-else", by=cast.ana)
    files = [keep(SimpleUploadedFile("a.txt", b"Secret", "text/plain"), each, cast.ana) for each in (proof, unasked)]
    names = ("visitor", "carla", "ben", "ana", "finn", "gao")
    clients = {name: cast.client(name) for name in names} | {"xia": of("Xia"), "yan": of("Yan")}

    def readers(file: Any) -> set[str]:
        found = {name: client.get(f"/files/{file.pk}/") for name, client in clients.items()}
        status = {name: answer.status_code for name, answer in found.items()}
        for answer in found.values():
            b"".join(answer)  # read to its end: close() would close the database as well
        assert set(status.values()) <= {200, 404}
        return {name for name, code in status.items() if code == 200}

    made = assessment(silver, cast.valley, values=GOOD)
    expert(made, "Xia")
    assert readers(files[0]) == {"ana", "ben"}
    made.state, made.handed_in = "handed-in", timezone.now()
    made.save()
    assert readers(files[0]) == {"ana", "ben", "finn", "gao", "xia"}
    assert readers(files[1]) == {"ana", "ben"}


def test_minutes_are_for_the_holder_and_those_who_grant(cast: Cast) -> None:
    made = granted(level(scheme(cast)), cast.valley, timezone.now().date() - timedelta(days=9), "probation")
    hearing(made, datetime(2025, 5, 1, 9, tzinfo=UTC), timezone.now().date())
    addresses = (f"/designations/{made.pk}/", f"/designations/{made.pk}/standings.csv", "/designations/list.csv")
    found = {}
    for name in ("visitor", "carla", "ana", "finn"):
        text = "".join(cast.client(name).get(each).content.decode() for each in addresses)
        found[name] = ["Secret minutes" in text, "Secret statement" in text, "Reason probation" in text, "Finn" in text]
    assert found == {
        "visitor": [False, False, True, False],
        "carla": [False, False, True, False],
        "ana": [True, True, True, False],
        "finn": [True, True, True, True],  # his own name, in the frame of the page
    }


def test_what_is_kept_of_a_person_can_be_taken_away(cast: Cast, silver: Any) -> None:
    from clusteratlas_web.foundation.personal import everything_kept_of

    made = assessment(silver, cast.valley, "handed-in", GOOD, made_by=cast.ana)
    seat = expert(made, "Xia", values=("3",), days=1)
    evidence(cast.valley, "strategy", by=cast.ana)
    kept = everything_kept_of(cast.ana)["designations"]
    assert [len(kept[name]) for name in ("assessments", "evidence", "assessed")] == [1, 1, 0]
    assert everything_kept_of(seat.person)["designations"]["assessed"] == [
        {
            "organisation": "valley-optics",
            "found": {"staff": ["3.0000", "Secret finding"]},
            "visits": [["2025-06-02", "2025-06-02", "Secret report"]],
        }
    ]
