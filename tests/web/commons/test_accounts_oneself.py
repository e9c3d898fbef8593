"""One's own account: who I am, settings, everything kept of me, and erasure that leaves history without a name."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import PASSWORD, Cast

from clusteratlas_web.accounts.actions.oneself import change_settings, erase
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.words import field, verb
from clusteratlas_web.foundation.files import keep
from clusteratlas_web.foundation.history import history_of, record
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.letter_kinds import KINDS
from clusteratlas_web.foundation.models import HistoryEntry, Letter, PrivateFile
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.foundation.permissions import NotAllowed
from clusteratlas_web.foundation.refusals import Refusal


def test_the_page_shows_whom_i_act_for_and_nobody_else(cast: Cast) -> None:
    page = cast.client("ana").get("/account/").content.decode()
    assert ("Manager" in page, "ana@example.org" in page) == (True, True)
    assert ("ministry" in page.lower(), "ben@example.org" in page) == (False, False)


def test_the_page_asks_as_often_for_three_organisations_as_for_one(cast: Cast) -> None:
    acting = cast.ana.acting.get()
    browser = cast.client("ana")
    browser.get("/account/")  # the first form writes its mark into the session
    counted = []
    for more in ((), ("first", "second")):
        for slug in more:
            organisation = type(cast.valley).objects.create(slug=slug, kind="firm", state="verified")
            type(acting).objects.create(organisation=organisation, person=cast.ana, role="manager")
        with CaptureQueriesContext(connection) as queries:
            page = browser.get("/account/").content.decode()
        counted.append((page.count("Manager"), len(queries)))
    assert counted == [(1, 5), (3, 5)]


def test_settings_are_stored_and_recorded(cast: Cast) -> None:
    browser = cast.client("ana")
    facts = {"name": "Ana B.", "language": "zh-hans", "wanted": list(KINDS)}
    assert browser.post("/account/settings/", facts).status_code == 302
    ana = Person.objects.get(pk=cast.ana.pk)
    assert (ana.name, ana.language) == ("Ana B.", "zh-hans")
    entry = history_of(ana).get()
    assert (entry.actor, entry.verb, entry.before, entry.after) == (
        ana,
        "change_settings",
        {"language": "en"},
        {"language": "zh-hans"},
    )
    assert "The settings are stored." in browser.get("/account/settings/").content.decode()


@pytest.mark.parametrize("facts", [{"name": "", "language": "en"}, {"name": "Ana", "language": "xx"}])
def test_bad_settings_are_refused(cast: Cast, facts: dict[str, str]) -> None:
    page = cast.client("ana").post("/account/settings/", facts).content.decode()
    assert (page.count('class="error"'), Person.objects.get(pk=cast.ana.pk).name) == (1, "Ana")


def test_what_is_typed_is_shown_as_text(cast: Cast) -> None:
    cast.client("ana").post("/account/settings/", {"name": "<script>alert(1)</script>", "language": "en"})
    page = cast.client("ana").get("/account/").content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


def test_nobody_changes_or_erases_somebody_else(cast: Cast) -> None:
    for attempt in (lambda: change_settings(cast.gao, cast.ana, "X", "en", []), lambda: erase(cast.gao, cast.ana)):
        with pytest.raises(NotAllowed):
            attempt()
    assert Person.objects.get(pk=cast.ana.pk).name == "Ana"


def kept_of(cast: Cast, name: str) -> Any:
    """The file that somebody downloads."""
    answer = cast.client(name).get("/account/data/export/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cluster-atlas-my-data.json"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    return json.loads(answer.content)


def test_everything_kept_of_me(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.ana, email="ana@example.org", verified=True, primary=True)
    keep(SimpleUploadedFile("plan.txt", b"plan"), cast.valley, cast.ana)
    write_to(cast.ana, "standing_changed", "k", verb="make_moderator")
    write_to(cast.ben, "standing_changed", "k", verb="make_moderator")
    record(cast.ana, "change_settings", cast.ana, {}, {"language": "en"}, "as asked")
    record(cast.ben, "change_settings", cast.ben, {}, {}, "a secret of Ben")
    kept = kept_of(cast, "ana")
    account = kept["account"]
    assert (account["name"], account["email"], account["language"]) == ("Ana", "ana@example.org", "en")
    assert account["addresses"] == [{"email": "ana@example.org", "verified": True, "primary": True}]
    assert [(each["subject"], each["state"]) for each in kept["letters"]] == [
        ("What you may do on the platform has changed", "waiting")
    ]
    assert [(each["verb"], each["note"]) for each in kept["deeds"]] == [("change_settings", "as asked")]
    assert [(each["name"], each["size"]) for each in kept["uploads"]] == [("plan.txt", 4)]
    assert [each["role"] for each in kept["organisations"]] == ["manager"]
    for secret in ("Ben", "ben@", cast.ana.password, "pbkdf2", "md5$"):
        assert secret not in json.dumps(kept)


def test_no_secret_of_the_second_factor_is_exported(cast: Cast) -> None:
    factor = kept_of(cast, "gao")["account"]["second_factor"]
    assert [sorted(each) for each in factor] == [["created_at", "last_used_at", "type"]]


def test_erasure_leaves_history_without_a_name(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.ben, email="ben@example.org", verified=True, primary=True)
    record(cast.ben, "change_settings", cast.valley, {"about": "a"}, {"about": "b"})
    keep(SimpleUploadedFile("plan.txt", b"plan"), cast.valley, cast.ben)
    waiting, sent, other = (write_to(cast.ben, "standing_changed", key, verb="make_moderator") for key in "abc")
    assert waiting
    assert sent
    assert other
    Letter.objects.filter(pk=sent.pk).update(state=Letter.SENT)
    Letter.objects.filter(pk=other.pk).update(state=Letter.SENDING)
    here, elsewhere = cast.client("ben"), cast.client("ben")
    history = HistoryEntry.objects.count()

    answer = here.post("/account/data/erase/", {"password": PASSWORD, "sure": "on"})
    assert answer.status_code == 302
    assert (here.get("/account/").status_code, elsewhere.get("/account/").status_code) == (302, 302)
    ben = Person.objects.get(pk=cast.ben.pk)
    assert (ben.email, ben.name, ben.is_active, ben.has_usable_password(), str(ben)) == (
        None,
        "",
        False,
        False,
        "former person",
    )
    assert ben.erased
    assert (EmailAddress.objects.filter(user=ben).count(), ben.acting.count()) == (0, 0)
    assert list(Letter.objects.order_by("pk").values_list("pk", "address", "subject", "text")) == [
        (sent.pk, "", "", ""),
        (other.pk, "", "", ""),
    ]
    assert HistoryEntry.objects.count() == history + 1
    assert shown(history_of(cast.valley), verb, field)[0].who == "former person"
    assert PrivateFile.objects.get().uploader == ben
    everything = str([list(model.objects.values()) for model in (Person, HistoryEntry, Letter, PrivateFile)])
    assert ("ben@example.org" in everything, "'Ben'" in everything) == (False, False)


def test_the_address_of_who_left_is_free(cast: Cast) -> None:
    erase(cast.carla, cast.carla)
    erase(cast.ben, cast.ben)
    assert Person.objects.create_user("carla@example.org", PASSWORD, name="Carla").pk != cast.carla.pk


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"password": "wrong", "sure": "on"}, "This is not your password."),
        ({"password": PASSWORD}, "This field is required."),
        ({"sure": "on"}, "This field is required."),
    ],
)
def test_erasure_takes_the_password_and_a_tick(cast: Cast, facts: dict[str, str], said: str) -> None:
    page = cast.client("ben").post("/account/data/erase/", facts).content.decode()
    assert (said in page, Person.objects.get(pk=cast.ben.pk).name) == (True, "Ben")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("ana", "You are the last one who manages"),
        ("finn", "You are the last one who manages"),
        ("gao", "This is the last administrator."),
    ],
)
def test_who_is_still_needed_cannot_go(cast: Cast, who: str, said: str) -> None:
    person = getattr(cast, who)
    page = cast.client(who).post("/account/data/erase/", {"password": PASSWORD, "sure": "on"}).content.decode()
    stayed = Person.objects.get(pk=person.pk)
    assert (said in page, stayed.email, stayed.acting.count()) == (True, person.email, person.acting.count())
    with pytest.raises(Refusal):
        erase(person, person)


def test_with_another_manager_one_can_go(cast: Cast) -> None:
    cast.ben.acting.update(role="manager")
    assert erase(cast.ana, cast.ana).erased


def test_a_manager_who_was_deactivated_does_not_count(cast: Cast) -> None:
    cast.ben.acting.update(role="manager")
    Person.objects.filter(pk=cast.ben.pk).update(is_active=False)
    with pytest.raises(Refusal):
        erase(cast.ana, cast.ana)


def test_the_database_keeps_no_name_of_who_was_erased(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    gone = erase(cast.carla, cast.carla)
    for facts in ({"name": "Carla"}, {"email": "carla@example.org"}, {"is_active": True}, {"is_staff": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=gone.pk).update(**facts)
