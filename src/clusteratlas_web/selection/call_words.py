"""The words of calls: their stages, what histories call verbs and fields, letters that may be declined; message ids."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

# What a reader asks of a call: which of these it is in. A draft is seen by its department only.
OPEN, COMING, JUDGED, DECIDED, CANCELLED, DRAFT = "open", "coming", "judged", "decided", "cancelled", "draft"
STAGES = (
    (OPEN, said("open now")),
    (COMING, said("coming")),
    (JUDGED, said("being judged")),
    (DECIDED, said("decided")),
    (CANCELLED, said("cancelled")),
    (DRAFT, said("draft")),
)

VERBS = {
    "create": said("created"),
    "edit": said("changed"),
    "publish": said("published"),
    "withdraw": said("taken back as draft"),
    "conclude": said("concluded"),
    "cancel": said("cancelled"),
    "add round": said("round added"),
    "change round": said("round changed"),
    "remove round": said("round removed"),
    "add criterion": said("criterion added"),
    "change criterion": said("criterion changed"),
    "remove criterion": said("criterion removed"),
    "add condition": said("condition added"),
    "change condition": said("condition changed"),
    "remove condition": said("condition removed"),
    "add document": said("document added"),
    "remove document": said("document removed"),
    "open": said("round opened"),
    "close": said("round closed"),
    "reopen": said("round opened again"),
    "extend": said("deadline extended"),
    "review": said("reviews started"),
    "meet": said("reviews ended"),
    "resume": said("reviews resumed"),
    "notice": said("decisions published"),
    "finish": said("decisions final"),
    "keep": said("kept as a template"),
}
FIELDS = {
    "slug": said("Address on this site"),
    "state": said("Status"),
    "kind": said("Kind"),
    "names": said("Name"),
    "about": said("What it is about"),
    "department": said("Department"),
    "programme": said("Programme"),
    "template": said("Made from the template"),
    "time_zone": said("Clock"),
    "currency": said("Currency"),
    "most_amount": said("Largest award"),
    "least_matching": said("Least share of own funds"),
    "years": said("Years it covers"),
    "notice_days": said("Days of public notice"),
    "jury_size": said("Jurors"),
    "grants": said("Designation it grants"),
    "region_is_conflict": said("A juror’s own region is a conflict of interest"),
    "for_kinds": said("Kinds of organisation"),
    "for_sizes": said("Sizes"),
    "for_regions": said("Regions"),
    "for_clusters": said("Clusters"),
    "web": said("Web address"),
    "source": said("Source"),
    "number": said("Running number"),
    "round": said("Round"),
    "opens": said("Opens"),
    "closes": said("Deadline"),
    "reviews_due": said("Reviews due"),
    "decision_due": said("Decision due"),
    "places": said("Places"),
    "asks": said("What is handed in"),
    "least_reviews": said("Least reviews of an application"),
    "most_load": said("Most applications of a juror"),
    "sees_reviews": said("Jurors see each other’s reviews"),
    "reads": said("Applications a juror reads"),
    "shows_applicants": said("Jurors see who applies"),
    "centre": said("Score of an application"),
    "removes_severity": said("Severity of jurors is taken off"),
    "least_score": said("Least score"),
    "quorum": said("Quorum of a meeting"),
    "appeal_days": said("Days to appeal against being found not eligible"),
    "evidence": said("Evidence expected"),
    "weight": said("Weight"),
    "low": said("Scale from"),
    "high": said("Scale to"),
    "threshold": said("Least mean that passes"),
    "value": said("Bound"),
    "says": said("What is declared"),
    "file": said("File"),
    "noticed": said("Published on"),
    "notice_ends": said("End of the public notice"),
    "is_sample": said("Sample data"),
    "plan": said("Plan"),
}

# Letters that may be declined: what they are called in one's settings, and their template.
LETTERS = {
    "round-turned": (said("A round of a call of my department opened or closed by the clock"), "round-turned"),
}


def verb_word(verb: str) -> str:
    """What the history of a call calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history of a call calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
