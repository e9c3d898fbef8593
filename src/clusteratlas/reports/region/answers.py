"""The answers a brief of a region opens with: what is strong, the best opportunity, how sure it and the figures are."""

from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import Answer
from clusteratlas.reports.region.opportunities import Board
from clusteratlas.reports.region.stages import lives_in_words
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import Spoken

NAMED, MOST = 3, 24  # strong clusters the answer names with their figures, and in all
_NEARLY = 0.9995  # from where on a share would be rounded to all


def read_answers(subject: RegionSubject, board: Board) -> tuple[Answer, ...]:
    """Each in a sentence or two, from the same figures as the sections."""
    say = subject.spoken.say
    return (
        Answer(say("question_strong"), strong_answer(subject)),
        Answer(say("question_opportunity"), opportunity_answer(subject, board)),
        *_opportunity_sure(board),
        Answer(say("question_figures_sure"), sure_answer(subject)),
    )


def strong_answer(subject: RegionSubject) -> str:
    """How many clusters are strong, and the largest of them with their jobs and location quotients."""
    spoken, strong = subject.spoken, subject.strong
    facts = {"region": subject.name, "of": len(subject.traded)}
    if not strong:
        unsaid = bool(subject.unsaid)
        return spoken.say("strong_unsaid" if unsaid else "strong_none", **facts, count=subject.unsaid)
    counted = spoken.of_kind("strong_answer", **facts, count=len(strong))
    named = spoken.joined([_named(subject, row) for row in strong[:NAMED]])
    others = [row["name"] for row in strong[NAMED:MOST]]
    if not others:
        return spoken.sentences(
            counted, spoken.say("strong_named", names=named, count=len(strong)), lives_in_words(subject)
        )
    more = len(strong) - MOST
    key = "strong_others_more" if more > 0 else "strong_others"
    told = spoken.say(key, names=spoken.joined(others), count=more, others=len(others))
    return spoken.sentences(counted, spoken.say("strong_largest", names=named), told, lives_in_words(subject))


def _named(subject: RegionSubject, row: dict[str, object]) -> str:
    spoken = subject.spoken
    facts = {"jobs": spoken.write("count", row["employment"]), "quotient": spoken.write("quotient", row["quotient"])}
    return spoken.say("named", name=row["name"], what=spoken.say("jobs_and_quotient", **facts))


def opportunity_answer(subject: RegionSubject, board: Board) -> str:
    """The best opportunity with its reasons."""
    spoken, best = subject.spoken, board.best
    if best is None:
        return board.why
    return spoken.sentences(spoken.say("best", cluster=best["name"]), best["sentences"])


def _opportunity_sure(board: Board) -> tuple[Answer, ...]:
    """How often such forecasts came true, what speaks against this one, and what would make it wrong."""
    if board.best is None:
        return ()
    parts = board.sure_in_words(board.best)
    return (Answer(board.spoken.say("question_opportunity_sure"), board.spoken.sentences(*parts), parts),)


def sure_answer(subject: RegionSubject) -> str:
    """How much is known exactly, and how many of the strong clusters would change class."""
    return subject.spoken.sentences(known_in_words(subject), robust_in_words(subject))


def known_in_words(subject: RegionSubject) -> str:
    """The grade of the figures and the share of jobs known exactly."""
    spoken, known = subject.spoken, subject.now["known_share"]
    if known is None:
        return spoken.say("known_unsaid")
    if known == 1 and all(row["employment_low"] is None for row in subject.clusters):
        return spoken.say("known_all")
    said = spoken.say("known_graded", grade=subject.now["grade"], share=_known(spoken, known))
    # The share is of the jobs that are counted: a figure that nothing bounds counts none.
    return spoken.sentences(said, spoken.say("known_of_counted") if known == 1 else "")


def _known(spoken: Spoken, known: float) -> str:
    """The share; what is not all is never written as all of it."""
    return ">99.9%" if _NEARLY <= known < 1 else spoken.write("share", known)


def robust_in_words(subject: RegionSubject) -> str:
    """How many of the strong clusters stay so in every trial, and which do not."""
    spoken, strong, robust = subject.spoken, len(subject.strong), len(subject.robust)
    if not strong:
        return ""
    if strong == robust:
        return spoken.say("all_robust", count=strong)
    names = [_borderline(subject, row) for row in subject.strong if not row["robust"]]
    if robust == 0:
        return spoken.say("none_robust", count=strong, names=spoken.joined(names))
    return spoken.say("some_robust", robust=robust, count=strong, names=spoken.joined(names))


def _borderline(subject: RegionSubject, row: Row) -> str:
    """A strong cluster that a trial changes, and which: withheld figures, or a twentieth less."""
    spoken = subject.spoken
    if not subject.is_first:
        return str(row["name"])
    held = row["strong_low"] is True and row["strong_high"] is True
    return spoken.say("named", name=row["name"], what=spoken.say("changes_by_less" if held else "changes_by_range"))
