"""Pilots through the pages: three departments name ten, each is evaluated; seven have the title, two are on probation,
and one is cancelled after a hearing.

The days are those of the journey's own clock; how an evaluation ends is reckoned anew from the table of indicators.
`small` names four, of whom two have the title. Half of the people read English, half Chinese.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.commons import clock
from tests.browser.commons.competition import pdf
from tests.browser.commons.competition.size import ASKED, SIZES, WHOLE
from tests.browser.commons.conftest import Commons, home_beside, run, standing
from tests.browser.commons.designating import assessing, indicators, judging, naming
from tests.browser.commons.designating import standing as stands
from tests.browser.commons.designating.cast import CANCELLED, CONFIRMED, OFFICERS, PROBATION, Park, parks
from tests.browser.commons.designating.indicators import Typed
from tests.browser.commons.reader import Door, Reader
from tests.browser.commons.reading import BOTH, CHINESE, ENGLISH

FILLING = ("-m", "tests.browser.commons.designating.filling")
SCHEME = "henan-smart-park"
EVALUATION = indicators.read("pilot-evaluation")
LEAST = Fraction(3, 5)  # of all points
DAY = timedelta(days=1)

NAMED = date(2027, 9, 1)
REMINDED = date(2028, 10, 2)  # the review is due on 1 March 2029: 18 months after they were named
EVALUATED = date(2029, 3, 5)
HEARING, DEADLINE = date(2029, 3, 26), date(2029, 9, 3)

GOOD: Typed = {
    "connected-firms": "45",
    "park-platform": "1",
    "open-data": "6",
    "smart-workshops": "12",
    "firms-assessed": "45",
    "platforms": "2",
    "jobs": "3200",
    "growth": "3",
    "energy": "92",
    "plan-done": "80",
    "investment-done": "75",
    "experience": "1",
}
WEAK: Typed = GOOD | {"plan-done": "45", "investment-done": "40"}
FAILED: Typed = WEAK | {"smart-workshops": "2", "platforms": "0", "plan-done": "20", "growth": "-8", "experience": "0"}
VALUES = {CONFIRMED: GOOD, PROBATION: WEAK, CANCELLED: FAILED}
pytestmark = pytest.mark.skipif(
    os.environ.get(ASKED) not in SIZES, reason=f"it takes minutes; `make journeys` runs it, which sets {ASKED}"
)


@pytest.fixture(scope="module")
def pilots() -> list[Park]:
    """The parks, in the order in which they are named."""
    return parks(10 if SIZES[os.environ[ASKED]] is WHOLE else 4)


@pytest.fixture(scope="module")
def commons(sample_home: Path, tmp_path_factory: pytest.TempPathFactory, pilots: list[Park]) -> Iterator[Commons]:
    """A server on the clock of the story, with everybody who takes part."""
    home = home_beside(sample_home, tmp_path_factory.mktemp("pilots"))
    clock.set_clock(home, NAMED)
    run(home, *FILLING, "pilots", str(len(pilots)))
    with standing(home, clock.PROGRAM) as found:
        yield found


@pytest.fixture
def door(browser: Browser, commons: Commons) -> Iterator[Door]:
    """Lets people in, and closes behind them."""
    with closing(Door(browser, commons, "6-pilots", assessing.LOOKED)) as found:
        yield found


def test_named_evaluated_confirmed_and_cancelled(door: Door, pilots: list[Park]) -> None:
    name(door, pilots)
    remind(door, pilots)
    evaluate(door, pilots)
    put_on_probation(door, pilots)
    cancel(door, pilots)
    look_back(door, pilots)
    compare_letters(door, pilots)


def turn_to(door: Door, day: date) -> None:
    """It is another day: everybody was signed out meanwhile."""
    door.close()
    door.commons.kept.clear()
    clock.set_clock(door.commons.home, day)


def name(door: Door, pilots: list[Park]) -> None:
    """Each department names its own; the register has them from that day on."""
    for each in pilots:
        with door.somebody(each.officer) as officer:
            naming.name(officer, each, NAMED)
    door.commons.work()
    with door.visitor("en") as visitor:
        assert standing_on(visitor, NAMED - DAY, pilots) == {}
        assert standing_on(visitor, NAMED, pilots, "03-register-named") == {
            each.number: ("Pilot", "designated", NAMED.isoformat()) for each in pilots
        }


def standing_on(visitor: Reader, day: date, pilots: list[Park], look: str = "") -> dict[int, tuple[str, str, str]]:
    """The level, the status and since when, of each pilot that the register had on a day."""
    rows = stands.register(visitor, SCHEME, day, look)
    numbers = {each.names[visitor.say.code]: each.number for each in pilots}
    scheme = naming.LEVEL[visitor.say.code].partition(" · ")[0]
    return {numbers[row[0]]: (row[1].removeprefix(f"{scheme} "), row[3], row[4]) for row in rows if row[0] in numbers}


def remind(door: Door, pilots: list[Park]) -> None:
    """Five months before the review the worker writes to every manager, and to every officer about each pilot."""
    turn_to(door, REMINDED)
    door.commons.work()
    for each in OFFICERS:
        found = stands.headlines(door.commons.home, each.who)
        assert found[BOTH[each.language]("A designation is to be reviewed")] == len(pilots)


def evaluate(door: Door, pilots: list[Park]) -> None:
    """Every park assesses itself; the rule of the level speaks, and what passes has the title."""
    turn_to(door, EVALUATED)
    for each in pilots:
        with door.enter(each.manager.who, each.manager.language) as manager:
            number = assess_itself(manager, each)
        with door.somebody(each.officer) as officer:
            decide(officer, each, number)


def assess_itself(manager: Reader, park: Park) -> int:
    """From the designation to what is handed in; what is missing is what is reckoned here."""
    number = stands.keep(manager, park.name, SCHEME, "pilot", "Begin the evaluation")
    typed = VALUES[park.fate]
    assessing.enter(manager, number, EVALUATION, typed)
    assessing.prove(manager, number, EVALUATION, typed)
    manager.go(assessing.at(number))
    given = indicators.values(EVALUATION, typed)
    lacks = indicators.gaps(EVALUATION, given, "threshold", manager.say)
    assert assessing.gaps(manager) == lacks
    assert (not lacks and indicators.share_of_points(EVALUATION, given) >= LEAST) == (park.fate == CONFIRMED)
    manager.look("06-evaluation" if park.fate == CONFIRMED else "06-evaluation-with-gaps")
    assessing.hand_in(manager, number)
    return number


def decide(officer: Reader, park: Park, number: int) -> None:
    """The officer who named it concludes and closes: confirmed by the rule, or not passed, with the reasons."""
    judging.desk(officer)
    officer.page.locator(f"main a[href$='/assessments/{number}/']").click()
    officer.press("Conclude the assessment")
    officer.told(assessing.STORED)
    passed = park.fate == CONFIRMED
    judging.close(officer, number, passed, None if passed else naming.LATE)


def put_on_probation(door: Door, pilots: list[Park]) -> None:
    """Who did not pass has half a year, and is heard in three weeks; nothing is revoked before that."""
    failed = [each for each in pilots if each.fate != CONFIRMED]
    for each in failed:
        with door.somebody(each.officer) as officer:
            number = opened(officer, each)
            naming.put_on_probation(officer, number, DEADLINE, HEARING)
            naming.revoke(officer, number)
            officer.refused("It is revoked after a hearing. None was held since it was put on probation.")
    door.commons.work()
    with door.visitor("zh-hans") as visitor:
        expected = {each.number: after_evaluation(each, visitor) for each in pilots}
        assert standing_on(visitor, EVALUATED, pilots, "11-register-evaluated") == expected


def after_evaluation(park: Park, reader: Reader) -> tuple[str, str, str]:
    """Level, status and since when, once the evaluation is over."""
    if park.fate == CONFIRMED:
        return (
            {"en": "Provincial title", "zh-hans": "省级称号"}[reader.say.code],
            reader.say("confirmed"),
            EVALUATED.isoformat(),
        )
    return {"en": "Pilot", "zh-hans": "试点"}[reader.say.code], reader.say("on probation"), EVALUATED.isoformat()


def opened(reader: Reader, park: Park) -> int:
    """The page of a designation, found by the name of the park."""
    reader.go("/designations/")
    reader.page.locator("main form [name=q]").fill(park.names[reader.say.code])
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_load_state()
    reader.follow(park.names[reader.say.code])
    return stands.number_in(reader)


def cancel(door: Door, pilots: list[Park]) -> None:
    """One was heard and brings no plan: it is revoked; the others stay on probation, their hearings are to come."""
    turn_to(door, HEARING)
    door.commons.work()
    for each in pilots:
        if each.fate == CANCELLED:
            with door.somebody(each.officer) as officer:
                number = opened(officer, each)
                naming.hear(officer, number)
                naming.revoke(officer, number)
                officer.told(naming.DONE)
                steps = officer.page.locator("#history details")
                steps.locator("summary").click()
                for verb in ("designation granted", "put on probation", "hearing held", "revoked"):
                    expect(steps).to_contain_text(officer.say(verb))
                officer.look("14-revoked")
    door.commons.work()


def look_back(door: Door, pilots: list[Park]) -> None:
    """The register as of three days; what the public reads of a pilot, a title and of what was cancelled."""
    with door.visitor("en") as visitor:
        now = {each.number: after_evaluation(each, visitor) for each in pilots}
        now |= {each.number: ("Pilot", "revoked", HEARING.isoformat()) for each in pilots if each.fate == CANCELLED}
        assert standing_on(visitor, HEARING, pilots, "20-register-at-the-end") == now
        counts = Counter(status for _, status, _ in now.values())
        assert counts["revoked"] == 1
        assert (counts["confirmed"], counts["on probation"]) == ((7, 2) if len(pilots) == 10 else (2, 1))
        for each in pilots[:3]:
            opened(visitor, each)
            visitor.look(f"21-{each.fate}")
            assert [row[:2] for row in stands.standings(visitor)] == history(each)
            assert naming.MINUTES not in visitor.page.content()
            certify(visitor, each)


def history(park: Park) -> list[list[str]]:
    """How a pilot stood, the latest step first."""
    granted = [NAMED.isoformat(), "designation granted"]
    if park.fate == CONFIRMED:
        return [[EVALUATED.isoformat(), "confirmed"], granted]
    probation = [EVALUATED.isoformat(), f"put on probation Deadline {DEADLINE}"]
    if park.fate == PROBATION:
        return [probation, granted]
    return [[HEARING.isoformat(), "revoked"], [HEARING.isoformat(), "hearing held"], probation, granted]


def certify(visitor: Reader, park: Park) -> None:
    """What is in force has its certificate; the code tells how it stands, of what is revoked too."""
    code = stands.code_of(visitor)
    if park.fate == CANCELLED:
        expect(visitor.page.get_by_role("link", name="Certificate (PDF)")).to_have_count(0)
    else:
        text = stands.certificate(visitor)
        assert all(pdf.plain(said) in text for said in (*park.names.values(), code))
    heading, told = stands.verified(visitor, code, f"22-verified-{park.fate}")
    word = {CONFIRMED: "Valid", PROBATION: "On probation", CANCELLED: "Not valid"}[park.fate]
    assert heading == f"{word}: {park.names['en']}"
    assert told["Status"] == {CONFIRMED: "confirmed", PROBATION: "on probation", CANCELLED: "revoked"}[park.fate]


def compare_letters(door: Door, pilots: list[Park]) -> None:
    """Every manager was told of every step, in the own language, and of nothing else."""
    always = ("Your organisation has a new designation", "A designation is to be reviewed")
    passed = ("Your designation is confirmed", "Your assessment is closed: passed")
    failed = (
        "Your assessment is closed: not passed",
        "Your designation is on probation; you will be heard",
        "A hearing is near",  # three weeks before, and on its day
        "A hearing is near",
        "The deadline of a probation is near",  # half a year before
    )
    over = ("The hearing on your designation is recorded", "Your designation is revoked")
    told = {CONFIRMED: (*always, *passed), PROBATION: (*always, *failed), CANCELLED: (*always, *failed, *over)}
    for each in pilots:
        say = CHINESE if each.manager.language == "zh-hans" else ENGLISH
        expected = Counter(say(sentence) for sentence in told[each.fate])
        assert stands.headlines(door.commons.home, each.manager.who) == expected, each.slug
