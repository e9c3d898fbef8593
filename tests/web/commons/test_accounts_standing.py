"""Administrators make moderators and administrators, deactivate and activate; every act stands in the history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import Cast

from clusteratlas_web.accounts.actions.oneself import erase
from clusteratlas_web.accounts.actions.standing import ACTS, change_standing
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.permissions import NotAllowed
from clusteratlas_web.foundation.refusals import Refusal


@pytest.mark.parametrize("verb", ACTS)
def test_every_act(cast: Cast, verb: str) -> None:
    name, value = ACTS[verb]
    Person.objects.filter(pk=cast.ben.pk).update(**{name: not value})
    answer = cast.client("gao").post(f"/account/people/{cast.ben.pk}/{verb}/")
    ben = Person.objects.get(pk=cast.ben.pk)
    entry = history_of(ben).get()
    assert (answer.url, getattr(ben, name)) == (f"/account/people/{ben.pk}/", value)
    assert (entry.actor, entry.verb, entry.before, entry.after) == (cast.gao, verb, {name: not value}, {name: value})
    assert Letter.objects.filter(person=ben).count() == (0 if verb == "deactivate" else 1)


def test_what_is_so_already_is_not_recorded_again(cast: Cast) -> None:
    change_standing(cast.gao, cast.ben, "unmake_moderator")
    assert history_of(cast.ben).count() == 0


def test_who_is_deactivated_is_signed_out_at_once(cast: Cast) -> None:
    browser = cast.client("ben")
    assert browser.get("/account/").status_code == 200
    change_standing(cast.gao, cast.ben, "deactivate")
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize("verb", ["deactivate", "unmake_administrator"])
def test_the_last_administrator_stays(cast: Cast, verb: str) -> None:
    Person.objects.filter(pk=cast.carla.pk).update(is_staff=True, is_active=False)  # does not count
    answer = cast.client("gao").post(f"/account/people/{cast.gao.pk}/{verb}/")
    assert (answer.status_code, "This is the last administrator." in answer.content.decode()) == (409, True)
    gao = Person.objects.get(pk=cast.gao.pk)
    assert (gao.is_staff, gao.is_active) == (True, True)


def test_with_another_one_an_administrator_may_step_down(cast: Cast) -> None:
    Person.objects.filter(pk=cast.carla.pk).update(is_staff=True)
    assert change_standing(cast.gao, cast.gao, "unmake_administrator").is_staff is False


@pytest.mark.parametrize("who", ["ana", "carla", "finn"])
def test_nobody_else_may(cast: Cast, who: str) -> None:
    Person.objects.filter(pk=cast.carla.pk).update(is_moderator=True)
    with pytest.raises(NotAllowed):
        change_standing(getattr(cast, who), getattr(cast, who), "make_administrator")
    assert Person.objects.filter(is_staff=True).get() == cast.gao


def test_who_was_erased_stays_erased(cast: Cast) -> None:
    erase(cast.ben, cast.ben)
    with pytest.raises(Refusal, match="erased"):
        change_standing(cast.gao, cast.ben, "reactivate")
    page = cast.client("gao").get(f"/account/people/{cast.ben.pk}/").content.decode()
    assert ("former person" in page, '<button class="btn" type="submit">Make' in page) == (True, False)


def test_people_are_found_by_a_part_of_name_or_address(cast: Cast) -> None:
    browser = cast.client("gao")

    def found(asked: str) -> list[str]:
        return [str(each) for each in browser.get("/account/people/", {"q": asked}).context["rows"]]

    assert found("AN") == ["Ana"]
    assert found("example.org") == ["Gao", "Finn", "Carla", "Ben", "Ana"]
    assert (found("nobody"), found("%")) == ([], [])


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast) -> None:
    browser = cast.client("gao")
    counted = []
    for asked in ("ana", "example.org"):
        with CaptureQueriesContext(connection) as queries:
            rows = browser.get("/account/people/", {"q": asked}).context["rows"]
        counted.append((len(rows), len(queries)))
    assert counted == [(1, 5), (5, 5)]


def test_a_person_that_is_not_there(cast: Cast) -> None:
    assert cast.client("gao").get("/account/people/999999/").status_code == 404
    assert cast.client("gao").post(f"/account/people/{cast.ben.pk}/promote/").status_code == 404
