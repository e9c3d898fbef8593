"""The words of applications: tabs, parts of the listing rule, and what a history says was done to which field."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.registry.listing_rule import MEMBER_KINDS, MEMBERS, PAGE, STAFF
from clusteratlas_web.selection.completeness import PAPERS, PARTNERS, PLAN, SAYINGS, SHEET, SUBMIT

TABS = (
    (PLAN, said("Plan")),
    (SAYINGS, said("Statements")),
    (PARTNERS, said("Consortium and budget")),
    (SHEET, said("Evidence")),
    (PAPERS, said("Files")),
    (SUBMIT, said("Check and submit")),
)

LISTING_PARTS = (
    (STAFF, said("staff")),
    (MEMBERS, said("number of members")),
    (MEMBER_KINDS, said("kinds of members")),
    (PAGE, said("public page")),
)

VERBS = {
    "start": said("application started"),
    "edit": said("plan changed"),
    "statements": said("statements changed"),
    "add partner": said("partner added"),
    "change partner": said("partner changed"),
    "remove partner": said("partner removed"),
    "pin": said("evidence sheet chosen"),
    "unpin": said("evidence sheet taken off"),
    "add file": said("file added"),
    "remove file": said("file removed"),
    "declare": said("declared"),
    "submit": said("handed in"),
    "take_back": said("taken back as draft"),
    "withdraw": said("withdrawn"),
    "check": said("conditions checked"),
    "return": said("returned for amendment"),
    "admit": said("admitted"),
    "exclude": said("found not eligible"),
    "check_again": said("checked again after an appeal"),
    "select": said("selected"),
    "pass_over": said("not selected"),
    "begin": said("taken into the next round"),
    "reopen": said("asked for another look"),
}
FIELDS = {
    "state": said("Status"),
    "title": said("Title"),
    "summary": said("Summary"),
    "region": said("Region"),
    "cluster": said("Cluster"),
    "organisation": said("Organisation"),
    "name": said("Name"),
    "kind": said("Kind"),
    "role": said("Role"),
    "requested": said("Asked for"),
    "matching_private": said("Brought, private money"),
    "matching_public": said("Brought, public money"),
    "is_lead": said("Lead"),
    "edition": said("Edition"),
    "checksum": said("Checksum"),
    "atlas": said("Atlas"),
    "file": said("File"),
    "declared": said("Declared"),
    "submitted": said("Submitted"),
    "submitted_by": said("Submitted by"),
    "amend_until": said("To be amended until"),
    "asked_for": said("Reasons"),
    "appeal_until": said("Appeals until"),
    "number": said("Number"),
    "round": said("Round"),
}


def verb_word(verb: str) -> str:
    """What the history of an application calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history of an application calls a field; statements are called by their criterion."""
    return gettext(FIELDS[name]) if name in FIELDS else name
