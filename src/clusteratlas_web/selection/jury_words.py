"""The words of juries, conflicts and reviews: grounds, verbs and fields of the history, letters, as message ids."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.selection import grounds

GROUNDS = {
    grounds.ACTS: said("acts for"),
    grounds.WORKS: said("works at"),
    grounds.MEMBER_OF: said("its organisation is a member of"),
    grounds.HAS_MEMBER: said("its organisation has as member"),
    grounds.APPLIED: said("applied together with"),
    grounds.SAME_REGION: said("same region"),
    grounds.TIED: said("declared a tie to"),
}
VERBS = {
    "invite": said("invited"),
    "accept": said("accepted the seat"),
    "decline": said("declined the seat"),
    "edit": said("changed"),
    "tie": said("declared a tie"),
    "untie": said("took back a tie"),
    "leave": said("left the jury"),
    "release": said("released from the jury"),
    "invite_again": said("invited again"),
    "seat": said("given another seat"),
    "find": said("conflict found"),
    "declare": said("conflict declared"),
    "ask": said("doubt asked"),
    "ask_again": said("asked again: there is a new ground"),
    "lose_ground": said("what it was found from is not recorded any more"),
    "find_again": said("found again"),
    "uphold": said("found to be a conflict"),
    "dismiss": said("found to be none"),
    "assign": said("assigned"),
    "save": said("draft saved"),
    "submit": said("handed in"),
    "reaffirm": said("handed in again as it was"),
    "reopen": said("asked for another look"),
    "withdraw": said("withdrawn"),
    "extend": said("reviews due later"),
    "review": said("reviews started"),
    "meet": said("reviews ended"),
    "resume": said("reviews resumed"),
}
FIELDS = {
    "state": said("Status"),
    "seat": said("Seat"),
    "organisation": said("Organisation"),
    "country": said("Country"),
    "clusters": said("Clusters"),
    "fields": said("Fields"),
    "most_load": said("Reads at most"),
    "kind": said("Kind"),
    "reason": said("Reason"),
    "grounds": said("Grounds"),
    "answer": said("Answer"),
    "gone": said("Not recorded since"),
    "tie": said("Tie"),
    "comment": said("Comment to the applicant"),
    "comment_inside": said("Comment for the jury only"),
    "read_version": said("Version that was read"),
    "submitted": said("Handed in"),
    "reviews_due": said("Reviews due"),
    "scores": said("Scores"),
}

# Letters that may be declined: what they are called in one's settings, and their template.
LETTERS = {"review-reminders": (said("Reminders that reviews I owe are due soon"), "review-reminder")}


def ground_word(word: str) -> str:
    """How a juror is tied, in the reader's language; a word that is not known, as it is."""
    return gettext(GROUNDS[word]) if word in GROUNDS else word


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
