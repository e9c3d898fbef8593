"""Letters that may be declined, and the weekly one of what is newly open for an organisation."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import instrument, programme, question

from clusteratlas_web.foundation.letter_kinds import KINDS
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.programmes.actions import answer_question, remind, take_question
from clusteratlas_web.programmes.actions.tellings import MOST, tell_what_opened
from clusteratlas_web.programmes.models import Telling
from clusteratlas_web.programmes.words import LETTERS

MONDAY = date(2031, 5, 5)
OPEN = MONDAY - timedelta(days=1)


def declines(person: Any, *names: str) -> None:
    """Somebody does not want letters of these kinds."""
    person.unwanted = list(names)
    person.save()


def letters() -> list[tuple[str, str]]:
    """To whom, and what it says, the first first."""
    return list(Letter.objects.order_by("pk").values_list("address", "subject"))


def test_the_settings_offer_each_kind_by_its_words_and_nothing_that_must_come(cast: Cast) -> None:
    page = cast.client("ana").get("/account/settings/")
    offered = {value: str(label) for value, label in page.context["form"].fields["wanted"].choices}
    assert list(offered) == list(KINDS)
    assert {name: offered[name] for name in LETTERS} == {
        "question-reminders": "Reminders that an answer of my department is due or late",
        "question-news": "Steps of a question that ask nothing of me: taken up, forwarded, settled",
        "open-for-you": "Once a week, what is newly open for my organisation",
    }
    always = {"question", "organisation-state", "organisation-invitation", "organisation-claimed", "account_changed"}
    assert not always & {template for kind in KINDS.values() for template in kind.templates}


def test_who_declines_reminders_and_news_still_hears_of_questions_and_answers(cast: Cast) -> None:
    declines(cast.finn, "question-reminders")
    declines(cast.ana, "question-news")
    late = question(cast, due=MONDAY)
    assert (remind(MONDAY), remind(MONDAY + timedelta(days=1))) == (0, 1)
    taken = take_question(cast.finn, late, late.version)
    answer_question(cast.finn, taken, taken.version, "Yes")
    assert letters() == [
        ("ana@example.org", "The answer to your question is late: Secret subject"),
        ("ana@example.org", "Your question is answered: Secret subject"),
        ("finn@example.org", "A question to your department is answered: Secret subject"),
    ]


def test_only_letters_that_may_be_declined_say_so(cast: Cast) -> None:
    asked = question(cast, due=MONDAY)
    taken = take_question(cast.finn, asked, asked.version)
    answer_question(cast.finn, taken, taken.version, "Yes")
    said = "You can decline letters of this kind in your settings."
    told = [(each.address[:3], said in each.text, said in each.html) for each in Letter.objects.order_by("pk")]
    assert told == [("ana", True, True), ("ana", False, False), ("fin", True, True)]
    assert "Department: Ministry of Economy" in Letter.objects.order_by("pk")[0].text


@pytest.fixture
def offers(cast: Cast) -> Any:
    """A programme with one instrument for Ana's organisation, one for firms, one that opens the next day."""
    made = programme("one", cast.ministry)
    instrument(made, cast.ministry, "For clusters", for_kinds=("cluster-organisation",), opens=OPEN)
    instrument(made, cast.ministry, "For firms", for_kinds=("firm",), opens=OPEN)
    instrument(made, cast.ministry, "Later", opens=MONDAY + timedelta(days=1), closes=MONDAY + timedelta(days=90))
    return made


def test_once_a_week_and_only_what_is_new(cast: Cast, offers: Any) -> None:
    declines(cast.ben, "open-for-you")
    assert [tell_what_opened(MONDAY + timedelta(days=day)) for day in range(7)] == [1, 0, 0, 0, 0, 0, 0]
    assert tell_what_opened(MONDAY + timedelta(days=7)) == 1
    assert [tell_what_opened(MONDAY + timedelta(days=7 * week)) for week in (2, 3)] == [0, 0]
    assert letters() == [("ana@example.org", "1 instrument newly open for Valley Optics")] * 2
    first, second = Letter.objects.order_by("pk")
    assert "For clusters\n  Programme one · Ministry of Economy · no last day recorded" in first.text
    assert "It is for your kind of organisation: Cluster organisation." in first.text
    assert "Later\n  Programme one · Ministry of Economy · to 2031-08-03\n  It is for everybody." in second.text
    assert ("For firms" in first.text + second.text, "For clusters" in second.text) == (False, False)
    assert "/programmes/open/?for=valley-optics" in second.text


def test_in_the_language_of_each_and_to_nobody_who_left_or_only_offers(cast: Cast, offers: Any) -> None:
    cast.ana.language = "zh-hans"
    cast.ana.save()
    cast.valley.names.create(language="zh-hans", text="谷地光学")
    cast.ben.is_active = False
    cast.ben.save()
    assert tell_what_opened(MONDAY) == 1
    letter = Letter.objects.get()
    assert (letter.address, letter.language, "谷地光学" in letter.subject) == ("ana@example.org", "zh-hans", True)
    assert "/zh-hans/programmes/open/?for=valley-optics" in letter.text
    cast.valley.state = "closed"
    cast.valley.save()
    assert tell_what_opened(MONDAY + timedelta(days=7)) == 0


def test_who_joins_in_the_week_gets_its_letter_and_what_opens_again_is_new(cast: Cast, offers: Any) -> None:
    cast.valley.acting.filter(person=cast.ben).delete()
    assert tell_what_opened(MONDAY) == 1
    cast.valley.acting.create(person=cast.ben, role="member")
    assert tell_what_opened(MONDAY + timedelta(days=2)) == 1
    offers.parts.get().instruments.filter(names__en="For clusters").update(opens=MONDAY + timedelta(days=5))
    assert tell_what_opened(MONDAY + timedelta(days=7)) == 2
    assert [subject for _, subject in letters()[-2:]] == ["2 instruments newly open for Valley Optics"] * 2
    row = Telling.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.create(organisation=row.organisation, instrument=row.instrument, opens=row.opens, week=row.week)


def test_a_letter_names_some_and_says_how_many_more(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    for number in range(MOST + 3):
        instrument(made, cast.ministry, f"Tool {number}", opens=OPEN)
    tell_what_opened(MONDAY)
    letter = Letter.objects.get(address="ana@example.org")
    assert (letter.subject, letter.text.count("Tool "), "and 3 more" in letter.text) == (
        "13 instruments newly open for Valley Optics",
        MOST,
        True,
    )
