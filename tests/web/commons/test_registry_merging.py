"""Merging two records: everything moves, the old address leads on, and nothing is lost silently."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import fresh, listed, organisation, verbs_of

from clusteratlas_web.registry.refusals import WouldLose


@pytest.fixture
def twin(cast: Cast):
    """A second record of Valley Optics, with something of every sort."""
    from clusteratlas_web.foundation.files import keep
    from clusteratlas_web.registry.models import Acting, Claim, FundingYear, Membership, ServiceEntry

    listed(cast)
    made = organisation(
        "valley-optics-inc",
        kind="cluster-organisation",
        names={"en": "Valley Optics, Inc.", "zh-hans": "山谷光学"},
        regions=["us-metro-48620"],
        clusters=["us/plastics"],
        activities=["networking"],
        capabilities=["lenses"],
        founded=1999,
    )
    Acting.objects.create(organisation=made, person=cast.ben, role="manager")
    Acting.objects.create(organisation=made, person=cast.carla, role="member")
    Claim.objects.create(organisation=made, person=cast.finn, message="mine")
    Membership.objects.create(organisation=made, member=organisation("lens-works"), kind="firm")
    Membership.objects.create(organisation=organisation("big-club", kind="chamber"), member=made, kind="firm")
    FundingYear.objects.create(organisation=made, year=2024, public=50, dues=50)
    ServiceEntry.objects.create(organisation=made, day=date(2026, 1, 5), service="training", hours=Decimal(2))
    keep(SimpleUploadedFile("a.txt", b"text"), made, cast.ana)
    return made


def test_everything_moves_and_the_old_address_leads_on(cast: Cast, twin) -> None:
    from clusteratlas_web.foundation.files import files_of
    from clusteratlas_web.registry.actions.merging import merge_organisations

    merged = merge_organisations(cast.gao, twin, cast.valley)
    assert {
        "names": {name.language: name.text for name in merged.names.all()},
        "aliases": [alias.text for alias in merged.aliases.all()],
        "regions": [each.region for each in merged.regions.all()],
        "clusters": [each.key for each in merged.clusters.all()],
        "activities": [each.word for each in merged.activities.all()],
        "capabilities": [each.text for each in merged.capabilities.all()],
        "founded": merged.founded,
        "acting": sorted((each.person.name, each.role) for each in merged.acting.all()),
        "claims": merged.claims.count(),
        "members": [each.member.slug for each in merged.memberships.all()],
        "member_of": [each.organisation.slug for each in merged.member_of.all()],
        "funding": [each.year for each in merged.funding.all()],
        "services": merged.service_log.count(),
        "files": files_of(merged).count(),
    } == {
        "names": {"en": "Valley Optics", "zh-hans": "山谷光学"},
        "aliases": ["Valley Optics, Inc."],
        "regions": ["us-metro-48620"],
        "clusters": ["us/plastics"],
        "activities": ["networking"],
        "capabilities": ["lenses"],
        "founded": 1999,
        "acting": [("Ana", "manager"), ("Ben", "manager"), ("Carla", "member")],
        "claims": 1,
        "members": ["lens-works"],
        "member_of": ["big-club"],
        "funding": [2024],
        "services": 1,
        "files": 1,
    }
    answer = cast.client("visitor").get("/organisations/valley-optics-inc/")
    assert (answer.status_code, answer.headers["Location"]) == (
        HTTPStatus.MOVED_PERMANENTLY,
        "/organisations/valley-optics/",
    )
    assert (verbs_of(merged), verbs_of(twin)) == (["merged"], ["merge"])


def test_the_merged_record_is_found_by_its_old_name_and_stands_there_once(cast: Cast, twin) -> None:
    from clusteratlas_web.registry.actions.merging import merge_organisations
    from clusteratlas_web.registry.queries.directory import Asked, find

    merge_organisations(cast.gao, twin, cast.valley)
    assert find(Asked(text="inc")).everything.tolist() == [cast.valley.pk]
    assert find(Asked(region="us-metro-48620")).everything.tolist() == [cast.valley.pk]


def test_fields_that_differ_wait_for_a_decision(cast: Cast, twin) -> None:
    from clusteratlas_web.registry.actions.merging import merge_organisations

    type(twin).objects.filter(pk=cast.valley.pk).update(founded=2001)
    with pytest.raises(WouldLose):
        merge_organisations(cast.gao, twin, cast.valley)
    assert fresh(twin).merged_into is None
    assert twin.clusters.count() == 1
    assert merge_organisations(cast.gao, twin, cast.valley, {"founded": "source"}).founded == 1999


def test_funding_told_differently_stops_a_merge(cast: Cast, twin) -> None:
    from clusteratlas_web.registry.actions.merging import merge_organisations
    from clusteratlas_web.registry.models import FundingYear

    FundingYear.objects.create(organisation=cast.valley, year=2024, public=40, dues=60)
    with pytest.raises(WouldLose):
        merge_organisations(cast.gao, twin, cast.valley)


def test_a_member_is_not_merged_into_its_own_organisation(cast: Cast, twin) -> None:
    from clusteratlas_web.registry.actions.merging import merge_organisations
    from clusteratlas_web.registry.models import Membership

    Membership.objects.create(organisation=cast.valley, member=twin, kind="firm")
    with pytest.raises(WouldLose):
        merge_organisations(cast.gao, twin, cast.valley)


def test_two_waiting_claims_of_one_person_stop_a_merge(cast: Cast, twin) -> None:
    from clusteratlas_web.registry.actions.merging import merge_organisations
    from clusteratlas_web.registry.models import Claim

    Claim.objects.create(organisation=cast.valley, person=cast.finn, message="other")
    with pytest.raises(WouldLose):
        merge_organisations(cast.gao, twin, cast.valley)
    assert twin.claims.count() == 1


def test_the_page_asks_for_decisions_and_merges(cast: Cast, twin) -> None:
    type(twin).objects.filter(pk=cast.valley.pk).update(founded=2001)
    client = cast.client("gao")
    page = client.get("/organisations/valley-optics-inc/merge/?into=valley-optics")
    assert list(page.context["form"].fields) == ["into", "founded"]
    fields = {"into": "valley-optics", "founded": "target"}
    assert client.post("/organisations/valley-optics-inc/merge/", fields).status_code == HTTPStatus.FOUND
    assert fresh(cast.valley).founded == 2001
