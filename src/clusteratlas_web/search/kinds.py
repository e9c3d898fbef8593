"""The kinds of things that can be found, in the order of the page, and what each is called."""

from django.utils.translation import gettext

REGION, CLUSTER, SUBCLUSTER, INDUSTRY = "region", "cluster", "subcluster", "industry"
ORGANISATION, PROGRAMME, CALL, DESIGNATION, TERM = "organisation", "programme", "call", "designation", "term"
OF_ATLASES = (REGION, CLUSTER, SUBCLUSTER, INDUSTRY)
KINDS = (*OF_ATLASES, ORGANISATION, PROGRAMME, CALL, DESIGNATION, TERM)


def kind_titles() -> dict[str, str]:
    """The heading of each kind."""
    return {
        REGION: gettext("Regions"),
        CLUSTER: gettext("Clusters"),
        SUBCLUSTER: gettext("Subclusters"),
        INDUSTRY: gettext("Industries and occupations"),
        ORGANISATION: gettext("Organisations"),
        PROGRAMME: gettext("Programmes"),
        CALL: gettext("Calls"),
        DESIGNATION: gettext("Designations"),
        TERM: gettext("Words of the glossary"),
    }


def kind_words() -> dict[str, str]:
    """What one of each kind is called."""
    return {
        ORGANISATION: gettext("organisation"),
        PROGRAMME: gettext("programme"),
        CALL: gettext("call"),
        DESIGNATION: gettext("designation"),
        TERM: gettext("word"),
    }
