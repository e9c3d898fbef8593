"""What the registry refuses, each with its sentence."""

from collections.abc import Sequence
from http import HTTPStatus

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal


class NoteNeeded(Refusal):
    """A step that is only taken with a note that says why."""

    status = HTTPStatus.BAD_REQUEST


class LikelyDuplicate(Refusal):
    """A registration of what seems to be here already; `numbers` are the records it may be."""

    def __init__(self, sentence: str, numbers: Sequence[int]) -> None:
        super().__init__(sentence)
        self.numbers = list(numbers)


class NotListed(Refusal):
    """A cluster organisation that does not meet the listing rule, and for which it is not waived."""


class LastManager(Refusal):
    """The last manager of an organisation cannot go or become a member."""


class AlreadyThere(Refusal):
    """What was to be added is there already."""


class NotForYou(Refusal):
    """An invitation that was sent to somebody else."""

    status = HTTPStatus.FORBIDDEN


class Used(Refusal):
    """An invitation that was used, withdrawn or has expired."""

    status = HTTPStatus.GONE


class WouldLose(Refusal):
    """A merge that would lose something."""


class NotReady(Refusal):
    """An import with errors or open decisions."""


class NotUndone(Refusal):
    """An import that cannot be undone any more."""


class UnknownPlace(Refusal):
    """A region, cluster or industry that there is not."""

    status = HTTPStatus.BAD_REQUEST


NOTE = said("Say why: whoever registered it has to know what to change.")
DUPLICATE = said("This organisation may be registered already. If it is one of these, claim its record instead.")
NOT_LISTED = said(
    "It does not meet the listing rule of cluster organisations. Its page says which part is missing. The rule can be "
    "waived for a member of a recognised programme."
)
LAST = said("It would have no manager any more. Make somebody else manager first.")
MEMBER_ALREADY = said("It is a member already.")
ACTS_ALREADY = said("You act for this organisation already.")
CLAIMED_ALREADY = said("You claimed this record already. Your claim waits for an answer.")
ANSWERED_ALREADY = said("This claim was answered already.")
OTHER_ADDRESS = said("This invitation was sent to another e-mail address than the one you sign in with.")
GONE = said("This invitation was used or withdrawn, or has expired. Ask for another one.")
NO_OFFICERS = said("Only a department or agency has officers.")
MEMBERS_OF_EACH_OTHER = said("One is a member of the other. End that membership first.")
CONFLICT = said("Both records say something different. Decide what is kept for: %(fields)s.")
FUNDING_CONFLICT = said("Both records tell the funding of %(years)s, and differently. Correct one of them first.")
SAME_RECORD = said("A record cannot be merged into itself.")
BELONGS = said("Something that belongs to it would be lost: %(things)s. Remove it from one of the two first.")
ROWS_WRONG = said("%(count)s rows have errors. Correct the file and read it again, or skip those rows.")
ROWS_OPEN = said("%(count)s rows may be duplicates and wait for a decision.")
STORED_ALREADY = said("This import was stored already.")
UNDONE_ALREADY = said("This import was undone already.")
CHANGED_SINCE = said("These records were changed or used since, so that nothing was undone: %(names)s.")
NO_REGION = said("There is no region “%(code)s”. The nearest is %(nearest)s.")
NO_CLUSTER = said("There is no cluster “%(code)s”. The nearest is %(nearest)s.")
NO_INDUSTRY = said("There is no industry “%(code)s” in %(classification)s. The nearest is %(nearest)s.")
