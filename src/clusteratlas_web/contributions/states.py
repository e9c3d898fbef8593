"""The life of a data set that an organisation offers, as a table."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.contributions.permissions import may_review, offers
from clusteratlas_web.foundation.states import LifeCycle, Transition

DRAFT, OFFERED, RETURNED, ACCEPTED = "draft", "offered", "returned", "accepted"
REFUSED, WITHDRAWN, RETIRED = "refused", "withdrawn", "retired"

CHANGEABLE = (DRAFT, RETURNED)  # its organisation works on it
PUBLIC = (ACCEPTED, RETIRED)  # everybody sees it
OVER = (REFUSED, WITHDRAWN)  # nothing comes of it: its file is not kept
EXPLAINED = frozenset({"return", "refuse", "retire"})  # what is only done with a reason

DATA_SET = LifeCycle(
    name="data set",
    states={
        DRAFT: said("draft"),
        OFFERED: said("offered"),
        RETURNED: said("returned"),
        ACCEPTED: said("accepted"),
        REFUSED: said("refused"),
        WITHDRAWN: said("withdrawn"),
        RETIRED: said("retired"),
    },
    first=DRAFT,
    transitions=(
        Transition("offer", (DRAFT, RETURNED), OFFERED, offers, said("Offer it for review")),
        Transition("accept", (OFFERED,), ACCEPTED, may_review, said("Accept it with a label")),
        Transition("return", (OFFERED,), RETURNED, may_review, said("Return it with reasons")),
        Transition("refuse", (OFFERED,), REFUSED, may_review, said("Refuse it")),
        Transition("withdraw", (DRAFT, OFFERED, RETURNED), WITHDRAWN, offers, said("Withdraw it")),
        Transition("retire", (ACCEPTED,), RETIRED, may_review, said("Retire it")),
    ),
)
