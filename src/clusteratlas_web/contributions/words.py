"""The words of contributed data: qualities, what may be shown, steps, fields, as message ids."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.sources.origin import ESTIMATE, OFFICIAL, SURVEY, UNVERIFIED

QUALITY_WORDS = (
    (OFFICIAL, said("Official register")),
    (SURVEY, said("Survey by a known method")),
    (ESTIMATE, said("Estimate")),
    (UNVERIFIED, said("Unverified")),
)

PUBLIC, CONFIDENTIAL = "public", "confidential"
PUBLICATIONS = (
    (PUBLIC, said("Public: the figures may be shown as they are")),
    (CONFIDENTIAL, said("Confidential: the figures may only enter internal editions")),
)
SHORT_PUBLICATIONS = ((PUBLIC, said("public")), (CONFIDENTIAL, said("confidential")))

# Where the check of a file by its map stands.
UNCHECKED, WAITING, FAILED, PASSED = "", "waiting", "failed", "passed"
CHECKS = (
    (UNCHECKED, said("not checked yet")),
    (WAITING, said("being checked")),
    (FAILED, said("errors found")),
    (PASSED, said("no errors found")),
)

LEVELS = (
    ("country", said("the country")),
    ("state", said("states")),
    ("county", said("counties")),
    ("metro", said("metropolitan areas")),
    ("micro", said("micropolitan areas")),
    ("ea", said("economic areas")),
    ("nuts0", said("countries")),
    ("nuts1", said("NUTS 1 regions")),
    ("nuts2", said("NUTS 2 regions")),
    ("nuts3", said("NUTS 3 regions")),
    ("prefecture", said("prefectures")),
    ("city", said("cities")),
    ("district", said("districts")),
    ("province", said("provinces")),
)
GAZETTEERS = (
    ("us", said("United States")),
    ("eu", said("Europe")),
    ("jp", said("Japan")),
    ("de", said("Germany")),
    ("cn", said("China")),
)
MEASURES = (
    ("employment", said("Persons employed")),
    ("establishments", said("Establishments")),
    ("wages", said("Wages")),
    ("revenue", said("Revenue")),
    ("profit", said("Profit")),
    ("exports", said("Exports")),
)

VERBS = {
    "create": said("begun"),
    "edit": said("described anew"),
    "upload": said("file uploaded"),
    "map": said("columns explained"),
    "check": said("checked"),
    "offer": said("offered"),
    "return": said("returned"),
    "accept": said("accepted"),
    "refuse": said("refused"),
    "withdraw": said("withdrawn"),
    "retire": said("retired"),
    "enter": said("entered among the sources"),
}
FIELDS = {
    "state": said("Status"),
    "titles": said("Title"),
    "abouts": said("What it is"),
    "methods": said("How it was collected"),
    "producer": said("Producer"),
    "atlas": said("Atlas"),
    "licence": said("Licence"),
    "terms": said("Who may use it, and how"),
    "publication": said("May the figures be shown?"),
    "first_year": said("First year"),
    "last_year": said("Last year"),
    "web": said("Web address"),
    "file": said("File"),
    "check_state": said("Check"),
    "quality": said("Quality"),
    "coverage": said("Share that it covers"),
    "limits": said("Limits"),
    "slug": said("Name among the sources"),
}

# What the database would refuse, in words.
SAYS = {
    "data_set_ends_after_it_begins": said("It ends before it begins."),
    "data_set_in_years_that_are_years": said("These are no years of statistics."),
    "coverage_is_a_share": said("A share lies between 0 and 100 percent."),
}


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
