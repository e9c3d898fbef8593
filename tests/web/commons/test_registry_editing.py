"""Editing a record: what is stored, what the history says, two at once, and wrong codes."""

from http import HTTPStatus

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import fresh

from clusteratlas_web.foundation.editing import Changed
from clusteratlas_web.foundation.history import history_of

EDIT = "/organisations/valley-optics/edit/"


def test_names_are_stored_in_their_order_and_told_before_and_after(cast: Cast) -> None:
    fields = {
        "version": 1,
        "en": "Valley Photonics",
        "zh-hans": "山谷光子",
        "first": "zh-hans",
        "aliases": "VP\n\nVP\nOptics Club",
    }
    answer = cast.client("ana").post(f"{EDIT}names/", fields)
    assert answer.status_code == HTTPStatus.FOUND
    held = fresh(cast.valley)
    assert [(name.language, name.text) for name in held.names.all()] == [
        ("zh-hans", "山谷光子"),
        ("en", "Valley Photonics"),
    ]
    assert [alias.text for alias in held.aliases.all()] == ["VP", "Optics Club"]
    entry = history_of(held).first()
    assert (entry.verb, entry.before, entry.after) == (
        "edit-names",
        {"names": {"en": "Valley Optics"}, "aliases": []},
        {"names": {"zh-hans": "山谷光子", "en": "Valley Photonics"}, "aliases": ["VP", "Optics Club"]},
    )


def test_the_second_of_two_editors_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import edit_profile

    edit_profile(cast.ana, cast.valley, 1, {"about": "Ana's"})
    with pytest.raises(Changed):
        edit_profile(cast.gao, cast.valley, 1, {"about": "Gao's"})
    page = cast.client("gao").post(f"{EDIT}profile/", {"version": 1, "kind": "firm", "about": "Gao's"})
    assert "Somebody else changed this record" in page.content.decode()
    assert "Gao&#x27;s" in page.content.decode()
    assert fresh(cast.valley).about == "Ana's"


def test_resources_of_every_year_add_up(cast: Cast) -> None:
    good = {"version": 1, "staff_fte": "2.5", "members_firm": "20", "year_0": "2025", "public_0": "60", "dues_0": "40"}
    wrong = good | {"dues_0": "30"}
    page = cast.client("ana").post(f"{EDIT}resources/", wrong)
    assert page.context["form"].errors == {"year_0": ["The parts of 2025 do not add up to 100."]}
    assert cast.client("ana").post(f"{EDIT}resources/", good).status_code == HTTPStatus.FOUND
    held = fresh(cast.valley)
    assert [(each.year, each.public, each.dues) for each in held.funding.all()] == [(2025, 60, 40)]
    assert [(each.kind, each.number) for each in held.declared_members.all()] == [("firm", 20)]


def test_work_is_stored(cast: Cast) -> None:
    fields = {
        "version": 1,
        "activities": ["networking", "analysis"],
        "services": ["training"],
        "capabilities": "laser welding\nthin films",
        "certificates": "ISO 9001; TÜV; 2027-12-31\nBronze label",
    }
    assert cast.client("ana").post(f"{EDIT}activities/", fields).status_code == HTTPStatus.FOUND
    held = fresh(cast.valley)
    assert [each.word for each in held.activities.all()] == ["networking", "analysis"]
    assert [(str(e.title), e.issuer, str(e.until)) for e in held.certificates.all()] == [
        ("ISO 9001", "TÜV", "2027-12-31"),
        ("Bronze label", "", "None"),
    ]


def test_without_editions_codes_are_taken_as_they_are(cast: Cast) -> None:
    fields = {"version": 1, "regions": "us-metro-48620", "clusters": "us/plastics", "industries": "NAICS 336411"}
    assert cast.client("ana").post(f"{EDIT}places/", fields).status_code == HTTPStatus.FOUND
    held = fresh(cast.valley)
    assert [each.region for each in held.regions.all()] == ["us-metro-48620"]
    assert "us-metro-48620" in cast.client("visitor").get("/organisations/valley-optics/").content.decode()


def test_a_registration_makes_a_draft_with_its_manager(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Organisation

    fields = {"name": "量子光电公司", "language": "zh-hans", "kind": "firm", "country": "cn", "web": "quantum.example"}
    answer = cast.client("carla").post("/organisations/register/", fields)
    made = Organisation.objects.get(names__text="量子光电公司")
    assert answer.headers["Location"] == f"/organisations/{made.slug}/edit/"
    assert (made.state, made.country, made.web) == ("draft", "CN", "https://quantum.example")
    assert [(each.person, each.role) for each in made.acting.all()] == [(cast.carla, "manager")]


def test_a_second_registration_is_warned_of_and_leads_to_a_claim(cast: Cast) -> None:
    from tests.web.commons.registry_things import listed

    from clusteratlas_web.registry.models import Organisation

    listed(cast)
    fields = {"name": "Valley  Óptics, Inc.", "language": "en", "kind": "firm"}
    page = cast.client("carla").post("/organisations/register/", fields).content.decode()
    assert "/organisations/valley-optics/claim/" in page
    assert Organisation.objects.count() == 2
    answer = cast.client("carla").post("/organisations/register/", fields | {"is_another": "on"})
    assert (answer.status_code, Organisation.objects.count()) == (HTTPStatus.FOUND, 3)


def test_a_draft_of_somebody_else_is_not_betrayed_by_the_warning(cast: Cast) -> None:
    from tests.web.commons.registry_things import organisation

    organisation("stealth-mode", "draft", names={"en": "Stealth Mode Photonics"})
    fields = {"name": "Stealth Mode Photonics", "language": "en", "kind": "firm"}
    assert cast.client("carla").post("/organisations/register/", fields).status_code == HTTPStatus.FOUND
