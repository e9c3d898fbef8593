"""A whole competition through the pages: from the call over two rounds, a jury and an appeal to the letters of award.

As many as tests/browser/commons/competition/size.py says; half of the people in English, half in Chinese.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser
from tests.browser.commons.competition import (
    applying,
    calling,
    checking,
    conflicting,
    deciding,
    leaking,
    pdf,
    reviewing,
    seating,
)
from tests.browser.commons.competition.cast import (
    AMENDED,
    CHAIRS,
    DAN,
    DOUBTED,
    EVA,
    EXCLUDED,
    FEN,
    FINN,
    MIA,
    OTTO,
    SCHEME,
    TIED,
    Cast,
    Juror,
    cast_of,
)
from tests.browser.commons.competition.reviewing import Reviews
from tests.browser.commons.competition.scoring import Standing, ranking
from tests.browser.commons.competition.size import ASKED, SIZES, WHOLE, Size
from tests.browser.commons.conftest import Commons, run
from tests.browser.commons.reader import Door

FILLING = ("-m", "tests.browser.commons.competition.filling")
MOST = 40 * applying.MILLION
pytestmark = pytest.mark.skipif(
    os.environ.get(ASKED) not in SIZES,
    reason=f"it takes minutes; `make journeys` runs it, {ASKED} says how large",
)


@pytest.fixture(scope="module")
def size() -> Size:
    """How large it is."""
    return SIZES[os.environ[ASKED]]


@pytest.fixture(scope="module")
def cast(size: Size, commons: Commons) -> Cast:
    """Everybody who takes part, stored."""
    run(commons.home, *FILLING, "people", "whole" if size is WHOLE else "small")
    return cast_of(size, commons.home)


@pytest.fixture
def door(browser: Browser, commons: Commons) -> Iterator[Door]:
    """Lets people in, and closes behind them."""
    with closing(Door(browser, commons, "4-competition")) as found:
        yield found


def test_from_the_call_to_the_letters_of_award(door: Door, cast: Cast, size: Size, commons: Commons) -> None:
    with door.somebody(FINN) as finn:
        calling.make(finn, size)
        calling.open_round(finn, 1)
        seating.invite(finn, cast.jurors)
    seat_the_jury(door, cast)
    hand_in_the_sketches(door, cast)
    check_completeness(door, cast)
    run(commons.home, *FILLING, "end-findings", calling.CALL, "1")
    settle_conflicts(door)
    sketches = review_the_sketches(door, cast, size)

    selected = select(door, cast, size, sketches)
    selected = appeal(door, cast, sketches, selected)
    end(door, commons, 1)

    full = sorted(selected)
    hand_in_full_applications(door, cast, full)
    reviews = review_in_full(door, cast, size, full)
    awards = award(door, cast, size, reviews)
    end(door, commons, 2)
    show(door, cast, commons, awards)


def seat_the_jury(door: Door, cast: Cast) -> None:
    """Everybody accepts; Mia declares a tie."""
    for one in cast.jurors:
        with door.somebody(one) as juror:
            seating.accept(juror, one)
            if one is MIA:
                seating.declare_tie(juror, cast.of(TIED).slug)


def hand_in_the_sketches(door: Door, cast: Cast) -> None:
    """All in time but one, who presses the button after the round has closed."""
    for applicant in cast.applicants:
        with door.manager(applicant) as manager:
            applying.hand_in_sketch(manager, applicant)
    with door.manager(cast.late) as manager, applying.too_late(manager, cast.late), door.somebody(FINN) as finn:
        calling.close_round(finn, 1)


def check_completeness(door: Door, cast: Cast) -> None:
    """One is returned and handed in again, one is excluded, all others are admitted; the late one is not there."""
    with door.somebody(FINN) as finn:
        shown = checking.desk(finn, 1)
        assert [int(row[0]) for row in shown] == [each.number for each in cast.applicants]
        assert cast.late.title not in finn.page.content()
        checking.send_back(finn, 1, AMENDED)
    with door.manager(cast.of(AMENDED)) as manager:
        applying.amend(manager, cast.of(AMENDED), checking.AMENDMENT)
    with door.somebody(FINN) as finn:
        checking.exclude(finn, 1, EXCLUDED)
        for each in admitted(cast):
            checking.admit(finn, 1, each)
        states = [row[2] for row in checking.desk(finn, 1)]
        assert (states.count("admitted"), states.count("not eligible")) == (len(cast.applicants) - 1, 1)
        finn.look("14-completeness")


def admitted(cast: Cast) -> list[int]:
    """The applications that the jury gets."""
    return [each.number for each in cast.applicants if each.number != EXCLUDED]


def settle_conflicts(door: Door) -> None:
    """What is recorded is found; the chair decides on a doubt, and sees nothing of what concerns her own institute."""
    everything = {(each.juror.person, each.application) for each in conflicting.RECORDED}
    everything.add((OTTO.person, DOUBTED))
    with door.somebody(FINN) as finn:
        conflicting.ask(finn, conflicting.DOUBT)
        assert conflicting.seen(finn) == everything
    with door.somebody(EVA) as eva:
        assert conflicting.seen(eva) == everything - {(EVA.person, CHAIRS)}
        conflicting.decide(eva, OTTO, "It is a conflict", "The laboratory still stands.")


def review_the_sketches(door: Door, cast: Cast, size: Size) -> Reviews:
    """Assigned and scored; the deputy decides where the chair may not; one juror leaves and others read instead."""
    reviews, out = Reviews(1, cast), {(each.juror.person, each.application) for each in conflicting.ALL}
    with door.somebody(FINN) as finn:
        reviewing.give_by_hand(finn, 1, CHAIRS, MIA)
        reviewing.apply_assignment(finn, 1, size.reviews[0], out)
        reviewing.start(finn, 1)
    doubt_about_the_chairs(door)
    score(door, cast.jurors, reviews)
    with door.somebody(OTTO) as otto:
        seating.leave(otto)
        reviews.drop(OTTO)
    with door.somebody(FINN) as finn:
        fresh = reviewing.apply_assignment(finn, 1, size.reviews[0], out)
    assert OTTO.person not in fresh
    score(door, [each for each in cast.jurors if each.person in fresh], reviews)
    with door.somebody(FINN) as finn:
        reviewing.end(finn, 1)
    assert min(len(reviews.readers(each)) for each in admitted(cast)) >= size.reviews[0]
    return reviews


def doubt_about_the_chairs(door: Door) -> None:
    """Mia is not sure about the application of the chair's institute: the deputy says it is no conflict."""
    with door.somebody(MIA) as mia:
        conflicting.doubt(mia, CHAIRS)
    with door.somebody(EVA) as eva:
        assert (MIA.person, CHAIRS) not in conflicting.seen(eva)
    with door.somebody(DAN) as dan:
        assert (MIA.person, CHAIRS) in conflicting.seen(dan)
        conflicting.decide(dan, MIA, "It is none", "A sister who teaches there decides nothing.")
    with door.somebody(FINN) as finn:
        reviewing.give_again(finn, 1, CHAIRS, MIA)


def score(door: Door, jurors: Iterable[Juror], reviews: Reviews) -> None:
    """Every juror hands in what lies in the queue."""
    for one in jurors:
        with door.somebody(one) as juror:
            reviewing.review_all(juror, one, reviews)


def select(door: Door, cast: Cast, size: Size, reviews: Reviews) -> list[int]:
    """The ranking is the one computed here; the jury takes the first, and not one more."""
    standings = ranking(reviews.given)
    places, order = size.full, [each.application for each in standings]
    check_ranking(door, standings, reviews)
    conflicted(door, cast, order)
    jury = [each for each in cast.jurors if each is not OTTO]
    with door.somebody(EVA) as eva:
        deciding.meet(eva, 1, jury)
    best_of_the_rest = order[places]
    for chair, numbers in ((EVA, [each for each in order if each != CHAIRS]), (DAN, [CHAIRS])):
        with door.somebody(chair) as reader:
            for each in numbers:
                if each != best_of_the_rest:
                    deciding.decide(reader, 1, each, each in order[:places])
    with door.somebody(FINN) as finn:
        deciding.rule(finn, 1, best_of_the_rest, selected=True)
        finn.refused(
            "All %(places)s places are taken. Decide first which of the selected applications gives its place.",
            places=places,
        )
        deciding.decide(finn, 1, best_of_the_rest, selected=False)
        deciding.publish(finn, 1)
    return order[:places]


def check_ranking(door: Door, standings: list[Standing], reviews: Reviews) -> None:
    """Rank, application and score of every row, to the decimal that is shown; the band lists what is marked."""
    with door.somebody(FINN) as finn:
        shown = deciding.order(finn, reviews.number)
        assert shown == [(each.rank, each.application, round(each.score, 1)) for each in standings]
        marked, listed = deciding.discussed(finn)
        assert marked == listed
        finn.look(f"25-ranking-{reviews.number}")


def conflicted(door: Door, cast: Cast, order: list[int]) -> None:
    """Mia and the chair see the others, without ranks, and nothing of what they are kept out of, anywhere."""
    for one in (MIA, EVA):
        out = conflicting.kept_out(conflicting.RECORDED, one)
        with door.somebody(one) as juror:
            juror.go(deciding.at(1, "ranking"))
            assert sorted(deciding.applications(juror)) == sorted(set(order) - out)
            juror.look(f"27-ranking-of-{one.who}")
            leaking.look_everywhere(juror, 1, [cast.of(each) for each in sorted(out)], one)


def appeal(door: Door, cast: Cast, reviews: Reviews, selected: list[int]) -> list[int]:
    """The two best of those not selected appeal; who decided cannot answer, another officer does: one goes on too."""
    dismissed, upheld = (each.application for each in ranking(reviews.given)[len(selected) :][:2])
    verdicts = {dismissed: deciding.DISMISS, upheld: deciding.UPHOLD}
    with door.visitor("en") as visitor:
        assert [each for each, _ in deciding.notice(visitor, 1)] == sorted(selected)
        assert cast.late.title not in visitor.page.content()
        visitor.look("27-notice-1")
    for number in verdicts:
        with door.manager(cast.of(number)) as manager:
            deciding.appeal(manager, cast.of(number))
    with door.somebody(FINN) as finn:
        deciding.cannot_answer(finn, 1, dismissed)
    with door.somebody(FEN) as fen:
        for number, verdict in verdicts.items():
            deciding.answer(fen, 1, number, verdict)
    for number, verdict in verdicts.items():
        with door.manager(cast.of(number)) as manager:
            deciding.told_after_appeal(manager, cast.of(number), verdict)
    with door.visitor("zh-hans") as visitor:
        assert [each for each, _ in deciding.notice(visitor, 1)] == sorted([*selected, upheld])
    return [*selected, upheld]


def end(door: Door, commons: Commons, number: int) -> None:
    """The days of the notice pass, and what was decided is final."""
    run(commons.home, *FILLING, "end-notice", calling.CALL, str(number))
    with door.somebody(FINN) as finn:
        deciding.finish(finn, number)


def hand_in_full_applications(door: Door, cast: Cast, numbers: list[int]) -> None:
    """Everybody who was selected, and nobody else."""
    with door.somebody(FINN) as finn:
        calling.open_round(finn, 2)
    for number in numbers:
        with door.manager(cast.of(number)) as manager:
            applying.hand_in_full(manager, cast.of(number), asked(number))
    with door.somebody(FINN) as finn:
        calling.close_round(finn, 2)
        assert [int(row[0]) for row in checking.desk(finn, 2)] == numbers
        for number in numbers:
            checking.admit(finn, 2, number)


def asked(number: int) -> int:
    """How much an applicant asks for, in euros: 30 million and some."""
    return (30 + number % 10) * applying.MILLION


def review_in_full(door: Door, cast: Cast, size: Size, numbers: list[int]) -> Reviews:
    """Assigned and scored once more, by whoever is still in the jury."""
    reviews = Reviews(2, cast)
    out = {(each.juror.person, each.application) for each in conflicting.ALL}
    with door.somebody(FINN) as finn:
        reviewing.apply_assignment(finn, 2, size.reviews[1], out)
        reviewing.start(finn, 2)
    score(door, [each for each in cast.jurors if each is not OTTO], reviews)
    with door.somebody(FINN) as finn:
        reviewing.end(finn, 2)
    assert {number for number, _ in reviews.given} == set(numbers)
    return reviews


def award(door: Door, cast: Cast, size: Size, reviews: Reviews) -> dict[int, int]:
    """The winners with their amounts, as the ranking has them; more than the most of the call is refused."""
    standings = ranking(reviews.given)
    check_ranking(door, standings, reviews)
    order = [each.application for each in standings]
    amounts = {number: asked(number) for number in order[: size.winners]}
    with door.somebody(DAN) as dan:
        deciding.meet(dan, 2, [each for each in cast.jurors if each is not OTTO])
        deciding.rule(dan, 2, order[0], selected=True, amount=MOST + 1)
        dan.refused("One award is at most %(most)s.", most=deciding.money(MOST, dan))
        for number in order:
            deciding.decide(dan, 2, number, number in amounts, amounts.get(number))
    with door.somebody(FINN) as finn:
        deciding.publish(finn, 2)
    return amounts


def show(door: Door, cast: Cast, commons: Commons, awards: dict[int, int]) -> None:
    """Notice and awards are public; every winner's letter names the winner and the amount; letters betray nothing."""
    commons.work()
    with door.visitor("zh-hans") as visitor:
        expected = [(number, deciding.money(awards[number], visitor)) for number in sorted(awards)]
        assert deciding.notice(visitor, 2) == expected
        visitor.look("32-notice-2")
        assert sorted(deciding.awarded(visitor)) == sorted(
            (cast.of(number).title, deciding.money(amount, visitor)) for number, amount in awards.items()
        )
        visitor.look("33-awards")
        visitor.go(f"/designations/?scheme={SCHEME}")
        assert sorted((row[0], row[3]) for row in visitor.rows()) == sorted(
            (cast.of(number).names["zh-hans"], visitor.say("designated")) for number in awards
        )
        visitor.look("33-designations")
    for number, amount in awards.items():
        applicant = cast.of(number)
        with door.manager(applicant) as manager:
            text = deciding.letter(manager, applicant)
            for said in (*applicant.names.values(), applicant.title, f"{amount:,}"):
                assert pdf.plain(said) in text
    leaking.look_at_letters(
        commons.home, MIA, [cast.of(each) for each in conflicting.kept_out(conflicting.RECORDED, MIA)]
    )
    with door.somebody(FINN) as finn:
        calling.conclude(finn)
        finn.look("35-concluded")
