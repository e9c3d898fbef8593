"""The words of selection: kinds of calls, what jurors see, where conflicts come from, as message ids."""

from django.utils.translation import gettext_noop as said

COMPETITION, LABEL, PILOT, GRANT, EQUITY, JOINT = "competition", "label", "pilot", "grant", "equity", "joint-project"
KINDS = (
    (COMPETITION, said("Competition")),
    (LABEL, said("Label")),
    (PILOT, said("Pilot")),
    (GRANT, said("Grant funding")),
    (EQUITY, said("Equity round")),
    (JOINT, said("Joint project")),
)

# What a juror sees of the reviews of others on the same application.
NEVER, AFTER_OWN, ALWAYS = "never", "after-own", "always"
SEES_REVIEWS = (
    (NEVER, said("never")),
    (AFTER_OWN, said("after handing in one’s own")),
    (ALWAYS, said("always")),
)

# Which applications of a round a juror reads.
ASSIGNED_ONLY, ALL_CLEAR = "assigned", "all"
READS = (
    (ASSIGNED_ONLY, said("those assigned")),
    (ALL_CLEAR, said("all without a conflict of interest")),
)

MEAN, MEDIAN = "mean", "median"
CENTRES = ((MEAN, said("mean of the reviews")), (MEDIAN, said("median of the reviews")))

# The parts of an application that a round asks for.
STATEMENTS, CONSORTIUM, BUDGET, LETTERS, EVIDENCE, FILES = (
    "statements",
    "consortium",
    "budget",
    "letters",
    "evidence",
    "files",
)
PARTS = (
    (STATEMENTS, said("a statement on each criterion")),
    (CONSORTIUM, said("the partners and their roles")),
    (BUDGET, said("the budget, split over the partners, with matching funds")),
    (LETTERS, said("a letter of commitment from each partner")),
    (EVIDENCE, said("an evidence sheet from an edition of the atlas")),
    (FILES, said("files")),
)

JUROR, CHAIR, DEPUTY = "juror", "chair", "deputy"
SEATS = ((JUROR, said("juror")), (CHAIR, said("chair")), (DEPUTY, said("deputy chair")))

MEMBERSHIP, OWNERSHIP, PROJECT, REGION, DECLARED = "membership", "ownership", "project", "region", "declared"
CONFLICTS = (
    (MEMBERSHIP, said("membership or employment")),
    (OWNERSHIP, said("ownership")),
    (PROJECT, said("shared project")),
    (REGION, said("same region")),
    (DECLARED, said("declared")),
)
TIES = (
    (MEMBERSHIP, said("employed there, member of its bodies, or advising it")),
    (OWNERSHIP, said("owner or holder of shares")),
    (PROJECT, said("shared project in the last five years")),
    (DECLARED, said("another tie")),
)

# What an appeal is against.
DECISION, FINDING = "decision", "finding"
AGAINST = ((DECISION, said("the decision")), (FINDING, said("the finding that it is not eligible or not complete")))

SELECTED, NOT_SELECTED = "selected", "not-selected"
OUTCOMES = ((SELECTED, said("selected")), (NOT_SELECTED, said("not selected")))
