"""What contributed data refuses besides permissions and states."""

from http import HTTPStatus

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal

NO_FILE = said("There is no file yet. Upload one first.")
NOT_CHECKED = said("Explain the columns first. A data set is offered when the reader finds no error in its file.")
STILL_CHECKED = said("The file is being checked. Offer it when the result is there.")
NO_REASON = said("Say why, so that its organisation can mend it.")
UNREADABLE = said("The file cannot be read: %(reason)s %(remedy)s Nothing was stored.")
NOT_CHANGEABLE = said("A data set is changed while it is a draft or was returned. This one is “%(state)s”.")


class NotReady(Refusal):
    """Something has to be done before this can be."""


class UnusableFile(Refusal):
    """A file whose table cannot even be opened."""

    status = HTTPStatus.BAD_REQUEST


class NotChangeable(Refusal):
    """A data set that is under review or decided on."""
