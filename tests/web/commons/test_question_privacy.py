"""An unpublished question exists for those who asked, the department that has it, and administrators only."""

from django.test import Client
from django.utils import timezone
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.programme_things import department, programme, question

SECRETS = ("Secret subject", "Secret text", "Secret answer")


def test_who_sees_an_unpublished_question(cast: Cast) -> None:
    made = question(cast)
    seen = {who: cast.client(who).get(f"/programmes/questions/{made.pk}/").status_code for who in NAMES}
    assert seen == {"visitor": 404, "carla": 404, "ben": 200, "ana": 200, "finn": 200, "gao": 200}


def test_an_outsider_gets_the_same_as_for_nothing(cast: Cast) -> None:
    made = question(cast)
    client = cast.client("carla")
    there = client.get(f"/programmes/questions/{made.pk}/")
    nothing = client.get(f"/programmes/questions/{made.pk + 1}/")
    assert (there.status_code, nothing.status_code) == (404, 404)
    pages = [
        page.content.decode().replace(f"questions/{n}/", "questions/N/")
        for page, n in ((there, made.pk), (nothing, made.pk + 1))
    ]
    assert pages[0] == pages[1]
    for verb in ("take", "withdraw", "agree", "publish"):
        answers = [
            client.post(f"/programmes/questions/{n}/{verb}/", {"version": 1}).status_code
            for n in (made.pk, made.pk + 1)
        ]
        assert answers == [404, 404]
    for verb in ("answer", "forward"):
        assert client.get(f"/programmes/questions/{made.pk}/{verb}/").status_code == 404


def test_the_former_department_no_longer_sees_it(cast: Cast) -> None:
    labour = department("ministry-of-labour", "Ministry of Labour", "Lea")
    made = question(cast, department=labour)
    lea = Client()
    lea.force_login(labour.officer)
    assert lea.get(f"/programmes/questions/{made.pk}/").status_code == 200
    assert cast.client("finn").get(f"/programmes/questions/{made.pk}/").status_code == 404


def test_nothing_of_it_is_in_lists_searches_and_pages(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    question(cast, programme=made, state="answered", answer="Secret answer", answered=timezone.now())
    for who in ("visitor", "carla"):
        for address in (
            "/programmes/questions/",
            "/programmes/questions/?q=Secret",
            "/programmes/one/",
            "/programmes/one/history/",
            "/programmes/departments/ministry-of-economy/",
            "/programmes/",
        ):
            page = cast.client(who).get(address).content.decode()
            assert [secret in page for secret in SECRETS] == [False, False, False]


def test_a_published_one_is_found_and_says_nothing_of_who_asked(cast: Cast) -> None:
    now = timezone.now()
    made = question(cast, state="published", consents=True, answer="Secret answer", answered=now, published=now)
    client = cast.client("visitor")
    page = client.get(f"/programmes/questions/{made.pk}/").content.decode()
    assert [secret in page for secret in SECRETS] == [True, True, True]
    assert [name in page for name in ("Valley Optics", "valley-optics", ">Ana<", "Ana,")] == [False] * 4
    found = client.get("/programmes/questions/?q=answer").content.decode()
    assert ("Secret subject" in found, "Valley" in found) == (True, False)
    assert "Secret subject" not in client.get("/programmes/questions/?q=nothing").content.decode()
