"""Who edits what of a programme, how two people at one record are kept apart, and what the history keeps."""

import pytest
from django.db import IntegrityError, transaction
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import department, instrument, programme


@pytest.fixture
def labour(cast: Cast):
    return department("ministry-of-labour", "Ministry of Labour", "Lea")


def _addresses(made) -> list[str]:
    return [
        f"/programmes/{made.slug}/edit/{kind}/" for kind in ("part", "phase", "member", "succession", "place", "budget")
    ]


def test_an_officer_creates_a_draft_of_their_own_department(cast: Cast, labour) -> None:
    from clusteratlas_web.programmes.models import Programme

    sent = {"name_en": "New", "name_zh": "新", "lead": cast.ministry.pk, "country": "US", "level": "national"}
    client = cast.client("finn")
    answer = client.post("/programmes/new/", sent)
    made = Programme.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/programmes/new-2/edit/")
    assert (made.slug, made.state) == ("new-2", "draft")  # "new" is an address of its own
    assert [(part.organisation, part.part) for part in made.parts.all()] == [(cast.ministry, "lead")]
    assert {name.language: name.text for name in made.names.all()} == {"en": "New", "zh-hans": "新"}
    assert client.post("/programmes/new/", sent | {"lead": labour.pk}).status_code == 200
    assert Programme.objects.count() == 1


def test_nobody_else_creates(cast: Cast) -> None:
    assert [cast.client(who).get("/programmes/new/").status_code for who in ("visitor", "carla", "ana")] == [
        302,
        403,
        403,
    ]


def test_one_lead_is_held_by_the_database(cast: Cast, labour) -> None:
    from clusteratlas_web.programmes.models import Part

    made = programme("one", cast.ministry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(programme=made, organisation=labour, part="lead")


def test_a_new_lead_makes_the_former_one_a_partner(cast: Cast, labour) -> None:
    made = programme("one", cast.ministry, (labour,))
    part = made.parts.get(organisation=labour)
    sent = {"organisation": labour.pk, "part": "lead", "version": part.version}
    assert cast.client("finn").post(f"/programmes/one/edit/part/{part.pk}/", sent).status_code == 302
    assert dict(made.parts.values_list("organisation__slug", "part")) == {
        "ministry-of-labour": "lead",
        "ministry-of-economy": "partner",
    }


def test_a_published_programme_keeps_its_lead(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    part = made.parts.get()
    answer = cast.client("gao").post(f"/programmes/one/edit/part/{part.pk}/remove/", {"version": part.version})
    assert answer.status_code == 409
    assert made.parts.count() == 1


def test_a_draft_without_lead_or_source_is_not_published(cast: Cast) -> None:
    programme("one", state="draft")
    programme("two", state="draft", source="a law")
    client = cast.client("gao")
    assert [client.post(f"/programmes/{slug}/state/publish/").status_code for slug in ("one", "two")] == [409, 302]


def test_the_life_of_a_programme(cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of

    made = programme("one", cast.ministry, state="draft")
    client, states = cast.client("finn"), []
    for verb in ("start", "publish", "start", "withdraw", "end", "publish"):
        answer = client.post(f"/programmes/one/state/{verb}/")
        made.refresh_from_db()
        states.append((answer.status_code, made.state))
    assert states == [
        (409, "draft"),
        (302, "published"),
        (302, "running"),
        (409, "running"),
        (302, "ended"),
        (409, "ended"),
    ]
    assert [each.verb for each in history_of(made)] == ["end", "start", "publish"]


def test_a_partner_edits_its_own_and_nothing_else(cast: Cast, labour) -> None:
    from django.test import Client

    made = programme("one", cast.ministry, (labour,))
    own, other = instrument(made, labour, "Ours"), instrument(made, cast.ministry, "Theirs")
    client = Client(raise_request_exception=False)
    client.force_login(labour.officer)
    assert [client.get(address).status_code for address in _addresses(made)] == [403, 403, 403, 403, 403, 200]
    assert client.get(f"/programmes/one/edit/instrument/{own.pk}/").status_code == 200
    assert client.get(f"/programmes/one/edit/instrument/{other.pk}/").status_code == 404
    page = client.get("/programmes/one/edit/").content.decode()
    assert ("Ours" in page, "Theirs" in page) == (True, False)
    moved = {"of": other.of_id, "names_en": "Ours", "version": own.version}
    assert client.post(f"/programmes/one/edit/instrument/{own.pk}/", moved).status_code == 200  # not among the choices
    own.refresh_from_db()
    assert own.of.organisation == labour


def test_the_action_refuses_a_partner_who_moves_a_piece_to_another_department(cast: Cast, labour) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.programmes.actions import change_piece

    made = programme("one", cast.ministry, (labour,))
    own = instrument(made, labour, "Ours")
    with pytest.raises(NotAllowed):
        change_piece(labour.officer, own, own.version, {"of": made.parts.get(part="lead")})


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of

    made = programme("one", cast.ministry)
    own = instrument(made, cast.ministry, "First", dimension="demand")
    sent = {"of": own.of_id, "dimension": "demand", "opens": own.opens, "version": own.version}
    client = cast.client("finn")
    first = client.post(f"/programmes/one/edit/instrument/{own.pk}/", sent | {"names_en": "Second"})
    second = client.post(f"/programmes/one/edit/instrument/{own.pk}/", sent | {"names_en": "Third"})
    own.refresh_from_db()
    assert (first.status_code, second.status_code, own.names) == (302, 200, {"en": "Second"})
    assert "Somebody else changed this record" in second.content.decode()
    entry = history_of(made)[0]
    assert (entry.verb, entry.before, entry.after) == (
        "change instrument",
        {"names": {"en": "First"}},
        {"names": {"en": "Second"}},
    )


def test_the_facts_of_a_programme_are_locked_too(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    sent = {"name_en": "A", "country": "US", "level": "state", "version": 1}
    client = cast.client("finn")
    assert [client.post("/programmes/one/edit/", sent).status_code for _ in range(2)] == [302, 200]
    made.refresh_from_db()
    assert (made.level, made.version) == ("state", 2)


def test_a_form_says_what_the_database_would_refuse(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    part = made.parts.get()
    client = cast.client("finn")
    wrong = {"of": part.pk, "names_en": "X", "opens": "2025-05-02", "closes": "2025-05-01"}
    page = client.post("/programmes/one/edit/instrument/", wrong).content.decode()
    assert "It closes before it opens." in page
    page = client.post(
        "/programmes/one/edit/part/", {"organisation": cast.ministry.pk, "part": "partner"}
    ).content.decode()
    assert "This department has its part in this programme already." in page
    assert made.parts.count() == 1


def test_a_wrong_region_is_refused_with_the_nearest(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    client = cast.client("finn")
    assert client.post("/programmes/one/edit/place/", {"kind": "region", "code": "us-metro-48620"}).status_code == 302
    assert [(each.kind, each.code) for each in made.places.all()] == [("region", "us-metro-48620")]


def test_a_promise_is_registered_once_and_kept(cast: Cast) -> None:
    from django.db import DatabaseError

    from clusteratlas_web.programmes.models import Promise

    made = programme("one", cast.ministry)
    client = cast.client("finn")
    sent = {"effect": "More jobs", "comparison": "us-metro-48620", "method": "Matching"}
    assert client.post("/programmes/one/promise/", sent).status_code == 302
    assert client.post("/programmes/one/promise/", sent | {"effect": "Fewer"}).status_code == 200
    kept = Promise.objects.get(programme=made)
    assert (kept.effect, kept.comparison) == ("More jobs", ("us-metro-48620",))
    kept.effect = "Fewer"
    with pytest.raises(TypeError):
        kept.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Promise.objects.filter(pk=kept.pk).update(effect="Fewer")
    assert Promise.objects.get(programme=made).effect == "More jobs"


def test_everything_can_be_added_by_the_lead_and_is_in_the_history(cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.programmes.models import Meeting, Phase

    made = programme("one", cast.ministry)
    before = programme("zero", cast.ministry)
    part, client = made.parts.get(), cast.client("finn")

    def add(piece: str, **sent: object) -> int:
        return client.post(f"/programmes/one/edit/{piece}/", sent).status_code

    answers = [
        add("role", of=part.pk, names_en="Role", dimension="demand"),
        add("instrument", of=part.pk, names_zh="工具", for_kinds=["firm"], for_regions="us-metro-48620"),
        add("budget", department=cast.ministry.pk, year=2025, years=1, amount="5", currency="EUR", state="spent"),
        add("phase", number=1, names_en="Launch", begins="2001-01-01", ends="2005-12-31"),
        add("target", phase=Phase.objects.get().pk if Phase.objects.exists() else "", indicator="Firms", value="18"),
        add("succession", earlier=before.pk, kind="follows"),
        add("member", name="Chair of the chambers", is_chair="on"),
        add("meeting", held="2025-05-02", subject="Road map"),
        add("decision", meeting=Meeting.objects.get().pk if Meeting.objects.exists() else "", number=1, text="Go on"),
        add("place", kind="cluster", code="us/plastics"),
        add("indicator", names_en="Jobs"),
    ]
    assert answers == [302] * 11
    assert [each.verb.split()[1] for each in history_of(made)][::-1] == [
        *("role", "instrument", "budget", "phase", "target", "succession", "member", "meeting", "decision", "place"),
        "indicator",
    ]
    page = client.get("/programmes/one/").content.decode()
    shown = [
        text in page for text in ("工具", "Launch", "Chair of the chambers", "Go on", "Programme zero", "us/plastics")
    ]
    assert shown[:5] == [True] * 5
