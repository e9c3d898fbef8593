"""The lives of a programme and of a question, as tables."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.states import LifeCycle, Transition
from clusteratlas_web.programmes.permissions import asked, may_answer, may_lead, may_publish

DRAFT, PUBLISHED, RUNNING, ENDED = "draft", "published", "running", "ended"

PROGRAMME = LifeCycle(
    name="programme",
    states={DRAFT: said("draft"), PUBLISHED: said("published"), RUNNING: said("running"), ENDED: said("ended")},
    first=DRAFT,
    transitions=(
        Transition("publish", (DRAFT,), PUBLISHED, may_lead, said("Publish")),
        Transition("start", (PUBLISHED,), RUNNING, may_lead, said("Mark as running")),
        Transition("end", (PUBLISHED, RUNNING), ENDED, may_lead, said("Mark as ended")),
        Transition("withdraw", (PUBLISHED,), DRAFT, may_lead, said("Take back as draft")),
    ),
)

ASKED, TAKEN, ANSWERED, OPEN_TO_ALL, WITHDRAWN = "asked", "taken", "answered", "published", "withdrawn"
WAITING = (ASKED, TAKEN)  # the states in which an answer is owed

QUESTION = LifeCycle(
    name="question",
    states={
        ASKED: said("asked"),
        TAKEN: said("taken up"),
        ANSWERED: said("answered"),
        OPEN_TO_ALL: said("answered in public"),
        WITHDRAWN: said("withdrawn"),
    },
    first=ASKED,
    transitions=(
        Transition("take", (ASKED,), TAKEN, may_answer, said("Take it up")),
        Transition("forward", (ASKED, TAKEN), ASKED, may_answer, said("Forward")),
        Transition("answer", (ASKED, TAKEN), ANSWERED, may_answer, said("Answer")),
        Transition("publish", (ANSWERED,), OPEN_TO_ALL, may_publish, said("Publish question and answer")),
        Transition("unpublish", (OPEN_TO_ALL,), ANSWERED, asked, said("Take the agreement back")),
        Transition("withdraw", (ASKED, TAKEN), WITHDRAWN, asked, said("Withdraw the question")),
    ),
)
