"""The four questions of the policy test, answered as far as what is recorded allows; pure.

Whether money reaches the weakest link, and whether the link moved, need a scoreboard of regions. There is none here
yet, so these two are answered by what is missing.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as said

from clusteratlas_web.programmes.matrix import Matrix

MONEY = said("Does money reach the weakest link?")
UNTREATED = said("Which links does no one treat?")
SILOS = said("Do departments work in silos?")
MOVED = said("Did the link move?")

NO_BUDGET = said("Budget lines are not recorded for this programme.")
NO_WEAKEST = said("Needs a scoreboard of the regions supported: it says which link is the weakest.")
NO_TASKS = said("No role or instrument with its dimension is recorded.")
NOBODY_TREATS = said("No recorded role or instrument treats it. Whether it is a weakest link needs a scoreboard.")
ALL_TREATED = said("A role or an instrument is recorded for each of the six dimensions.")
MANY = said("%(count)s departments treat it; no meeting of a council is recorded.")
ALONE = said("All recorded roles are with one department.")
NO_SIGN = said("No dimension is treated by three departments or more without a council that meets.")
NO_BEFORE = said("Needs a scoreboard before %(year)s and one after.")
NO_SCOREBOARDS = said("Needs a scoreboard before the programme and one after; its first year is not recorded.")


@dataclass(frozen=True)
class Answer:
    """A question, the dimensions that answer it (or a word), and why; without either it cannot be answered."""

    question: str
    dimensions: tuple[str, ...] = ()
    word: str = ""
    why: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """Whether what is recorded allows an answer."""
        return bool(self.dimensions or self.word)


def policy_test(matrix: Matrix, has_budget: bool, since: int | None) -> tuple[Answer, ...]:
    """The four answers, in the order of the test."""
    coded = any(task.dimension for task in matrix.tasks)
    return (
        Answer(MONEY, why=NO_WEAKEST if has_budget else NO_BUDGET),
        _untreated(matrix) if coded else Answer(UNTREATED, why=NO_TASKS),
        _silos(matrix) if coded else Answer(SILOS, why=NO_TASKS),
        Answer(MOVED, why=NO_BEFORE if since else NO_SCOREBOARDS, facts={"year": since}),
    )


def _untreated(matrix: Matrix) -> Answer:
    if matrix.untreated:
        return Answer(UNTREATED, matrix.untreated, why=NOBODY_TREATS)
    return Answer(UNTREATED, word=said("None"), why=ALL_TREATED)


def _silos(matrix: Matrix) -> Answer:
    if matrix.silos:
        most = max(group.departments for group in matrix.silos)
        return Answer(SILOS, tuple(group.dimension for group in matrix.silos), why=MANY, facts={"count": most})
    alone = len({task.department for task in matrix.tasks}) == 1
    return Answer(SILOS, word=said("No sign of it"), why=ALONE if alone else NO_SIGN)
