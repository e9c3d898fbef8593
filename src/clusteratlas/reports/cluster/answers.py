"""The answers a brief of a cluster opens with: where it is strong, where it could be next, how sure both are."""

from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import Answer
from clusteratlas.reports.cluster.next_regions import NextRegions
from clusteratlas.reports.cluster.subject import ClusterSubject

NAMED = 5  # regions the answer names


def read_answers(subject: ClusterSubject, board: NextRegions) -> tuple[Answer, ...]:
    """Each in a sentence or two, from the same figures as the sections."""
    say = subject.spoken.say
    return (
        Answer(say("question_where"), where_answer(subject)),
        Answer(say("question_next"), board.answer),
        *_opportunity_sure(subject, board),
        Answer(say("question_figures_sure"), sure_answer(subject)),
    )


def _opportunity_sure(subject: ClusterSubject, board: NextRegions) -> tuple[Answer, ...]:
    """How sure the best opportunity is; nothing where there is none."""
    if board.best is None:
        return ()
    parts = board.sure_in_words(board.best)
    return (Answer(subject.spoken.say("question_opportunity_sure"), subject.spoken.sentences(*parts), parts),)


def where_answer(subject: ClusterSubject) -> str:
    """In how many regions it is strong, and the largest of them."""
    spoken, strong = subject.spoken, subject.strong
    facts = {"cluster": subject.name, "level": subject.level_name}
    if not subject.is_ranked:
        largest = spoken.joined([_named(subject, row) for row in subject.regions[:NAMED]])
        said = spoken.say("where_not_ranked", **facts, regions=spoken.write("count", len(subject.regions)))
        return spoken.sentences(said, spoken.say("where_jobs", names=largest))
    counted = {"count": len(strong), "of": spoken.write("count", len(subject.regions))}
    if not strong:
        return spoken.say("where_none", **facts, **counted)
    named = spoken.joined([_named(subject, row) for row in strong[:NAMED]])
    highest = max(strong, key=lambda row: row["quotient"] or 0)
    most = spoken.say("where_highest", region=highest["name"], quotient=spoken.write("quotient", highest["quotient"]))
    return spoken.sentences(
        spoken.say("where_strong", **facts, **counted), spoken.say("where_largest", names=named), most
    )


def _named(subject: ClusterSubject, row: Row) -> str:
    jobs = subject.spoken.say("jobs_of", jobs=subject.spoken.write("count", row["employment"]))
    return subject.spoken.say("named", name=row["name"], what=jobs)


def sure_answer(subject: ClusterSubject) -> str:
    """How many of the strong regional clusters withheld figures could change, and how many figures are estimates."""
    spoken = subject.spoken
    ranged = [row for row in subject.regions if row["employment_low"] is not None]
    jobs = sum(row["employment"] for row in subject.regions)
    share = sum(row["employment"] for row in ranged) / jobs
    facts = {"count": len(ranged), "of": spoken.write("count", len(subject.regions))}
    known = spoken.say("ranged", **facts, share=spoken.write("share", share)) if ranged else spoken.say("none_ranged")
    return spoken.sentences(known, _robust(subject))


def _robust(subject: ClusterSubject) -> str:
    strong, robust = len(subject.strong), len(subject.robust)
    if not strong:
        return ""
    key = "regions_all_robust" if strong == robust else "regions_robust"
    return subject.spoken.say(key, robust=robust, count=strong, borderline=strong - robust)
