"""What officers do with designations: name, put on probation, hear, revoke; each step with its reasons."""

from datetime import date

from tests.browser.commons.designating.cast import Park
from tests.browser.commons.reader import Reader

LEVEL = {"en": "Henan smart demonstration park · Pilot", "zh-hans": "河南省智能化示范园区 · 试点"}
NAMED = {"en": "The city supports it, and firms share a platform.", "zh": "市级人民政府支持，企业共用平台。"}
LATE = {"en": "Less than half of the plan was carried out in time.", "zh": "按期完成的建设任务不足一半。"}
OVER = {"en": "The hearing brought no plan that could still be carried out.", "zh": "听证未提出可行的整改方案。"}
MINUTES = "园区管委会三人到会，说明了进度滞后的原因。"
STATEMENT = "We built the hall first; the platform has no operator."
DONE = "Done. The register shows it, and the holder is told by letter."


def at(number: int, verb: str = "") -> str:
    """The page of a designation, or of a step of its life."""
    return f"/designations/{number}/" + (f"steps/{verb}/" if verb else "")


def name(officer: Reader, park: Park, day: date) -> None:
    """A pilot, held by a park that is registered."""
    officer.go("/designations/")
    officer.follow("Grant a designation")
    officer.fill(
        level=LEVEL[officer.say.code], holder=park.slug, granted_on=day.isoformat(), country="CN", **reasons(NAMED)
    )
    officer.look("01-name")
    officer.press("Grant the designation")
    officer.told("It is granted, and stands in the register.")
    officer.look("02-named")


def put_on_probation(officer: Reader, number: int, until: date, hearing: date) -> None:
    """Until when it has to be better, and when the holder is heard."""
    officer.go(at(number))
    officer.follow("Put on probation")
    told = {"hearing_day": hearing.isoformat(), "hearing_time": "10:00", "place": "郑州市金水东路 22 号"}
    officer.fill(deadline=until.isoformat(), **told, **reasons(LATE))
    officer.look("10-probation")
    officer.press("Put on probation")
    officer.told(DONE)


def hear(officer: Reader, number: int) -> None:
    """What was said at the hearing."""
    officer.go(at(number))
    officer.follow("Record the hearing")
    officer.fill(minutes=MINUTES, statement=STATEMENT)
    officer.look("12-hearing")
    officer.press("Record the hearing")
    officer.told(DONE)


def revoke(officer: Reader, number: int) -> None:
    """It is over; whether that is stored is to be seen."""
    officer.go(at(number))
    officer.follow("Revoke")
    officer.fill(**reasons(OVER))
    officer.look("13-revoke")
    officer.press("Revoke")


def reasons(texts: dict[str, str]) -> dict[str, str]:
    """Reasons in both languages, as the fields are called."""
    return {f"reasons_{language}": text for language, text in texts.items()}
