"""What somebody with a conflict of interest must not find anywhere: the application, who applies, that it is there."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from pathlib import Path

from tests.browser.commons.competition.calling import WAY
from tests.browser.commons.competition.cast import TIED, Applicant, Juror
from tests.browser.commons.people import address
from tests.browser.commons.reader import Reader
from tests.browser.commons.reading import BETWEEN_LETTERS

SEAT = f"{WAY}jury/mine/"
JURY = ("/calls/reviews/", SEAT)
ROUND = ("ranking/", "decisions/", "ranking/ranking.csv")
CHAIR = (f"{WAY}jury/", f"{WAY}conflicts/", f"{WAY}jury.csv", f"{WAY}conflicts.csv")
OF_ONE = ("review/", "", "check/", "conflict/")


def look_everywhere(juror: Reader, number: int, hidden: Iterable[Applicant], one: Juror) -> None:
    """Every page and table of the round that the juror may open says nothing of the hidden applications."""
    base = f"{WAY}rounds/{number}/"
    ways = [*JURY, *(f"{base}{each}" for each in ROUND), *(CHAIR if one.seat == "chair" else ())]
    texts = {way: _text(juror, way) for way in ways}
    for applicant in hidden:
        for way, text in texts.items():
            assert not [each for each in _secrets(applicant, way) if each in text], way
        for part in OF_ONE:
            assert _status(juror, f"{base}applications/{applicant.number}/{part}") == 404
        assert _status(juror, f"{base}ranking/{applicant.number}/") == 404
        assert _status(juror, f"{base}decisions/{applicant.number}/") == 404


def _secrets(applicant: Applicant, way: str) -> list[str]:
    """What a page must not hold; on the own seat stands the organisation to which Mia declared a tie."""
    names = [] if way == SEAT and applicant.number == TIED else list(applicant.names.values())
    return [applicant.title, *names]


def _text(juror: Reader, way: str) -> str:
    answer = juror.page.request.get(f"{juror.say.prefix}{way}")
    assert answer.ok, way
    return answer.text()


def _status(juror: Reader, way: str) -> int:
    return int(juror.page.request.get(f"{juror.say.prefix}{way}").status)


def look_at_letters(home: Path, juror: Juror, hidden: Iterable[Applicant]) -> None:
    """No letter to the juror names a hidden application, or who applies."""
    texts = [text for file in (home / "mail").iterdir() for text in file.read_bytes().split(BETWEEN_LETTERS) if text]
    letters = [message_from_bytes(text, policy=policy.default) for text in texts]
    mine = [each for each in letters if each["To"] == address(juror.who)]
    assert mine
    for letter in mine:
        said = "".join(part.get_content() for part in letter.walk() if part.get_content_maintype() == "text")
        for applicant in hidden:
            assert not [secret for secret in (applicant.title, *applicant.names.values()) if secret in said]
