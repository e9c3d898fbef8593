"""What juries and reviews refuse, each with its sentence."""

from http import HTTPStatus

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal


class Late(Refusal):
    """A review that comes after reviews were due."""


class Unfinished(Refusal):
    """A review without a value on each criterion, off its scale, or without a comment."""

    status = HTTPStatus.BAD_REQUEST


class NotOpen(Refusal):
    """The round does not take reviews or assignments now."""


class Occupied(Refusal):
    """A seat, a chair or an invitation that is there already."""


class Computed(Refusal):
    """An assignment that would be another one by now."""


class ReasonNeeded(Refusal):
    """A step that is only taken with words that say why."""

    status = HTTPStatus.BAD_REQUEST


LATE = said("Reviews were due on %(due)s. Yours arrived on %(now)s. Ask those who run the call for more time.")
NOT_REVIEWED = said("Reviews are written while the round is being reviewed. It is “%(state)s”.")
NOT_ASSIGNABLE = said("Jurors are assigned while a round is being checked or reviewed. It is “%(state)s”.")
AMENDED = said("This application is being amended. It comes back to your queue when it is admitted again.")
CHANGED = said("The application was amended while you were writing. Look at it again, then hand in.")
HANDED_IN = said("This review was handed in. Those who run the call can ask you for another look.")
NOT_YOURS = said("This application is not assigned to you.")
UNSCORED = said("A value is missing on: %(criteria)s.")
OFF_SCALE = said("A value lies outside the scale of: %(criteria)s.")
NO_COMMENT = said("A review says something to the applicant.")
CURRENT = said("The application was not changed since this review was handed in.")
CHAIRED = said("The jury has a chair already. Give the other chair another seat first.")
SEATED = said("This person has a seat in the jury already: %(state)s.")
INVITED_ALREADY = said("This address is invited already. Withdraw that invitation first.")
CALL_OVER = said("This call is over.")
NOT_HERE = said("This juror is not in the jury of this call.")
NOT_CLEAR = said("A conflict of interest keeps this juror out of this application.")
HAS_IT = said("This juror has this application already.")
FULL = said("This juror reads %(load)s applications already, as many as the juror takes.")
NOTHING = said("No application is admitted, so there is nothing to review.")
UNCHECKED = said("These applications are not checked yet: %(numbers)s.")
COMPUTED = said("Something changed since this assignment was computed. Look at it again, then apply it.")
DECLARED_TIE = said("This tie is declared already.")
CONFLICT_THERE = said("A conflict of this kind is recorded for this juror and this application already.")
WHY = said("Say why.")
EARLIER = said("Reviews are due on %(due)s already. Choose a later moment.")
PAST = said("This moment has passed.")
