"""An outsider sees nothing private: not on pages, in exports, in history, in counts or in the directory."""

import datetime
import io
from decimal import Decimal
from http import HTTPStatus

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import listed, organisation

from clusteratlas_web.foundation.permissions import NotAllowed

CONTACT = {"contact_name": "Quentin Q", "contact_email": "q@private.example", "contact_phone": "+1 555 0100"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """The cast; Valley Optics has a private contact, a log with a follow-up, and a file as evidence."""
    from clusteratlas_web.registry.actions.belonging import ServiceFacts, add_evidence, log_service
    from clusteratlas_web.registry.actions.editing import edit_profile

    edit_profile(cast.ana, cast.valley, 1, CONTACT)
    facts = ServiceFacts(datetime.date(2026, 1, 5), "training", Decimal(3), 2, 1, "Call Zeta again")
    log_service(cast.ben, cast.valley, facts)
    add_evidence(cast.ana, cast.valley, SimpleUploadedFile("statutes-of-valley.txt", b"one two"))
    return listed(cast)


def test_the_contact_is_seen_by_those_who_act_for_it_until_they_say_otherwise(told: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import edit_profile

    def who_sees() -> set[str]:
        names = ("visitor", "carla", "ben", "ana", "finn", "gao")
        pages = {name: told.client(name).get("/organisations/valley-optics/").content.decode() for name in names}
        return {name for name, page in pages.items() if any(value in page for value in CONTACT.values())}

    assert who_sees() == {"ben", "ana", "gao"}
    edit_profile(told.ana, told.valley, 2, {"contact_is_public": True})
    assert who_sees() == {"visitor", "carla", "ben", "ana", "finn", "gao"}


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_contact_is_exported_to_those_who_may_see_it(told: Cast, format_: str) -> None:
    organisation("other-firm", **CONTACT)

    def exported(name: str) -> str:
        content = told.client(name).get(f"/organisations/table.{format_}").content
        if format_ == "csv":
            return content.decode("utf-8-sig")
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return "\n".join("|".join(str(cell or "") for cell in row) for row in sheet.values)

    counts = {name: exported(name).count("q@private.example") for name in ("visitor", "carla", "ben", "gao")}
    assert counts == {"visitor": 0, "carla": 0, "ben": 1, "gao": 2}


def test_the_totals_are_public_and_the_entries_are_not(told: Cast) -> None:
    page = told.client("visitor").get("/organisations/valley-optics/").content.decode()
    assert "Firms helped" in page
    assert "Call Zeta again" not in page
    inside = told.client("ben").get("/organisations/valley-optics/services/").content.decode()
    assert "Call Zeta again" in inside


def test_private_values_are_not_even_in_the_history(told: Cast) -> None:
    from clusteratlas_web.foundation.models import HistoryEntry

    page = told.client("ana").get("/organisations/valley-optics/history/").content.decode()
    assert "Contact e-mail" in page
    kept = str(list(HistoryEntry.objects.values("before", "after", "note")))
    for text in (*CONTACT.values(), "Call Zeta again"):
        assert text not in page
        assert text not in kept


def test_evidence_is_read_by_those_who_act_for_it(told: Cast) -> None:
    from clusteratlas_web.foundation.models import PrivateFile

    number = PrivateFile.objects.get().pk
    names = ("visitor", "carla", "ben", "ana", "finn", "gao")
    answers = {name: told.client(name).get(f"/files/{number}/") for name in names}
    read = {name for name, answer in answers.items() if answer.status_code == HTTPStatus.OK}
    assert read == {"ben", "ana", "gao"}
    assert "statutes-of-valley" not in told.client("carla").get("/organisations/valley-optics/").content.decode()
    assert {b"".join(answers[name].streaming_content) for name in read} == {b"one two"}


def test_a_disguised_file_is_refused_and_nothing_stored(told: Cast) -> None:
    from clusteratlas_web.foundation.models import PrivateFile

    upload = SimpleUploadedFile("list.pdf", b"<script>alert(1)</script>")
    page = told.client("ana").post("/organisations/valley-optics/evidence/", {"file": upload})
    assert (page.status_code, PrivateFile.objects.count()) == (HTTPStatus.OK, 1)


def test_members_that_are_drafts_are_not_named_to_outsiders(told: Cast) -> None:
    from clusteratlas_web.registry.models import Membership

    hidden = organisation("hush-hush", "draft")
    Membership.objects.create(organisation=told.valley, member=hidden, kind="firm")
    pages = {name: told.client(name).get("/organisations/valley-optics/").content.decode() for name in ("carla", "gao")}
    assert {name: "hush-hush" in page for name, page in pages.items()} == {"carla": False, "gao": True}


def test_what_people_write_is_never_markup(told: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import Work, edit_names, edit_profile, edit_work

    evil = "<script>alert('x')</script>"
    held = edit_names(told.ana, told.valley, 2, {"en": evil, "de": evil}, [evil])
    held = edit_profile(told.ana, held, held.version, {"about": evil, "legal_form": evil, "contact_name": evil})
    edit_work(told.ana, held, held.version, Work(capabilities=[evil], certificates=[(evil, evil, None)]))
    for address in (
        "valley-optics/",
        "",
        "valley-optics/history/",
        "valley-optics/edit/names/",
        "valley-optics/edit/activities/",
    ):
        assert evil not in told.client("ana").get(f"/organisations/{address}").content.decode()


def test_a_javascript_address_is_no_web_address(told: Cast) -> None:
    fields = {"version": 2, "kind": "firm", "web": "javascript:alert(1)"}
    page = told.client("ana").post("/organisations/valley-optics/edit/profile/", fields)
    assert page.context["form"].errors.keys() == {"web"}


def test_outsiders_are_refused_with_the_reason(told: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import edit_profile

    with pytest.raises(NotAllowed):
        edit_profile(told.ben, told.valley, 2, {"about": "x"})
