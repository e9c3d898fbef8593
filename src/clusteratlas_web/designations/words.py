"""The words of designations: kinds of schemes, indicators and their values, measures of terms, verbs and fields."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

LABEL, PILOT, WINNER, SUPPORTED = "label", "pilot", "winner", "supported"
KINDS = (
    (LABEL, said("Label")),
    (PILOT, said("Pilot")),
    (WINNER, said("Winner of a competition")),
    (SUPPORTED, said("Supported by a programme")),
)

# How a level is passed.
ANSWERED, BASELINES, THRESHOLDS = "answered", "baselines", "thresholds"
RULES = (
    (ANSWERED, said("every indicator is answered and verified")),
    (BASELINES, said("every indicator meets its baseline")),
    (THRESHOLDS, said("every indicator reaches its threshold, and the points together the least total")),
)

NUMBER, SHARE, YES_NO, SCALE = "number", "share", "yes-no", "scale"
VALUES = (
    (NUMBER, said("number")),
    (SHARE, said("share")),
    (YES_NO, said("yes or no")),
    (SCALE, said("scale")),
)
AT_LEAST, AT_MOST = "at-least", "at-most"
DIRECTIONS = ((AT_LEAST, said("at least")), (AT_MOST, said("at most")))

# Where a value comes from.
REGISTRY, SERVICES, EDITION, OWN = "registry", "services", "edition", "own"
ORIGINS = (
    (REGISTRY, said("registry")),
    (SERVICES, said("service log")),
    (EDITION, said("edition of the atlas")),
    (OWN, said("entered by the organisation")),
)

# What an edition tells of a cluster in a region.
JOBS, QUOTIENT, RANK, GROWTH = "jobs", "location-quotient", "rank", "growth"
MEASURES = (
    (JOBS, said("Jobs of the cluster in the region")),
    (QUOTIENT, said("Location quotient")),
    (RANK, said("Rank among the regions")),
    (GROWTH, said("Growth of jobs in a year")),
)

OPEN, MET, NOT_MET = "", "met", "not-met"
OUTCOMES = ((OPEN, said("still open")), (MET, said("met")), (NOT_MET, said("not met")))

DONE, NOT_DONE = "done", "not-done"
AUDITS = ((DONE, said("carried out")), (NOT_DONE, said("not carried out")))

DAY, YEAR = "day", "year"  # how exactly a date is known
PRECISIONS = ((DAY, said("day")), (YEAR, said("year")))

VERBS = {
    "seed": said("taken over from its source"),
    "draft": said("drafted"),
    "revise": said("next version drafted"),
    "publish": said("version published"),
    "remove": said("draft removed"),
    "create": said("created"),
    "edit": said("changed"),
    "grant": said("designation granted"),
    "watch": said("put under watch"),
    "confirm": said("confirmed"),
    "put_on_probation": said("put on probation"),
    "hear": said("hearing held"),
    "set_hearing": said("hearing set"),
    "restore": said("restored under watch"),
    "revoke": said("revoked"),
    "renew": said("renewed"),
    "expire": said("expired"),
    "withdraw": said("given back"),
    "add_term": said("term added"),
    "record_term": said("term assessed"),
    "hand_in": said("handed in"),
    "take_back": said("taken back as draft"),
    "return": said("returned for more"),
    "assess": said("assessed by the experts"),
    "close": said("closed"),
    "give_up": said("given up"),
    "answer": said("values entered"),
    "prefill": said("values taken over"),
    "verify": said("values verified"),
    "assign": said("expert assigned"),
    "release": said("expert released"),
    "visit": said("visit recorded"),
    "add_evidence": said("evidence added"),
    "remove_evidence": said("evidence removed"),
    "improve": said("improvement recorded"),
    "audit": said("improvement audited"),
}

FIELDS = {
    "state": said("Status"),
    "origin": said("Made from"),
    "level": said("Level"),
    "names": said("Name"),
    "about": said("About"),
    "holder": said("Holder"),
    "department": said("Department"),
    "country": said("Country or union"),
    "region": said("Region"),
    "cluster": said("Cluster"),
    "programme": said("Programme"),
    "granted_on": said("Granted on"),
    "expires_on": said("Valid until"),
    "review_due": said("Review due"),
    "source": said("Source"),
    "reasons": said("Reasons"),
    "deadline": said("Deadline"),
    "valid_until": said("Valid until"),
    "set_for": said("Hearing at"),
    "place": said("Place of the hearing"),
    "minutes": said("Minutes"),
    "statement": said("Statement of the holder"),
    "held": said("Held on"),
    "number": said("No."),
    "measure": said("Measure"),
    "unit": said("Unit"),
    "direction": said("Direction"),
    "baseline": said("Before"),
    "target": said("Target"),
    "due": said("Due"),
    "outcome": said("Outcome"),
    "value": said("Value"),
    "note": said("Note"),
    "is_promise": said("From the promise of the programme"),
    "assessed_on": said("Assessed on"),
    "edition": said("Edition"),
    "atlas": said("Atlas"),
    "passed": said("Passed"),
    "returned_for": said("What is missing"),
    "proves": said("What it proves"),
    "codes": said("Indicators"),
    "expert": said("Expert"),
    "begins": said("First day"),
    "ends": said("Last day"),
    "report": said("Report"),
    "text": said("What was improved"),
    "audited": said("Audit"),
    "on": said("On"),
}

# Letters that may be declined: what they are called in one's settings, and their template.
LETTERS = {
    "designation-reminders": (
        said("Reminders that a designation ends or is to be reviewed"),
        "designation-reminder",
    ),
}

# What the database would refuse, in words.
SAYS = {
    "one_open_assessment_of_a_level": said("There is an assessment for this level already that is not closed."),
    "designation_ends_after_it_begins": said("It ends before it begins."),
    "designation_is_somebodys": said("Choose an organisation, or write the name of the place."),
    "one_seat_of_an_expert": said("This expert has this assessment already."),
    "visit_ends_after_it_begins": said("It ends before it begins."),
}


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
