"""The excellence label through the pages: self-assessment, bronze, silver, gold, expiry by the clock, renewal.

The days are those of the journey's own clock (tests/browser/commons/clock.py); what is asked, and what values lack and
earn, is reckoned anew from the tables of indicators. Half of the people read English, half Chinese.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.commons import clock
from tests.browser.commons.competition import pdf
from tests.browser.commons.competition.size import ASKED, SIZES
from tests.browser.commons.conftest import Commons, home_beside, run, standing
from tests.browser.commons.designating import assessing, indicators, judging
from tests.browser.commons.designating import standing as stands
from tests.browser.commons.designating.cast import HE, MARA, NETWORK, NETWORK_NAMES, REN, TESS, WEBER
from tests.browser.commons.designating.indicators import Indicator, Typed
from tests.browser.commons.designating.values import (
    AT_FIRST,
    AT_THE_THRESHOLDS,
    EXCELLENT,
    IMPROVED,
    KNOWN,
    LOGGED,
)
from tests.browser.commons.people import AEROSPACE, WICHITA
from tests.browser.commons.reader import Door, Reader
from tests.browser.commons.reading import CHINESE, tiles, told

DAY = timedelta(days=1)
FILLING = ("-m", "tests.browser.commons.designating.filling")
SCHEME = "cluster-excellence"
BENCHMARK, AUDIT = indicators.read("management-benchmark"), indicators.read("management-audit")
NAMES = {
    "bronze": {"en": "Bronze", "zh-hans": "铜级"},
    "silver": {"en": "Silver", "zh-hans": "银级"},
    "gold": {"en": "Gold", "zh-hans": "金级"},
}

NOTHING_MISSING = "Nothing: every indicator is met."
TOO_FEW_EXPERTS = (
    "It takes %(needed)s experts, of whom %(foreign)s from another country; there are %(there)s and %(abroad)s."
)
EXPERTS_DIFFER = "The experts found different values for: %(indicators)s"
TOO_FEW_DAYS = "It takes a visit of %(needed)s days by each expert; recorded are %(days)s."

# The days of the story, with the last day of what was granted for 24 months.
BRONZE, BRONZE_ENDS = date(2027, 3, 1), date(2029, 2, 28)
TOO_EARLY = date(2028, 3, 1)  # bronze held for twelve months; silver takes 18 to 24
SILVER, SILVER_ENDS = date(2028, 10, 2), date(2030, 10, 1)
GOLD, GOLD_ENDS = date(2029, 5, 7), date(2031, 5, 6)
REMINDED = date(2031, 4, 14)  # 22 days before the end
EXPIRED = date(2031, 5, 7)
RENEWED, RENEWED_ENDS = date(2031, 6, 16), date(2033, 6, 15)

pytestmark = pytest.mark.skipif(
    os.environ.get(ASKED) not in SIZES, reason=f"it takes minutes; `make journeys` runs it, which sets {ASKED}"
)


@pytest.fixture(scope="module")
def commons(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commons]:
    """A server on the clock of the story, with everybody who takes part."""
    home = home_beside(sample_home, tmp_path_factory.mktemp("label"))
    clock.set_clock(home, BRONZE)
    run(home, *FILLING, "label")
    with standing(home, clock.PROGRAM) as found:
        yield found


@pytest.fixture
def door(browser: Browser, commons: Commons) -> Iterator[Door]:
    """Lets people in, and closes behind them."""
    with closing(Door(browser, commons, "5-label", assessing.LOOKED)) as found:
        yield found


def test_from_self_assessment_to_gold_and_its_renewal(door: Door) -> None:
    bronze(door)
    too_early_for_silver(door)
    silver(door)
    gold(door)
    code = granted(door, "gold", GOLD, GOLD_ENDS)
    reminder(door)
    expiry(door, code)
    renewal(door)
    renewed(door, code)


def turn_to(door: Door, day: date) -> None:
    """It is another day: everybody was signed out meanwhile."""
    door.close()
    door.commons.kept.clear()
    clock.set_clock(door.commons.home, day)


def bronze(door: Door) -> None:
    """What is known is filled in; nothing is handed in before all is given and proved; one expert verifies."""
    with door.somebody(MARA) as mara:
        assessing.record_service(mara, NETWORK, BRONZE.isoformat(), hours="520", firms_helped="62", introductions="55")
        number = assessing.begin(mara, SCHEME, "bronze", WICHITA, AEROSPACE)
        known = {**KNOWN, **LOGGED, "age": "6"}
        read_known(mara, BENCHMARK, known)
        assert assessing.gaps(mara) == lacks(mara, BENCHMARK, known, "")
        mara.look("03-draft")
        incomplete(mara, number, known)
        assessing.enter(mara, number, BENCHMARK, AT_FIRST)
        assessing.prove(mara, number, BENCHMARK, AT_FIRST)
        mara.go(assessing.at(number))
        keeps(mara, BENCHMARK)
        assert assessing.gaps(mara) == []
        assert assessing.gaps(mara, "next") == lacks(mara, BENCHMARK, known | AT_FIRST, "baseline")
        assert len(assessing.gaps(mara, "next")) == 8
        mara.look("06-complete")
        assessing.hand_in(mara, number)
    judge(door, number, BENCHMARK, known | AT_FIRST)
    granted(door, "bronze", BRONZE, BRONZE_ENDS)


def read_known(manager: Reader, asked: list[Indicator], known: Typed) -> None:
    """Every value that the platform knows stands there, as it would be typed."""
    rows = assessing.shown(manager)
    for each in asked:
        if each.prefill:
            value = rows[each.number][2].replace(",", "").rstrip("%")
            typed = {"1": manager.say("yes")}.get(known[each.code]) if each.kind == "yes-no" else known[each.code]
            assert value == typed, each.code


def keeps(manager: Reader, asked: list[Indicator]) -> None:
    """What was found stands as found after the forms around it were stored: none of it became somebody’s own."""
    rows = assessing.shown(manager)
    own = manager.say("entered by the organisation")
    assert {each.code for each in asked if rows[each.number][-1].startswith(own)} == {
        each.code for each in asked if not each.prefill
    }


def lacks(reader: Reader, asked: list[Indicator], typed: Typed, bound: str) -> list[tuple[str, str]]:
    """The gaps that the page must show, reckoned here."""
    return indicators.gaps(asked, indicators.values(asked, typed), bound, reader.say)


def incomplete(manager: Reader, number: int, known: Typed) -> None:
    """Handed in with values missing it is refused, and every one is named."""
    manager.go(assessing.at(number))
    manager.press("Hand in")
    (said,) = told(manager.page)
    for each in BENCHMARK:
        if each.code not in known:
            assert each.names[manager.say.code] in said
    manager.look("03-incomplete")


def judge(door: Door, number: int, asked: list[Indicator], typed: Typed, improvements: int = 0) -> None:
    """The officer assigns one expert, who finds what was said and audits what was improved; the officer grants."""
    with door.somebody(HE) as he:
        assert [row[0] for row in judging.desk(he)] == [NETWORK_NAMES[HE.language]]
        judging.propose(he, number, TESS, "US")
        he.refused(
            "%(person)s acts for the organisation or for one of its members, so cannot be its expert.",
            person=TESS.person,
        )
        judging.assign(he, number, REN)
    with door.somebody(REN) as ren:
        find(ren, number, asked, typed)
        judging.audit(ren, number, range(1, improvements + 1))
        judging.conclude(ren, number)
    with door.somebody(HE) as he:
        judging.close(he, number)


def find(expert: Reader, number: int, asked: list[Indicator], typed: Typed) -> None:
    """An expert opens what was assigned and enters what was found."""
    expert.go(assessing.WAY)
    expert.look("11-assessments")
    expert.click(expert.page.locator(f"main a[href$='/assessments/{number}/']"))
    assessing.enter(expert, number, asked, typed, "verify")


def granted(door: Door, level: str, day: date, ends: date) -> str:
    """The register has it from that day on, and not a day before; its page and the code say the same."""
    with door.visitor("zh-hans") as visitor:
        row = line(visitor, level, "designated", day, ends)
        assert row not in register(visitor, day - DAY)
        assert row in register(visitor, day, f"20-register-{level}")
        stands.opened(visitor, NETWORK_NAMES["zh-hans"], SCHEME, level)
        visitor.look("21-designation")
        step = [day.isoformat(), visitor.say("designation granted"), f"{visitor.say('designated')} {row[1].split()[1]}"]
        assert [each[:4] for each in stands.standings(visitor)] == [[*step, ends.isoformat()]]
        code = stands.code_of(visitor)
        text = stands.certificate(visitor)
        days = [written for each in (day, ends) for written in stands.days_of(each)]
        for said in (*NETWORK_NAMES.values(), *NAMES[level].values(), *days, code):
            assert pdf.plain(said) in text
    valid(door, code, day, ends)
    return code


def valid(door: Door, code: str, since: date, ends: date) -> None:
    """Whoever types the code reads that it is valid, since when and until when."""
    with door.visitor("en") as visitor:
        heading, said = stands.verified(visitor, code, "31-valid")
        assert heading == f"Valid: {NETWORK_NAMES['en']}"
        assert (said["Since"], said["Valid until"]) == (since.isoformat(), ends.isoformat())


def line(reader: Reader, level: str, state: str, since: date, ends: date) -> list[str]:
    """A row of the register: holder, scheme with level, status, since and until."""
    scheme = {"en": "Cluster excellence label", "zh-hans": "集群卓越标识"}[reader.say.code]
    named = (NETWORK_NAMES[reader.say.code], f"{scheme} {NAMES[level][reader.say.code]}")
    return [*named, reader.say(state), since.isoformat(), ends.isoformat()]


def register(visitor: Reader, day: date, look: str = "") -> list[list[str]]:
    """The rows of the label on a day, without the region."""
    return [[*row[:2], *row[3:]] for row in stands.register(visitor, SCHEME, day, look)]


def too_early_for_silver(door: Door) -> None:
    """A year after bronze all is there, and what is handed in is refused with the months."""
    turn_to(door, TOO_EARLY)
    with door.somebody(MARA) as mara:
        number = assessing.begin(mara, SCHEME, "silver", WICHITA, AEROSPACE)
        assessing.enter(mara, number, BENCHMARK, IMPROVED | LOGGED)
        assert assessing.gaps(mara) == []
        assessing.improve(mara, number)
        mara.go(assessing.at(number))
        mara.press("Hand in")
        months = {"level": "Bronze", "held": 12, "least": 18, "most": 24}
        mara.told("%(level)s has been held for %(held)s months; it takes %(least)s to %(most)s.", **months)
        mara.look("09-too-early")


def silver(door: Door) -> None:
    """Nineteen months after bronze: the log of the last year is read again, what was improved is audited."""
    turn_to(door, SILVER)
    door.commons.work()
    assert stands.headlines(door.commons.home, MARA.who)["A designation ends soon"] == 1  # bronze: 149 days
    with door.somebody(MARA) as mara:
        figures = {"hours": "480", "firms_helped": "51", "introductions": "44"}
        assessing.record_service(mara, NETWORK, SILVER.isoformat(), **figures)
        mara.go(assessing.WAY)
        mara.click(mara.page.locator("main tbody a", has_text=NETWORK_NAMES["en"]).first)
        number = assessing.number_of(mara)
        mara.press("Read what is known again")
        mara.told(assessing.STORED)
        assert tiles(mara.page)[mara.say("Improvements")][0] == "3 of 3"
        assessing.hand_in(mara, number)
    judge(door, number, BENCHMARK, KNOWN | LOGGED | IMPROVED | {"age": "7"}, improvements=3)
    granted(door, "silver", SILVER, SILVER_ENDS)


def gold(door: Door) -> None:
    """The thresholds alone are too few points; two experts, one from abroad, two days each, and the same findings."""
    turn_to(door, GOLD)
    door.commons.work()
    with door.visitor("en") as visitor:
        over = BRONZE_ENDS + DAY
        assert line(visitor, "bronze", "designated", BRONZE, BRONZE_ENDS) in register(visitor, BRONZE_ENDS)
        assert line(visitor, "bronze", "expired", over, BRONZE_ENDS) in register(visitor, over)
    with door.somebody(MARA) as mara:
        log = {"hours": "520", "firms_helped": "62", "introductions": "55"}
        assessing.record_service(mara, NETWORK, GOLD.isoformat(), **log)
        number = assessing.begin(mara, SCHEME, "gold", WICHITA, AEROSPACE)
        known = {**KNOWN, "service-hours": "1000", "firms-helped": "113", "introductions": "99"}
        read_known(mara, AUDIT, known)
        assessing.enter(mara, number, AUDIT, AT_THE_THRESHOLDS)
        assert assessing.gaps(mara) == []
        points(mara, known | AT_THE_THRESHOLDS, is_enough=False)
        mara.look("07-too-few-points")
        assessing.enter(mara, number, AUDIT, EXCELLENT)
        points(mara, known | EXCELLENT, is_enough=True)
        assessing.hand_in(mara, number)
    audit(door, number, known | EXCELLENT, (date(2029, 4, 24), date(2029, 4, 25)))


def points(reader: Reader, typed: Typed, is_enough: bool) -> None:
    """The share of the points, as reckoned here; their sum, as the rows have it; whether it takes more."""
    share = indicators.share_of_points(AUDIT, indicators.values(AUDIT, typed))
    assert (share >= Fraction(4, 5)) == is_enough
    rows = assessing.shown(reader).values()
    total = sum(Fraction(row[4].partition(" /")[0]) for row in rows)
    assert abs(total / 100 - share) < Fraction(1, 1000)
    figure = tiles(reader.page)[reader.say("Points")][0]
    assert figure == f"{indicators.written(total)} / 100"
    said = reader.say("%(share)s of all points; it takes %(least)s", share=f"{float(share) * 100:.1f}%", least="80%")
    assert reader.page.locator("#gaps > p").all_inner_texts() == [reader.say(NOTHING_MISSING) if is_enough else said]


def audit(door: Door, number: int, typed: Typed, days: tuple[date, date], improvements: int = 0) -> None:
    """What it takes for gold, missing one after the other: a second expert from abroad, one opinion, visits."""
    with door.somebody(HE) as he:
        judging.assign(he, number, REN)
    with door.somebody(REN) as ren:
        find(ren, number, AUDIT, typed)
        not_yet(ren, number, TOO_FEW_EXPERTS, needed=2, foreign=1, there=1, abroad=0)
    with door.somebody(HE) as he:
        judging.assign(he, number, WEBER)
    with door.somebody(WEBER) as weber:
        find(weber, number, AUDIT, {**typed, "satisfaction": "3.6"})
        not_yet(weber, number, EXPERTS_DIFFER, indicators=named("satisfaction", weber))
        assessing.enter(
            weber, number, AUDIT, {"satisfaction": typed["satisfaction"]} | group_of("satisfaction", typed), "verify"
        )
        not_yet(weber, number, TOO_FEW_DAYS, needed=2, days=0)
        judging.visit(weber, number, *(each.isoformat() for each in days))
    with door.somebody(REN) as ren:
        judging.visit(ren, number, *(each.isoformat() for each in days))
        judging.audit(ren, number, range(1, improvements + 1))
        judging.conclude(ren, number)
    with door.somebody(HE) as he:
        judging.close(he, number)


def group_of(code: str, typed: Typed) -> Typed:
    """The values of the group that an indicator is in: they are stored together."""
    group = next(each.group for each in AUDIT if each.code == code)
    return {each.code: typed[each.code] for each in AUDIT if each.group == group}


def named(code: str, reader: Reader) -> str:
    """What an indicator is called."""
    return next(each.names[reader.say.code] for each in AUDIT if each.code == code)


def not_yet(expert: Reader, number: int, sentence: str, **facts: object) -> None:
    """It cannot be concluded, and the page says why."""
    expert.go(assessing.at(number))
    expert.press("Conclude the assessment")
    expert.told(sentence, **facts)


def reminder(door: Door) -> None:
    """Three weeks before the end the worker writes to the holder and to the officer, each in the own language."""
    turn_to(door, REMINDED)
    door.commons.work()
    home = door.commons.home
    mine = stands.last_letter(home, MARA.who, f"A designation ends soon: {NETWORK_NAMES['en']}")
    assert f"22 days are left. {GOLD_ENDS}" in mine
    theirs = stands.last_letter(home, HE.who, f"{CHINESE('A designation ends soon')}: {NETWORK_NAMES['zh-hans']}")
    assert GOLD_ENDS.isoformat() in theirs


def expiry(door: Door, code: str) -> None:
    """On its last day it is valid, and the worker leaves it; the day after it has expired, and all are told."""
    turn_to(door, GOLD_ENDS)
    door.commons.work()
    valid(door, code, GOLD, GOLD_ENDS)
    turn_to(door, EXPIRED)
    door.commons.work()
    with door.visitor("en") as visitor:
        assert line(visitor, "gold", "designated", GOLD, GOLD_ENDS) in register(visitor, GOLD_ENDS)
        assert line(visitor, "gold", "expired", EXPIRED, GOLD_ENDS) in register(visitor, EXPIRED, "40-register-expired")
        heading, said = stands.verified(visitor, code, "41-not-valid")
        assert heading == f"Not valid: {NETWORK_NAMES['en']}"
        assert (said["Status"], said["Since"]) == ("expired", EXPIRED.isoformat())
    assert stands.headlines(door.commons.home, MARA.who)["Your designation has expired"] == 3  # bronze, silver, gold
    assert stands.headlines(door.commons.home, HE.who)[CHINESE("A designation has expired")] == 3


def renewal(door: Door) -> None:
    """Six weeks later, within the time that is left for it: three improvements, two experts again."""
    turn_to(door, RENEWED)
    with door.somebody(MARA) as mara:
        log = {"hours": "900", "firms_helped": "81", "introductions": "70"}
        assessing.record_service(mara, NETWORK, RENEWED.isoformat(), **log)
        number = stands.keep(mara, NETWORK_NAMES["en"], SCHEME, "gold", "Begin the renewal")
        assessing.enter(mara, number, AUDIT, EXCELLENT)
        known = {**KNOWN, "service-hours": "900", "firms-helped": "81", "introductions": "70"}
        assessing.improve(mara, number)
        mara.go(assessing.at(number))
        points(mara, known | EXCELLENT, is_enough=True)
        assessing.hand_in(mara, number)
    audit(door, number, known | EXCELLENT, (date(2031, 6, 2), date(2031, 6, 3)), improvements=3)


def renewed(door: Door, code: str) -> None:
    """Valid for another term from that day, under the same code; the register keeps the weeks between."""
    valid(door, code, RENEWED, RENEWED_ENDS)
    with door.visitor("zh-hans") as visitor:
        gap = line(visitor, "gold", "expired", EXPIRED, GOLD_ENDS)
        again = line(visitor, "gold", "designated", RENEWED, RENEWED_ENDS)
        assert gap in register(visitor, RENEWED - DAY)
        assert again in register(visitor, RENEWED)
        stands.opened(visitor, NETWORK_NAMES["zh-hans"], SCHEME, "gold")
        steps = [each[:2] for each in stands.standings(visitor)]
        assert steps == [
            [RENEWED.isoformat(), visitor.say("renewed")],
            [EXPIRED.isoformat(), visitor.say("expired")],
            [GOLD.isoformat(), visitor.say("designation granted")],
        ]
        visitor.look("42-renewed")
