"""What is not accepted is for its organisation and its reviewers; confidential figures are for nobody else, ever."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.contribution_things import accepted, checked, home_at, offered, stored_as

from clusteratlas_web.foundation.models import PrivateFile

SECRETS = (
    "Plants of two states",
    "两州工厂",
    "Secret",
    "secret-plants.csv",
    "7,654,321",
    "987,654",
    "Chamber of Plants",
)
PAGES = ("", "history/", "describe/", "file/", "columns/", "columns.toml", "accept/", "because/refuse/")


@pytest.mark.parametrize("state", ["draft", "offered", "returned", "refused", "withdrawn"])
def test_nothing_of_it_is_anywhere(state: str, cast: Cast) -> None:
    made = stored_as(cast, state)
    other = made.pk + 1
    for who in ("visitor", "carla"):
        client = cast.client(who)
        for page in PAGES:
            there, nothing = (client.get(f"/contributions/{n}/{page}") for n in (made.pk, other))
            assert there.status_code == nothing.status_code
            bodies = [
                each.content.decode().replace(f"/{n}/", "/N/") for each, n in ((there, made.pk), (nothing, other))
            ]
            assert bodies[0] == bodies[1]
        for address in ("", "list.csv", "list.xlsx", "mine/", "review/"):
            body = client.get(f"/contributions/{address}").content.decode(errors="replace")
            assert [secret for secret in SECRETS if secret in body] == []
        assert "0 data sets" in client.get("/contributions/").content.decode()


def test_who_sees_what_state(cast: Cast) -> None:
    def seen(made: Any) -> set[str]:
        return {who for who in NAMES if cast.client(who).get(f"/contributions/{made.pk}/").status_code == 200}

    states = ("draft", "offered", "returned", "accepted", "retired")
    organisation, reviewers = {"ana", "ben"}, {"finn", "gao"}
    assert {state: seen(stored_as(cast, state)) for state in states} == {
        "draft": organisation,
        "offered": organisation | reviewers,
        "returned": organisation | reviewers,
        "accepted": set(NAMES),
        "retired": set(NAMES),
    }


def test_who_reads_the_file(cast: Cast, tmp_path: Path) -> None:
    answers: list[HttpResponse] = []  # closed at the end, since that ends the connection, too

    def readers(made: object) -> set[str]:
        number = PrivateFile.objects.get(thing=made.pk).pk  # type: ignore[attr-defined]
        asked = {who: cast.client(who).get(reverse("file", args=(number,))) for who in NAMES}
        answers.extend(asked.values())
        return {who for who, answer in asked.items() if answer.status_code == 200}

    with home_at(tmp_path / "home"):
        made = (checked(cast), offered(cast), accepted(cast))
    inside, reviewers = {"ana", "ben"}, {"finn", "gao"}
    assert [readers(each) for each in made] == [inside, inside | reviewers, inside | reviewers]
    for answer in answers:
        answer.close()


def test_the_history_is_for_those_inside(cast: Cast) -> None:
    made = stored_as(cast, "accepted")
    answers = {who: cast.client(who).get(f"/contributions/{made.pk}/history/").status_code for who in NAMES}
    assert answers == {"visitor": 302, "carla": 403, "ben": 200, "ana": 200, "finn": 200, "gao": 200}


def test_of_what_is_confidential_everybody_reads_the_description_and_no_figure(cast: Cast) -> None:
    made = stored_as(cast, "accepted", publication="confidential")
    outside = cast.client("carla").get(f"/contributions/{made.pk}/").content.decode()
    inside = cast.client("ben").get(f"/contributions/{made.pk}/").content.decode()
    words = ("Plants of two states", "may only enter internal editions", "7,654,321", "987,654")
    assert [word in outside for word in words] == [True, True, False, False]
    assert [word in inside for word in words] == [True, True, True, True]
    public = stored_as(cast, "accepted", slug="public-plants")
    assert "7,654,321" in cast.client("visitor").get(f"/contributions/{public.pk}/").content.decode()


def test_what_is_confidential_is_in_no_public_edition(cast: Cast, tmp_path: Path) -> None:
    from clusteratlas.editions import Choices
    from clusteratlas.editions.plan import make_plan
    from clusteratlas.home import Home
    from clusteratlas.sources import imported

    with home_at(tmp_path / "home") as folder:
        made = accepted(cast, publication="confidential")
        page = cast.client("visitor").get(f"/contributions/{made.pk}/").content.decode()
    home = Home.at(folder)
    (records,) = imported("contributed", home)
    plan = make_plan("us-states", home, Choices(source=made.source))
    assert (records.layout.confidential, plan.publish_policy) == (True, "internal")
    kept = folder / "sources" / "contributed" / str(made.slug)
    assert ([file.name for file in kept.iterdir()], kept.stat().st_mode & 0o777) == (["origin.toml"], 0o700)
    assert "3,005" not in page


def test_a_person_takes_away_what_they_offered_and_said(cast: Cast, tmp_path: Path) -> None:
    from clusteratlas_web.foundation.personal import everything_kept_of

    with home_at(tmp_path / "home"):
        accepted(cast)
    ana, finn, carla = (everything_kept_of(who)["data_sets"] for who in (cast.ana, cast.finn, cast.carla))
    assert (ana[0]["title"], ana[0]["about"], "comment" in ana[0]) == (
        "Plants of two states",
        {"en": "Secret jobs and plants."},
        False,
    )
    assert (finn[0]["comment"], "about" in finn[0], carla) == ("Well done.", False, [])
