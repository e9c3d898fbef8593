"""The life of a record of an organisation."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.states import LifeCycle, Transition
from clusteratlas_web.registry.permissions import may_edit

DRAFT, SUBMITTED, VERIFIED, SUSPENDED, CLOSED = "draft", "submitted", "verified", "suspended", "closed"
EXPLAINED = frozenset({"return", "suspend"})  # what is only done with a note that says why

ORGANISATION = LifeCycle(
    name="organisation",
    states={
        DRAFT: said("draft"),
        SUBMITTED: said("submitted"),
        VERIFIED: said("verified"),
        SUSPENDED: said("suspended"),
        CLOSED: said("closed"),
    },
    first=DRAFT,
    transitions=(
        Transition("submit", (DRAFT,), SUBMITTED, may_edit, said("Submit for verification")),
        Transition("verify", (SUBMITTED,), VERIFIED, is_administrator, said("Verify")),
        Transition("return", (SUBMITTED,), DRAFT, is_administrator, said("Return with a note")),
        Transition("suspend", (VERIFIED,), SUSPENDED, is_administrator, said("Suspend")),
        Transition("reinstate", (SUSPENDED,), VERIFIED, is_administrator, said("Reinstate")),
        Transition("close", (DRAFT, SUBMITTED, VERIFIED, SUSPENDED), CLOSED, may_edit, said("Close")),
        Transition("reopen", (CLOSED,), DRAFT, is_administrator, said("Reopen")),
    ),
)
