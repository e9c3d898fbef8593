"""The words of programmes: levels, types, parts, dimensions of the ecosystem, states of money, as message ids."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

UNION, NATIONAL, STATE, MUNICIPAL = "union", "national", "state", "municipal"
LEVELS = (
    (UNION, said("Union")),
    (NATIONAL, said("National")),
    (STATE, said("State or province")),
    (MUNICIPAL, said("Municipal")),
)

INDUSTRY, COORDINATION, COMPETITION, COOPERATION = "industry", "coordination", "competition", "cooperation"
TYPES = (
    (INDUSTRY, said("One industry")),
    (COORDINATION, said("Regional coordination")),
    (COMPETITION, said("Innovation competition across sectors")),
    (COOPERATION, said("Cluster-to-cluster co-operation")),
)

# A source may say that a department takes part and not as what: then the part is empty.
LEAD, PARTNER = "lead", "partner"
PARTS = ((LEAD, said("lead")), (PARTNER, said("partner")))

ENTREPRENEURIAL, KNOWLEDGE, COLLABORATION = "entrepreneurial", "knowledge", "collaboration"
FINANCE, DEMAND, GOVERNANCE = "finance", "demand", "governance"
DIMENSIONS = (
    (ENTREPRENEURIAL, said("Entrepreneurial conditions")),
    (KNOWLEDGE, said("Knowledge and skills")),
    (COLLABORATION, said("Collaboration and internationalisation")),
    (FINANCE, said("Access to finance")),
    (DEMAND, said("Demand")),
    (GOVERNANCE, said("Quality of governance")),
)

CODED = said("coded from the stated role")  # how the dimensions of the seeded facts were found

PLANNED, COMMITTED, SPENT = "planned", "committed", "spent"
MONEY_STATES = ((PLANNED, said("planned")), (COMMITTED, said("committed")), (SPENT, said("spent")))
CURRENCIES = tuple((code, code) for code in ("USD", "EUR", "JPY", "CNY", "GBP"))

FOLLOWS, SPLITS, MERGES = "follows", "splits", "merges"
SUCCESSIONS = ((FOLLOWS, said("follows")), (SPLITS, said("splits from")), (MERGES, said("merges into")))

REGION, CLUSTER = "region", "cluster"
PLACES = ((REGION, said("Region")), (CLUSTER, said("Cluster")))

COUNTRIES = (
    ("CN", said("China")),
    ("DE", said("Germany")),
    ("EU", said("European Union")),
    ("JP", said("Japan")),
    ("US", said("United States")),
)

VERBS = {
    "create": said("created"),
    "edit": said("changed"),
    "publish": said("published"),
    "start": said("started"),
    "end": said("ended"),
    "withdraw": said("withdrawn"),
    "promise": said("promise registered"),
    "seed": said("taken over from its source"),
    "add": said("added"),
    "change": said("changed"),
    "remove": said("removed"),
    "ask": said("asked"),
    "take": said("taken up"),
    "forward": said("forwarded"),
    "answer": said("answered"),
    "consent": said("publication agreed to"),
    "unpublish": said("agreement taken back"),
    "remind": said("reminded"),
}

FIELDS = {
    "slug": said("Address on this site"),
    "code": said("Code"),
    "state": said("Status"),
    "country": said("Country or union"),
    "level": said("Level"),
    "type": said("Type"),
    "since": said("Since"),
    "until": said("Until"),
    "about": said("What it is"),
    "source": said("Source"),
    "web": said("Web address"),
    "names": said("Name"),
    "part": said("Part in it"),
    "organisation": said("Department"),
    "role": said("Role"),
    "dimension": said("Dimension of the ecosystem"),
    "coding": said("How the dimension was found"),
    "department": said("Department"),
    "year": said("Year"),
    "years": said("Years it covers"),
    "amount": said("Amount"),
    "currency": said("Currency"),
    "region": said("Region"),
    "cluster": said("Cluster"),
    "opens": said("Open from"),
    "closes": said("Open to"),
    "for_kinds": said("Kinds of organisation"),
    "for_sizes": said("Sizes"),
    "for_regions": said("Regions"),
    "for_clusters": said("Clusters"),
    "begins": said("Begins"),
    "ends": said("Ends"),
    "aim": said("Aim"),
    "phase": said("Phase"),
    "indicator": said("Indicator"),
    "unit": said("Unit"),
    "value": said("Target"),
    "baseline": said("Before"),
    "due": said("Due"),
    "latest": said("Latest figure"),
    "latest_on": said("As of"),
    "reached": said("Reached on"),
    "kind": said("Kind"),
    "code_of_place": said("Code"),
    "number": said("Number"),
    "text": said("Text"),
    "held": said("Held on"),
    "place": said("Place"),
    "subject": said("Subject"),
    "name": said("Name"),
    "is_chair": said("Chair"),
    "meeting": said("Meeting"),
    "effect": said("Expected effect"),
    "comparison": said("Comparison regions"),
    "method": said("Method"),
    "supported": said("Clusters supported"),
    "answer": said("Answer"),
    "taken_by": said("Officer"),
    "consents": said("May be published"),
    "answer_days": said("Working days to answer"),
    "earlier": said("Earlier programme"),
    "later": said("Later programme"),
    "is_sample": said("Sample data"),
    "address": said("Web address"),
    "note": said("Note"),
}


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    first, _, piece = verb.partition(" ")
    return f"{gettext(PIECE_WORDS.get(piece, piece))}: {_verb(first)}" if piece else _verb(first)


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name


def _verb(verb: str) -> str:
    return gettext(VERBS[verb]) if verb in VERBS else verb


PIECE_WORDS = {
    "part": said("Department and its part"),
    "role": said("Stated role"),
    "instrument": said("Instrument"),
    "budget": said("Budget line"),
    "phase": said("Phase"),
    "target": said("Target"),
    "succession": said("Succession"),
    "member": said("Member of the council"),
    "meeting": said("Meeting of the council"),
    "decision": said("Decision of the council"),
    "place": said("Region or cluster supported"),
    "indicator": said("Indicator to follow"),
}

# Letters that may be declined: what they are called in one's settings, and their template.
LETTERS = {
    "question-reminders": (said("Reminders that an answer of my department is due or late"), "question-reminder"),
    "question-news": (
        said("Steps of a question that ask nothing of me: taken up, forwarded, settled"),
        "question-news",
    ),
    "open-for-you": (said("Once a week, what is newly open for my organisation"), "open-for-you"),
}

# What the database would refuse, in words.
SAYS = {
    "one_part_of_a_department": said("This department has its part in this programme already."),
    "one_succession_between_two_programmes": said("How these two programmes follow each other is recorded already."),
    "no_programme_follows_itself": said("A programme does not follow itself."),
    "instrument_closes_after_it_opens": said("It closes before it opens."),
    "instrument_that_closes_has_opened": said("A last day needs a first day."),
    "amount_is_not_negative": said("An amount is not negative."),
    "amount_covers_a_year": said("An amount covers at least one year."),
    "budget_year_is_a_year": said("This is no year of a budget."),
    "one_phase_of_a_number": said("There is a phase of this number already."),
    "phase_ends_after_it_begins": said("It ends before it begins."),
    "council_seat_is_somebodys": said("Choose an organisation, or write who has the seat."),
    "one_decision_of_a_number": said("This meeting has a decision of this number already."),
    "one_place_of_a_programme": said("This place is recorded already."),
}
