"""What meetings, decisions, notices and appeals refuse, each with its sentence."""

from http import HTTPStatus

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal


class NoQuorum(Refusal):
    """There was no meeting, or too few jurors were there."""


class NoPlace(Refusal):
    """All places are taken."""


class NotReady(Refusal):
    """Something is missing before decisions are published or made final."""


class NoReason(Refusal):
    """A decision without reasons, or against the ranking without one for that."""

    status = HTTPStatus.BAD_REQUEST


class BadAmount(Refusal):
    """An amount that cannot be granted."""

    status = HTTPStatus.BAD_REQUEST


class KeptOut(Refusal):
    """A conflict of interest with one application keeps somebody out of a step that is about all of them."""

    status = HTTPStatus.FORBIDDEN


class TooLate(Refusal):
    """An appeal after the instant until which one was possible."""


class NotDecided(Refusal):
    """The application was not decided on."""


class NotTaken(Refusal):
    """The round is too far on to take an application again."""


class DecidedYourself(Refusal):
    """An appeal is answered by somebody who did not decide, and did not make the finding."""

    status = HTTPStatus.FORBIDDEN


class NotWritten(Refusal):
    """The letter is not written yet."""


NOT_MEETING = said("Decisions are made while the round is “before the jury”; it is “%(state)s”.")
NO_MEETING = said("No meeting of the jury is recorded. Record it, with the jurors who are present.")
NOT_BEGUN = said("The meeting begins on %(held)s. It can decide from then on.")
FEW = said("%(present)s jurors are present. The meeting needs %(needed)s of %(seats)s to decide.")
FEW_CLEAR = said(
    "%(present)s jurors are present whom nothing keeps out of application %(number)s. "
    "Of the %(seats)s jurors without a conflict of interest with it, %(needed)s are needed."
)
STRANGERS = said("Only jurors of this call who accepted their seat can be present.")
TAKEN = said("All %(places)s places are taken. Decide first which of the selected applications gives its place.")
NOT_ADMITTED = said("Application %(number)s is “%(state)s”. Decisions are made on applications that are admitted.")
REASONS = said("A decision has its reasons, in at least one language.")
AGAINST = said(
    "This decision on application %(number)s differs from what the ranking proposes (%(proposal)s). "
    "Say why, separately."
)
TOO_MUCH = said("One award is at most %(most)s.")
NOT_MONEY = said("An award is more than nothing.")
ONLY_SELECTED = said("Only a selected application gets an amount.")
NO_CURRENCY = said("The call names no currency, so no amount can be granted.")
UNDECIDED = said("There is no decision yet on: %(applications)s.")
BEING_AMENDED = said("These applications are neither admitted nor excluded yet: %(applications)s.")
NOTHING_TO_DECIDE = said("No application is admitted to this round.")
MORE_THAN_PLACES = said("%(selected)s applications are selected, and there are %(places)s places.")
NOT_FOR_YOU = said(
    "A conflict of interest keeps you out of at least one application of this round. "
    "What is about all of them is done by somebody without one."
)
NOTICE_RUNS = said("The public notice runs until %(ends)s. Decisions become final after it.")
APPEALS_OPEN = said("These appeals are not answered yet: %(applications)s.")
LATE_APPEAL = said("Appeals were possible until %(ends)s. Yours arrived on %(arrived)s.")
NO_NOTICE = said("Appeals are possible during the public notice; the round is “%(state)s”.")
APPEALED = said("There is an appeal about this application already.")
NO_GROUNDS = said("An appeal has its grounds.")
NO_ANSWER = said("An appeal is answered with reasons.")
YOU_DECIDED = said("You decided on this application. Somebody who did not decide answers the appeal.")
NO_FINDING = said("Nobody found this application not eligible, so there is nothing to appeal against.")
NO_FINDING_RULED = said("An appeal against a finding brings the application back. It is not decided on here.")
APPEALED_FINDING = said("There is an appeal against this finding already.")
YOU_FOUND = said("You made this finding, or a check that led to it. Somebody who did not answers the appeal.")
RESUME_FIRST = said("The jury meets. Resume the reviews first: then the application is admitted, and jurors read it.")
TOO_FAR = said("The round is “%(state)s”, and cannot take the application any more.")
APPEAL_WAITS = said("The applicant appealed against this finding. It is settled by the answer to the appeal.")
FINDING_FINAL = said("An appeal against this finding was dismissed: it is final.")
OVERTURNED = said("An appeal against your finding was upheld. Somebody else decides whether there is another one.")
FINDINGS_OPEN = said(
    "Until %(ends)s applicants can appeal against being found not eligible: %(applications)s. Publish after that."
)
FINDINGS_APPEALED = said("These appeals against being found not eligible are not answered yet: %(applications)s.")
MUST_SELECT = said("An appeal that is upheld leads to a new decision that selects the application.")
NO_LETTER = said("The letter is written once the decision is final. Look again in a few minutes.")
