"""An application from its start to handing in: numbers, drafts, what is missing by name, refusals with reasons."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, entry, jury, stage

OWN = "/calls/clusters-2026/applications/1/"


def letters() -> list[tuple[str, str]]:
    from clusteratlas_web.foundation.models import Letter

    return [(each.address, each.subject) for each in Letter.objects.order_by("pk")]


def test_from_start_to_handing_in_through_the_pages(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Application, Entry

    the_round = stage(call(cast), asks=("statements", "consortium", "budget"))
    ana = cast.client("ana")
    answer = ana.post("/calls/clusters-2026/apply/", {"organisation": cast.valley.pk, "title": "Light"})
    assert (answer.status_code, answer["Location"]) == (302, f"{OWN}edit/")
    made, held = Application.objects.get(), Entry.objects.get()
    assert (made.number, made.organisation, made.made_by, held.state) == (1, cast.valley, cast.ana, "draft")
    plan = {"title": "Light", "summary": "All of it", "region": "us-metro-48620", "version": held.version}
    assert ana.post(f"{OWN}edit/", plan).status_code == 302
    held.refresh_from_db()
    texts = {f"criterion_{each.pk}": "We do." for each in the_round.criteria.all()}
    assert ana.post(f"{OWN}edit/statements/", texts | {"version": held.version}).status_code == 302
    lead = held.partners.get()
    money = {"role": "Coordination", "requested": "600", "matching_private": "400", "version": lead.version}
    assert ana.post(f"{OWN}edit/consortium/{lead.pk}/", money).status_code == 302
    held.refresh_from_db()
    assert ana.post(f"{OWN}edit/submit/", {"do": "submit", "version": held.version}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.submitted_by, held.statements.count()) == ("submitted", cast.ana, 2)
    assert letters() == [("ana@example.org", "Your application has arrived: Call clusters-2026")]
    assert "It has arrived. The department checks whether it is complete." in ana.get(OWN).content.decode()


def test_everything_that_is_missing_is_named(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.handing_in import submit_entry
    from clusteratlas_web.selection.completeness import Incomplete
    from clusteratlas_web.selection.models import Condition, Partner

    asks = ("statements", "consortium", "budget", "letters", "evidence", "files")
    the_round = stage(call(cast), criteria=1, asks=asks)
    Condition.objects.create(round=the_round, number=1, kind="declared", says={"en": "We pay our taxes."})
    held = entry(the_round, cast.valley, "draft")
    held.partners.update(requested=0, matching_private=0)
    Partner.objects.create(entry=held, name="Lens Works", role="Grinding")
    held.application.summary = ""
    held.application.save()
    with pytest.raises(Incomplete) as refused:
        submit_entry(cast.ana, held, held.version, timezone.now())
    assert refused.value.said == (
        "The application is not complete. The summary is missing. The statement on “Criterion 1” is missing. "
        "The role of Valley Optics is missing. The budget is missing: what each partner asks for and brings. "
        "The letter of commitment of Lens Works is missing. "
        "The evidence sheet is missing: choose region, cluster and edition. No file is added. "
        "This is not declared: We pay our taxes."
    )
    page = cast.client("ben").get(f"{OWN}edit/submit/").content.decode()
    assert "The letter of commitment of Lens Works is missing." in page


def test_who_is_not_eligible_is_refused_with_the_reason(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.handing_in import submit_entry
    from clusteratlas_web.selection.eligibility import NotEligible

    the_round = stage(call(cast, for_kinds=("firm",), for_sizes=("1-9",)))
    held = ready(the_round, cast.valley)
    with pytest.raises(NotEligible) as refused:
        submit_entry(cast.ana, held, held.version, timezone.now())
    assert refused.value.said == (
        "The applicant is not eligible. Kind of organisation: Cluster organisation. Wanted: Firm. "
        "Apply for an organisation of such a kind."
    )


def test_the_calls_regions_hold_for_what_lies_in_them(cast: Cast) -> None:
    from clusteratlas_web.registry.models import InRegion
    from clusteratlas_web.selection.queries.eligibility import eligibility_of

    the_round = stage(call(cast, for_regions=("us-metro-48620",)))
    assert [each.state for each in eligibility_of(cast.valley, the_round)] == ["unknown"]
    InRegion.objects.create(organisation=cast.valley, region="us-metro-19380")
    assert [each.state for each in eligibility_of(cast.valley, the_round)] == ["failed"]
    held = entry(the_round, cast.valley, "draft")
    held.application.region = "us-metro-48620"
    assert [each.state for each in eligibility_of(cast.valley, the_round, held)] == ["met"]


def test_members_edit_and_only_managers_hand_in(cast: Cast) -> None:
    held = ready(stage(call(cast)), cast.valley)
    sent = {"title": "By Ben", "version": held.version}
    assert cast.client("ben").post(f"{OWN}edit/", sent).status_code == 302
    held.refresh_from_db()
    assert (held.application.title, held.version) == ("By Ben", 2)
    assert cast.client("ben").post(f"{OWN}edit/submit/", {"do": "submit", "version": 2}).status_code == 403
    assert cast.client("carla").get(OWN).status_code == 404


def test_two_at_one_plan(cast: Cast) -> None:
    held = ready(stage(call(cast)), cast.valley)
    first, second = ({"title": title, "version": held.version} for title in ("First", "Second"))
    assert cast.client("ana").post(f"{OWN}edit/", first).status_code == 302
    answer = cast.client("ben").post(f"{OWN}edit/", second)
    held.refresh_from_db()
    assert (answer.status_code, held.application.title) == (409, "First")
    assert "Somebody else changed this record" in answer.content.decode()


def test_a_title_once_and_numbers_in_order(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.applications import start_application

    the_round = stage(call(cast))
    made = [
        start_application(cast.ana, cast.valley, the_round, {"title": title}, timezone.now()) for title in ("A", "B")
    ]
    assert [each.number for each in made] == [1, 2]
    with pytest.raises(Refusal):
        start_application(cast.ana, cast.valley, the_round, {"title": "A"}, timezone.now())
    assert the_round.call.applications.count() == 2


@pytest.mark.usefixtures("database")
def test_two_at_once_get_two_numbers() -> None:
    from clusteratlas_web.registry.models import Organisation
    from clusteratlas_web.selection.actions.applications import next_number
    from clusteratlas_web.selection.models import Application, Call

    firm = Organisation.objects.create(slug="at-once", kind="firm")
    made = Call.objects.create(slug="at-once", kind="grant", department=firm)
    start, troubles = Barrier(2), []

    def apply(title: str) -> None:
        try:
            start.wait()
            with transaction.atomic():
                Application.objects.create(call=made, organisation=firm, title=title, number=next_number(made))
        except Exception as trouble:  # noqa: BLE001 - told by the assertion below
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=apply, args=(title,)) for title in ("One", "Two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    numbers = list(made.applications.order_by("number").values_list("number", flat=True))
    made.applications.all().delete()
    made.delete()
    firm.delete()
    assert (numbers, troubles) == ([1, 2], [])


def test_a_changed_consortium_keeps_a_juror_out_at_once(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.consortium import add_partner
    from clusteratlas_web.selection.models import Conflict

    the_round = stage(call(cast))
    seats = jury(the_round.call)
    firm = applicant("lens-works", "Lens Works")
    Acting.objects.create(organisation=firm, person=seats["jun"].person, role="member")
    held = ready(the_round, cast.valley)
    partner = add_partner(cast.ben, held, {"organisation": firm, "role": "Grinding"}, timezone.now())
    found = Conflict.objects.filter(application=held.application)
    assert {each.juror for each in found} == {seats["jun"]}
    assert partner.entry_id == held.pk


def test_the_lead_stays_and_nobody_is_a_partner_twice(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.consortium import add_partner, remove_partner

    held = ready(stage(call(cast)), cast.valley)
    lead = held.partners.get()
    with pytest.raises(Refusal):
        add_partner(cast.ana, held, {"organisation": cast.valley}, timezone.now())
    with pytest.raises(Refusal):
        remove_partner(cast.ana, lead, lead.version, timezone.now())
    assert list(held.partners.all()) == [lead]


def test_withdrawing_tells_the_officers_who_are_clear(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.handing_in import withdraw_entry

    held = ready(stage(call(cast), state="checking"), cast.valley, "admitted")
    colleague = applicant("lens-works", "Lens Works")
    conflicted = cast.carla
    Acting.objects.create(organisation=cast.ministry, person=conflicted, role="officer")
    Acting.objects.create(organisation=colleague, person=conflicted, role="member")
    held.partners.create(organisation=colleague)
    assert withdraw_entry(cast.ana, held, held.version).state == "withdrawn"
    assert letters() == [
        ("ana@example.org", "Your application is withdrawn: Call clusters-2026"),
        ("finn@example.org", "An application was withdrawn: Call clusters-2026"),
    ]


def test_one_s_own_list_takes_as_many_queries_for_three_as_for_one(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.client("ana")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/calls/mine/").status_code == 200
        return len(seen)

    the_round = stage(call(cast))
    entry(the_round, cast.valley, "draft")
    one = queries()
    for number in (2, 3):
        other = applicant(f"firm-{number}", f"Firm {number}")
        entry(the_round, other, "submitted").partners.create(organisation=cast.valley)
    page: Any = client.get("/calls/mine/").content.decode()
    assert (one, queries(), page.count("Secret plan of")) == (5, 5, 3)


def test_a_partner_comes_with_its_letter_and_files_come_and_go(cast: Cast) -> None:
    from clusteratlas_web.foundation.files import files_of

    held = ready(stage(call(cast), asks=("consortium", "letters", "files")), cast.valley)
    client, pdf = cast.client("ben"), b"%PDF-1.4 signed"
    sent = {"name": "Lens Works", "kind": "firm", "role": "Grinding", "requested": "100"}
    letter = SimpleUploadedFile("letter.pdf", pdf)
    assert client.post(f"{OWN}edit/consortium/add/", sent | {"letter": letter}).status_code == 302
    partner = held.partners.get(name="Lens Works")
    assert (partner.kind, partner.requested, [each.name for each in files_of(partner)]) == ("firm", 100, ["letter.pdf"])
    assert client.post(f"{OWN}edit/files/", {"file": SimpleUploadedFile("plan.pdf", pdf)}).status_code == 302
    page = client.post(f"{OWN}edit/files/", {"file": SimpleUploadedFile("plan.exe", pdf)})
    assert (page.status_code, "cannot be uploaded" in page.content.decode()) == (400, True)
    assert client.post(f"{OWN}edit/files/").status_code == 200
    file = files_of(held).get()
    assert client.post(f"{OWN}edit/files/{file.pk}/remove/").status_code == 302
    assert client.post(f"{OWN}edit/consortium/{partner.pk}/remove/", {"version": partner.version}).status_code == 302
    assert (files_of(held).count(), files_of(partner).count(), held.partners.count()) == (0, 0, 1)
