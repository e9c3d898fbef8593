"""The life of a record: who moves it, with which note, who is told, and who sees it meanwhile."""

from decimal import Decimal
from http import HTTPStatus

import pytest
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.registry_things import fresh, organisation, verbs_of

from clusteratlas_web.foundation.states import WrongState
from clusteratlas_web.registry.refusals import NoteNeeded, NotListed


def draft(cast: Cast, kind: str = "firm"):
    from clusteratlas_web.registry.models import Acting

    made = organisation("new-lenses", "draft", kind)
    Acting.objects.create(organisation=made, person=cast.ana, role="manager")
    return made


def letters() -> list[tuple[str, str]]:
    from clusteratlas_web.foundation.models import Letter

    return list(Letter.objects.values_list("address", "subject"))


def test_from_draft_to_verified_and_who_sees_it(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.life import change_state

    made = draft(cast)
    seen = {}
    for verb, person in (("submit", cast.ana), ("verify", cast.gao)):
        change_state(person, made, verb)
        seen[verb] = {
            name for name in NAMES if cast.client(name).get("/organisations/new-lenses/").status_code == HTTPStatus.OK
        }
    assert seen == {"submit": {"ana", "gao"}, "verify": set(NAMES)}
    assert verbs_of(made) == ["submit", "verify"]
    assert letters() == [("ana@example.org", "New Lenses is verified")]


def test_outsiders_get_the_same_answer_for_a_draft_as_for_nothing(cast: Cast) -> None:
    draft(cast)
    client = cast.client("carla")
    pages = [client.get(f"/organisations/{slug}/") for slug in ("new-lenses", "no-lenses!"[:-1])]
    assert [page.status_code for page in pages] == [HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND]
    one, other = (page.content.decode().replace("new-lenses", "X").replace("no-lenses", "X") for page in pages)
    assert one == other


@pytest.mark.parametrize("verb", ["return", "suspend"])
def test_returning_and_suspending_need_a_note(cast: Cast, verb: str) -> None:
    from clusteratlas_web.registry.actions.life import change_state

    made = draft(cast)
    before = {"return": "submitted", "suspend": "verified"}[verb]
    type(made).objects.filter(pk=made.pk).update(state=before)
    with pytest.raises(NoteNeeded):
        change_state(cast.gao, made, verb, "  ")
    assert fresh(made).state == before
    change_state(cast.gao, made, verb, "The address is missing.")
    assert fresh(made).state == {"return": "draft", "suspend": "suspended"}[verb]


def test_a_step_from_another_state_is_refused(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.life import change_state

    with pytest.raises(WrongState):
        change_state(cast.gao, draft(cast), "verify")


def test_a_cluster_organisation_is_verified_by_the_rule_or_a_waiver(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import Resources, edit_profile, edit_resources
    from clusteratlas_web.registry.actions.life import change_state

    made = draft(cast, "cluster-organisation")
    change_state(cast.ana, made, "submit")
    with pytest.raises(NotListed):
        change_state(cast.gao, made, "verify")
    made = edit_resources(cast.ana, made, 2, Resources(Decimal(1), {"firm": 20, "institute": 1}))
    edit_profile(cast.ana, made, made.version, {"web": "https://lenses.example"})
    assert change_state(cast.gao, made, "verify").state == "verified"


def test_a_draft_that_was_closed_stays_private_and_a_verified_record_public(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.life import change_state

    made = draft(cast)
    change_state(cast.ana, made, "close")
    change_state(cast.gao, cast.valley, "suspend", "x")
    change_state(cast.gao, cast.valley, "reinstate")
    type(made).objects.filter(pk=cast.valley.pk).update(verified_on="2026-01-01")
    change_state(cast.ana, cast.valley, "close")
    client = cast.client("visitor")
    statuses = [client.get(f"/organisations/{slug}/").status_code for slug in ("new-lenses", "valley-optics")]
    assert statuses == [HTTPStatus.NOT_FOUND, HTTPStatus.OK]


def test_a_step_is_asked_for_and_taken_on_pages(cast: Cast) -> None:
    made = draft(cast)
    page = cast.client("ana").get("/organisations/new-lenses/").content.decode()
    assert "/organisations/new-lenses/steps/submit/" in page
    assert "/organisations/new-lenses/steps/verify/" not in page
    answer = cast.client("ana").post("/organisations/new-lenses/steps/submit/")
    assert (answer.status_code, fresh(made).state) == (HTTPStatus.FOUND, "submitted")
