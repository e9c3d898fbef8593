"""A question from asking to publication: who may do which step, which letters go out, how lateness shows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import department, instrument, programme, question


def _letters() -> list[tuple[str, str]]:
    from clusteratlas_web.foundation.models import Letter

    return [(each.address, each.subject) for each in Letter.objects.order_by("pk")]


@pytest.fixture
def labour(cast: Cast) -> Any:
    return department("ministry-of-labour", "Ministry of Labour", "Lea")


def test_a_question_goes_to_the_partner_whose_instrument_it_speaks_of(cast: Cast, labour: Any) -> None:
    from clusteratlas_web.programmes.duedates import due_date
    from clusteratlas_web.programmes.models import Desk, Question

    made = programme("one", cast.ministry, (labour,))
    instrument(made, labour, "Training vouchers")
    Desk.objects.create(department=labour, answer_days=3)
    sent = {
        "organisation": cast.valley.pk,
        "programme": made.pk,
        "subject": "Vouchers",
        "text": "Who pays the training?",
    }
    answer = cast.client("ana").post("/programmes/questions/ask/", sent)
    asked = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/programmes/questions/{asked.pk}/")
    assert (asked.department, asked.reason, asked.found) == (labour, "found", "Training vouchers")
    assert asked.due == due_date(asked.asked.date(), 3)
    assert _letters() == [
        ("lea@example.org", "A question to your department: Vouchers"),
        ("ana@example.org", "Your question has arrived: Vouchers"),
    ]
    page = cast.client("ana").get(answer["Location"]).content.decode()
    assert "The question speaks of “Training vouchers”, which is with this department." in page


def test_a_chosen_department_and_a_rule_without_programme(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import Question

    client = cast.client("ana")
    sent = {"organisation": cast.valley.pk, "subject": "Rule", "text": "What is an aid?"}
    assert client.post("/programmes/questions/ask/", sent).status_code == 200  # nobody to go to
    assert client.post("/programmes/questions/ask/", sent | {"department": cast.ministry.pk}).status_code == 302
    asked = Question.objects.get()
    assert (asked.department, asked.reason, asked.programme) == (cast.ministry, "chosen", None)


def test_one_asks_only_for_ones_own_organisation(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import Question

    sent = {"organisation": cast.valley.pk, "department": cast.ministry.pk, "subject": "S", "text": "T"}
    assert cast.client("carla").post("/programmes/questions/ask/", sent).status_code == 200
    assert cast.client("visitor").post("/programmes/questions/ask/", sent).status_code == 302
    assert Question.objects.count() == 0


def test_take_forward_answer_agree_publish(cast: Cast, labour: Any) -> None:
    from django.test import Client

    from clusteratlas_web.foundation.models import Letter

    made = question(cast)
    here = f"/programmes/questions/{made.pk}/"
    finn, lea, ana = cast.client("finn"), Client(raise_request_exception=False), cast.client("ana")
    lea.force_login(labour.officer)
    states = []

    def step(client: Any, verb: str, **sent: Any) -> None:
        made.refresh_from_db()
        answer = client.post(f"{here}{verb}/", {"version": made.version} | sent)
        made.refresh_from_db()
        states.append((verb, answer.status_code, made.state))

    step(ana, "take")
    step(finn, "take")
    step(finn, "forward", department=labour.pk, note="Yours")
    step(finn, "answer", answer="Too late")
    step(lea, "answer", answer="Yes, all of it.")
    step(lea, "publish")
    step(lea, "agree")
    step(ana, "agree")
    step(lea, "publish")
    step(ana, "unpublish")
    assert states == [
        ("take", 403, "asked"),
        ("take", 302, "taken"),
        ("forward", 302, "asked"),
        ("answer", 404, "asked"),
        ("answer", 302, "answered"),
        ("publish", 403, "answered"),
        ("agree", 403, "answered"),
        ("agree", 302, "answered"),
        ("publish", 302, "published"),
        ("unpublish", 302, "answered"),
    ]
    assert (made.consents, made.published) == (False, None)
    to_ana = list(Letter.objects.filter(address="ana@example.org").order_by("pk").values_list("subject", flat=True))
    assert [subject.split(":")[0] for subject in to_ana] == [
        "Your question is being worked on",
        "Your question was forwarded to another department",
        "Your question is answered",
        "Your question and its answer are published without your name",
    ]
    to_lea = list(Letter.objects.filter(address="lea@example.org").order_by("pk").values_list("subject", flat=True))
    assert [subject.split(":")[0] for subject in to_lea] == [
        "A question was forwarded to your department",
        "A question to your department is answered",
        "An answer of your department may be published",
    ]


def test_letters_are_in_the_language_of_who_reads_and_hold_the_answer(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.programmes.actions import answer_question

    cast.ana.language = "zh-hans"
    cast.ana.save()
    made = question(cast)
    answer_question(cast.finn, made, made.version, "Yes & <b>no</b>")
    letter = Letter.objects.get(address="ana@example.org")
    assert letter.language == "zh-hans"
    assert ("Yes & <b>no</b>" in letter.text, "Yes &amp; &lt;b&gt;no&lt;/b&gt;" in letter.html) == (True, True)
    assert f"/zh-hans/programmes/questions/{made.pk}/" in letter.text


def test_two_officers_at_one_question(cast: Cast) -> None:
    made = question(cast)
    finn = cast.client("finn")
    here = f"/programmes/questions/{made.pk}/"
    first = finn.post(f"{here}answer/", {"version": 1, "answer": "One"})
    second = finn.post(f"{here}answer/", {"version": 1, "answer": "Two"})
    made.refresh_from_db()
    assert (first.status_code, second.status_code, made.answer) == (302, 200, "One")
    assert "Somebody else changed this record" in second.content.decode()


def test_a_late_answer_says_by_how_many_working_days(cast: Cast) -> None:
    asked = datetime(2025, 5, 2, 9, tzinfo=UTC)
    facts = {"asked": asked, "due": date(2025, 5, 16), "state": "published", "consents": True, "answer": "Yes"}
    late = question(cast, answered=datetime(2025, 5, 21, 9, tzinfo=UTC), **facts)
    in_time = question(cast, answered=datetime(2025, 5, 6, 9, tzinfo=UTC), **facts)
    assert (late.days_late(), in_time.days_late()) == (3, 0)
    client = cast.client("visitor")
    assert "answered 3 working days late" in client.get(f"/programmes/questions/{late.pk}/").content.decode()
    assert "answered in time" in client.get(f"/programmes/questions/{in_time.pk}/").content.decode()
    page = client.get("/programmes/departments/ministry-of-economy/").content.decode()
    assert ("<dd>7.5</dd>" in page, "1 of them late" in page) == (True, True)  # the median of 13 and 2 working days


def test_reminders_when_due_and_when_late_once_each(cast: Cast) -> None:
    from clusteratlas_web.programmes.actions import remind

    question(cast, due=date(2025, 5, 16))
    question(cast, due=date(2025, 5, 16), state="withdrawn", subject="Gone")
    days = [date(2025, 5, 15), date(2025, 5, 16), date(2025, 5, 16), date(2025, 5, 19), date(2025, 5, 20)]
    assert [remind(day) for day in days] == [0, 1, 0, 2, 0]
    assert _letters() == [
        ("finn@example.org", "A question to your department is due today: Secret subject"),
        ("finn@example.org", "A question to your department is late: Secret subject"),
        ("ana@example.org", "The answer to your question is late: Secret subject"),
    ]


def test_a_department_sets_its_days(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import Desk

    address = "/programmes/departments/ministry-of-economy/desk/"
    sent = {"answer_days": 5, "version": 1}
    answers = [cast.client(who).post(address, sent).status_code for who in ("visitor", "ana", "finn", "finn")]
    assert (answers, Desk.objects.get().answer_days) == ([302, 403, 302, 200], 5)


def test_the_database_keeps_an_unanswered_question_unanswered(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    for facts in (
        {"state": "answered"},
        {"state": "published", "answer": "A", "answered": datetime.now(UTC) - timedelta(1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            question(cast, **facts)
