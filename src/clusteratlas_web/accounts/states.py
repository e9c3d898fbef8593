"""The life of a letter in the outbox, as far as people move it; the rest the worker does (foundation.delivery)."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.states import LifeCycle, Transition

LETTER = LifeCycle(
    name="letter",
    states=dict(Letter.STATES),
    first=Letter.WAITING,
    transitions=(
        Transition(
            "send_again", (Letter.IN_DOUBT, Letter.FAILED), Letter.WAITING, is_administrator, said("Send again")
        ),
        Transition("it_arrived", (Letter.IN_DOUBT,), Letter.SENT, is_administrator, said("It arrived")),
    ),
)
