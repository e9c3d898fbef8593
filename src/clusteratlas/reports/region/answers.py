"""The three answers a brief of a region opens with: what is strong, what is the best opportunity, how sure that is."""

from clusteratlas.reports.brief import Answer
from clusteratlas.reports.region.opportunities import Board
from clusteratlas.reports.region.subject import RegionSubject

NAMED, MOST = 3, 10  # strong clusters the answer names with their figures, and in all


def read_answers(subject: RegionSubject, board: Board) -> tuple[Answer, ...]:
    """Each in a sentence or two, from the same figures as the sections."""
    say = subject.spoken.say
    return (
        Answer(say("question_strong"), strong_answer(subject)),
        Answer(say("question_opportunity"), opportunity_answer(subject, board)),
        Answer(say("question_sure"), sure_answer(subject)),
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
        return spoken.sentences(counted, spoken.say("strong_named", names=named))
    more = len(strong) - MOST
    key = "strong_others_more" if more > 0 else "strong_others"
    told = spoken.say(key, names=spoken.joined(others) if more <= 0 else spoken.say("comma").join(others), count=more)
    return spoken.sentences(counted, spoken.say("strong_largest", names=named), told)


def _named(subject: RegionSubject, row: dict[str, object]) -> str:
    spoken = subject.spoken
    facts = {"jobs": spoken.write("count", row["employment"]), "quotient": spoken.write("quotient", row["quotient"])}
    return spoken.say("named", name=row["name"], what=spoken.say("jobs_and_quotient", **facts))


def opportunity_answer(subject: RegionSubject, board: Board) -> str:
    """The best opportunity with its reasons, and how often such ones came true where that is known."""
    spoken, best = subject.spoken, board.best
    if best is None:
        return board.why
    return spoken.sentences(spoken.say("best", cluster=best["name"]), best["sentences"], board.chance_in_words(best))


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
    return spoken.say("known_graded", grade=subject.now["grade"], share=spoken.write("share", known))


def robust_in_words(subject: RegionSubject) -> str:
    """How many of the strong clusters stay so in every trial, and which do not."""
    spoken, strong, robust = subject.spoken, len(subject.strong), len(subject.robust)
    if not strong:
        return ""
    if strong == robust:
        return spoken.say("all_robust", count=strong)
    names = [row["name"] for row in subject.strong if not row["robust"]]
    if robust == 0:
        return spoken.say("none_robust", count=strong)
    return spoken.say("some_robust", robust=robust, count=strong, names=spoken.joined(names))
