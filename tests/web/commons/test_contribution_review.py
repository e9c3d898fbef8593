"""The review: who may, what it leads to, who is told; two reviewers at once; what stands in the home, what does not."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import TestCase
from tests.web.commons.conftest import Cast
from tests.web.commons.contribution_things import accepted, checked, home_at, offered, table
from tests.web.commons.programme_things import department
from tests.web.commons.registry_things import fresh, verbs_of

from clusteratlas_web.foundation.models import Letter, PrivateFile
from clusteratlas_web.foundation.permissions import NotAllowed

LABEL = {"quality": "survey", "coverage": "90", "limits_en": "Small plants are missing."}


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Any:
    """A home of the test's own."""
    with home_at(tmp_path / "home") as folder:
        yield folder


def letters() -> set[tuple[str, str]]:
    return {(str(letter.person), letter.subject) for letter in Letter.objects.all()}


def test_reviewers_are_told_when_it_is_offered(cast: Cast) -> None:
    offered(cast)
    assert {who for who, _ in letters()} == {"Finn", "Gao"}
    assert ("Finn", "To review: Plants of two states") in letters()
    assert "两州工厂" in Letter.objects.get(person=cast.gao).subject
    text = Letter.objects.get(person=cast.finn)
    assert "“Plants of two states” waits for a review." in text.text
    assert ("Valley Optics offers a data set" in text.html, "Secret" in text.html + text.text) == (True, False)


def test_returned_with_reasons_and_offered_again(cast: Cast) -> None:
    made = offered(cast)
    finn, ben = cast.client("finn"), cast.client("ben")
    empty = finn.post(f"/contributions/{made.pk}/because/return/", {"version": made.version, "reason": " "})
    assert (empty.status_code, fresh(made).state) == (200, "offered")
    finn.post(f"/contributions/{made.pk}/because/return/", {"version": made.version, "reason": "Which plants?"})
    held = fresh(made)
    assert (held.state, held.comment, held.reviewer) == ("returned", "Which plants?", cast.finn)
    assert ("Ana", "“Plants of two states” was returned") in letters()
    assert "Which plants?" in Letter.objects.get(person=cast.ana).text
    assert "Which plants?" in ben.get(f"/contributions/{made.pk}/").content.decode()
    ben.post(f"/contributions/{made.pk}/offer/", {"version": held.version})
    assert (fresh(made).state, verbs_of(made)[-3:]) == ("offered", ["offer", "return", "offer"])


@pytest.mark.parametrize(("act", "who"), [("because/refuse", "finn"), ("withdraw", "ben")])
def test_of_what_nothing_comes_no_file_is_kept(act: str, who: str, cast: Cast, home: Path) -> None:
    made = offered(cast)
    with TestCase.captureOnCommitCallbacks(execute=True):
        sent = {"version": made.version, "reason": "We know nothing of its origin."}
        cast.client(who).post(f"/contributions/{made.pk}/{act}/", sent)
    held = fresh(made)
    assert (held.state, held.check_result, held.preview) == ({"finn": "refused", "ben": "withdrawn"}[who], {}, {})
    assert (PrivateFile.objects.count(), list(Path(settings.MEDIA_ROOT).glob("*"))) == (0, [])
    assert not (home / "sources").exists()
    assert cast.client("ana").get(f"/contributions/{made.pk}/").status_code == 200


def test_nobody_reviews_what_their_own_organisation_offers(cast: Cast) -> None:
    made = offered(cast, organisation=cast.ministry, person=cast.finn)
    finn = cast.client("finn")
    queue = finn.get("/contributions/review/").content.decode()
    assert "Your own organisation offers this data set, so somebody else has to review it." in queue
    for address in ("accept/", "because/return/", "because/refuse/"):
        answer = finn.post(f"/contributions/{made.pk}/{address}", {"version": made.version, "reason": "x", **LABEL})
        assert (answer.status_code, fresh(made).state) == (403, "offered")
    assert "somebody else has to review it" in answer.content.decode()
    assert {str(letter.person) for letter in Letter.objects.all()} == {"Gao"}


def test_an_administrator_who_acts_for_it_does_not_review_it_either(cast: Cast) -> None:
    from clusteratlas_web.contributions.actions.reviewing import refuse_data_set
    from clusteratlas_web.registry.models import Acting

    made = offered(cast)
    Acting.objects.create(organisation=cast.valley, person=cast.gao, role="member")
    with pytest.raises(NotAllowed):
        refuse_data_set(cast.gao, made, made.version, "No.")


def test_two_reviewers_at_once(cast: Cast) -> None:
    """Lea has the page open while Finn accepts: what she decided on is not what stands now."""
    from django.test import Client

    lea = Client(raise_request_exception=False)
    lea.force_login(department("ministry-of-labour", "Ministry of Labour", "Lea").officer)
    made = offered(cast)
    cast.client("finn").post(f"/contributions/{made.pk}/accept/", {"version": made.version, **LABEL})
    late = lea.post(f"/contributions/{made.pk}/because/refuse/", {"version": made.version, "reason": "No."})
    assert "Somebody else changed this record while you were editing it." in late.content.decode()
    held = fresh(made)
    assert (held.state, held.reviewer, PrivateFile.objects.count()) == ("accepted", cast.finn, 1)
    again = lea.post(f"/contributions/{made.pk}/because/refuse/", {"version": held.version, "reason": "No."})
    assert "This cannot be done while it is “accepted”." in again.content.decode()


def test_the_label_in_both_languages(cast: Cast) -> None:
    made = offered(cast)
    sent = {"version": made.version, **LABEL, "limits_zh": "缺小厂。", "comment": "Well done."}
    cast.client("finn").post(f"/contributions/{made.pk}/accept/", sent)
    visitor = cast.client("visitor")
    page = visitor.get(f"/contributions/{made.pk}/").content.decode()
    chinese = visitor.get(f"/zh-hans/contributions/{made.pk}/").content.decode()
    words = ("Survey by a known method", "90.0%", "Small plants are missing.", "Well done.")
    assert [word in page for word in words] == [True, True, True, False]
    assert ("缺小厂。" in chinese, "两州工厂" in chinese) == (True, True)
    assert ("Ana", "“Plants of two states” is accepted") in letters()


@pytest.mark.parametrize("sent", [{"quality": ""}, {"quality": "splendid"}, {"coverage": "101"}, {"coverage": "-1"}])
def test_a_label_that_is_none(sent: dict[str, str], cast: Cast) -> None:
    made = offered(cast)
    answer = cast.client("finn").post(f"/contributions/{made.pk}/accept/", {"version": made.version, **LABEL, **sent})
    assert (answer.status_code, fresh(made).state) == (200, "offered")


def test_two_of_one_title_have_two_names(cast: Cast) -> None:
    first, second = accepted(cast), accepted(cast)
    assert (first.slug, second.slug) == ("plants-of-two-states", "plants-of-two-states-2")
    nameless = accepted(cast, titles={"zh-hans": "两州工厂"})
    assert nameless.slug == f"data-set-{nameless.pk}"


def test_retiring_leaves_a_note_in_the_home_and_the_page_to_everybody(cast: Cast, home: Path) -> None:
    made = accepted(cast)
    sent = {"version": made.version, "reason": "A newer one stands."}
    cast.client("finn").post(f"/contributions/{made.pk}/because/retire/", sent)
    held = fresh(made)
    assert (held.state, held.retired is not None) == ("retired", True)
    assert 'reason = "A newer one stands."' in (home / "sources/contributed" / held.slug / "retired.toml").read_text()
    page = cast.client("visitor").get(f"/contributions/{made.pk}/").content.decode()
    assert ("New editions leave it out" in page, "A newer one stands." in page) == (True, False)
    assert ("Ana", "“Plants of two states” was retired") in letters()
    again = cast.client("finn").post(f"/contributions/{made.pk}/accept/", {"version": held.version, **LABEL})
    assert ("This cannot be done while it is “retired”." in again.content.decode(), fresh(made).state) == (
        True,
        "retired",
    )


def test_what_could_not_enter_is_said_and_tried_again(cast: Cast, home: Path) -> None:
    from clusteratlas.home import one_writer

    home.mkdir()
    with one_writer(home / "records" / "contributed"):
        made = accepted(cast)
    assert (made.entered, "Another process is writing" in made.trouble) == (None, True)
    finn = cast.client("finn")
    assert "It could not enter the sources." in finn.get(f"/contributions/{made.pk}/").content.decode()
    assert "Another process" not in cast.client("visitor").get(f"/contributions/{made.pk}/").content.decode()
    finn.post(f"/contributions/{made.pk}/enter/")
    assert (fresh(made).entered is not None, fresh(made).trouble) == (True, "")
    folder = home / "sources" / "contributed" / made.slug
    assert (folder / f"{made.slug}.csv").read_bytes() == table()


def test_an_organisation_that_is_not_verified_any_more_offers_nothing(cast: Cast) -> None:
    made = checked(cast)
    cast.valley.state = "suspended"
    cast.valley.save()
    answer = cast.client("ana").post(f"/contributions/{made.pk}/offer/", {"version": made.version})
    assert (answer.status_code, fresh(made).state) == (403, "draft")


def test_what_is_under_review_is_not_changed(cast: Cast) -> None:
    made, ben = offered(cast), cast.client("ben")
    answers = [ben.get(f"/contributions/{made.pk}/{page}/").status_code for page in ("describe", "file", "columns")]
    assert answers == [409, 409, 409]


def test_a_large_file_enters_by_the_worker(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas_web.contributions.actions import filing
    from clusteratlas_web.contributions.tasks import enter_data_set

    waiting = offered(cast)
    monkeypatch.setattr(filing, "AT_ONCE", 10)
    cast.client("finn").post(f"/contributions/{waiting.pk}/accept/", {"version": waiting.version, **LABEL})
    made = fresh(waiting)
    assert (made.state, made.entered, (home / "sources").exists()) == ("accepted", None, False)
    assert (
        "It is being entered among the sources."
        in cast.client("ana").get(f"/contributions/{made.pk}/").content.decode()
    )
    assert [enter_data_set.func(made.pk) for _ in range(2)] == [1, 0]
    assert (home / "records" / "contributed" / made.slug / "records.toml").is_file()
