"""Who acts for an organisation: invitations used once, claims answered, a manager always."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import organisation, verbs_of

from clusteratlas_web.registry.refusals import AlreadyThere, LastManager, NotForYou, Used


def invite(cast: Cast, email: str = "carla@example.org", role: str = "member") -> str:
    """Invites; returns the secret of the letter."""
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.registry.actions.people import invite_person

    made = invite_person(cast.ana, cast.valley, email, role)
    text = Letter.objects.get(key=f"invitation:{made.pk}").text
    return re.search(r"/organisations/invitations/([\w-]+)/", text)[1]


def acting(held) -> list[tuple[str, str]]:
    return [(each.person.name, each.role) for each in held.acting.order_by("pk")]


def test_an_invitation_is_accepted_once_by_whom_it_was_sent_to(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.people import accept_invitation

    secret = invite(cast)
    with pytest.raises(NotForYou):
        accept_invitation(cast.finn, secret)
    assert cast.client("carla").get(f"/organisations/invitations/{secret}/").status_code == HTTPStatus.OK
    assert cast.client("carla").post(f"/organisations/invitations/{secret}/").status_code == HTTPStatus.FOUND
    assert acting(cast.valley) == [("Ana", "manager"), ("Ben", "member"), ("Carla", "member")]
    with pytest.raises(Used):
        accept_invitation(cast.carla, secret)


def test_the_secret_is_not_kept(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Invitation

    secret = invite(cast)
    assert secret not in str(Invitation.objects.values_list())


@pytest.mark.parametrize("field", ["expires", "withdrawn"])
def test_an_invitation_that_is_over_cannot_be_accepted(cast: Cast, field: str) -> None:
    from clusteratlas_web.registry.actions.people import accept_invitation
    from clusteratlas_web.registry.models import Invitation

    secret = invite(cast)
    Invitation.objects.update(**{field: timezone.now() - timedelta(minutes=1)})
    with pytest.raises(Used):
        accept_invitation(cast.carla, secret)


def test_an_invitation_says_the_same_for_known_and_unknown_addresses(cast: Cast) -> None:
    address, answers = "/organisations/valley-optics/people/", []
    for email in ("carla@example.org", "nobody@example.org"):
        answer = cast.client("ana").post(address, {"email": email, "role": "member"})
        answers.append((answer.status_code, answer.headers["Location"]))
    assert answers == [(HTTPStatus.FOUND, address)] * 2


def test_the_last_manager_cannot_go(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.people import change_role, remove_person

    ana, ben = cast.valley.acting.order_by("pk")
    for refused in (lambda: remove_person(cast.ana, ana), lambda: change_role(cast.gao, ana, "member")):
        with pytest.raises(LastManager):
            refused()
    change_role(cast.ana, ben, "manager")
    remove_person(cast.ana, ana)
    assert acting(cast.valley) == [("Ben", "manager")]


def test_only_a_department_has_officers(cast: Cast) -> None:
    page = cast.client("ana").post(
        "/organisations/valley-optics/people/", {"email": "x@example.org", "role": "officer"}
    )
    assert list(page.context["form"].errors) == ["role"]


def test_a_claim_is_asked_and_granted(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter

    lens = organisation("lens-works")
    client = cast.client("carla")
    client.post("/organisations/lens-works/claim/", {"message": "I founded it."})
    again = client.post("/organisations/lens-works/claim/", {"message": "I founded it."})
    assert "You claimed this record already" in again.content.decode()
    claim = lens.claims.get()
    assert "I founded it." in cast.client("gao").get("/organisations/claims/").content.decode()
    cast.client("gao").post(f"/organisations/claims/{claim.pk}/grant/", {"answer": "Welcome."})
    assert acting(lens) == [("Carla", "manager")]
    assert verbs_of(lens) == ["claim", "grant-claim"]
    assert sorted(Letter.objects.values_list("address", "language")) == [
        ("carla@example.org", "en"),
        ("gao@example.org", "zh-hans"),
    ]


def test_a_refused_claim_gives_nothing_and_is_answered_once(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.people import answer_claim, ask_claim

    claim = ask_claim(cast.carla, organisation("lens-works"), "mine")
    answer_claim(cast.gao, claim, granted=False, answer="no")
    assert acting(claim.organisation) == []
    with pytest.raises(AlreadyThere):
        answer_claim(cast.gao, claim, granted=True)


def test_members_join_and_leave_from_either_side(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.belonging import MemberFacts, add_member, end_membership
    from clusteratlas_web.registry.models import Acting

    lens = organisation("lens-works")
    Acting.objects.create(organisation=lens, person=cast.carla, role="manager")
    membership = add_member(cast.ana, cast.valley, lens, MemberFacts("firm"))
    with pytest.raises(AlreadyThere):
        add_member(cast.ana, cast.valley, lens, MemberFacts("firm"))
    with pytest.raises(AlreadyThere):
        add_member(cast.ana, cast.valley, cast.valley, MemberFacts("firm"))
    assert end_membership(cast.carla, membership).until == timezone.now().date()
