"""What designations refuse besides a wrong state: a sentence each."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal

NO_REASON = said("A step of this kind has reasons, since the register shows them.")
NO_HEARING = said("It is revoked after a hearing. None was held since it was put on probation.")
HEARING_TO_COME = said("A hearing is to come already. Record it before another one is set.")
NO_HEARING_TO_COME = said("No hearing is to come that could be recorded.")
NOT_YET_HEARD = said("A hearing is recorded on its day or later; this one is on %(day)s.")
NO_MINUTES = said("A hearing that was held has minutes.")
LATER_THAN_TODAY = said("It cannot be dated after today, %(today)s.")
EARLIER_THAN_LAST = said("It cannot be dated before the last step, which was on %(day)s.")
DEADLINE_PAST = said("The deadline has to be after %(day)s.")
NOT_OVER = said("It is valid until the end of %(day)s, on the clock of %(zone)s.")
NO_HOLDER = said("Choose an organisation, or write the name of the place.")
NOT_YOURS = said("You act for the holder, so you may not judge it.")
NO_END = said("This level has no end, so there is nothing to renew.")
TOO_LATE_TO_RENEW = said(
    "It expired on %(day)s. It can be renewed within %(months)s months; after that it is granted anew."
)
NOT_ASSESSED = said("It is renewed when an assessment for it is closed as passed.")

INCOMPLETE = said("Not everything that is needed is there: %(missing)s")
NO_SET = said("No indicators are recorded for this level, so nobody can be assessed for it.")
HELD_ALREADY = said("The organisation has this level already. Choose the designation that the assessment is to keep.")
NEEDS_LEVEL = said("This level needs %(level)s, in force and held for %(least)s to %(most)s months.")
HELD_TOO_SHORT = said("%(level)s has been held for %(held)s months; it takes %(least)s to %(most)s.")
ONE_IS_OPEN = said("There is an assessment for this level already that is not closed.")
TOO_FEW_IMPROVEMENTS = said("%(needed)s improvements are to be audited as carried out; there are %(done)s.")
NOT_VERIFIED = said("These indicators are not verified yet: %(indicators)s")
EXPERTS_DIFFER = said("The experts found different values for: %(indicators)s")
TOO_FEW_EXPERTS = said(
    "It takes %(needed)s experts, of whom %(foreign)s from another country; there are %(there)s and %(abroad)s."
)
TOO_FEW_DAYS = said("It takes a visit of %(needed)s days by each expert; recorded are %(days)s.")
TIED_EXPERT = said("%(person)s acts for the organisation or for one of its members, so cannot be its expert.")
NO_SUCH_PERSON = said("Nobody here has this e-mail address. An expert signs up first.")
OUT_OF_SCALE = said("The value is out of its range.")
NOT_PASSED = said("It did not pass, so nothing can be granted.")
NOT_THEIRS = said("This entry of a call is not one of this organisation.")


class Incomplete(Refusal):
    """Something that is needed is missing."""


class TooEarly(Refusal):
    """Not before a day, a hearing, or another level."""
