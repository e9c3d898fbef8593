"""Contributed data sets that were accepted: what they are, their label, and the editions that name them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, current_rows
from clusteratlas_web.api.columns import COUNT, DATE, RATIO, Column, own_shape
from clusteratlas_web.api.commons.subjects import DATA_SETS
from clusteratlas_web.api.commons.wording import PAGE, SAMPLE, amount, codes_of, number, or_none, several, word
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.queries import NamedEdition, accepted, editions_naming
from clusteratlas_web.contributions.states import PUBLIC
from clusteratlas_web.contributions.words import QUALITY_WORDS, SHORT_PUBLICATIONS
from clusteratlas_web.foundation.names import in_words

_SHAPE = own_shape(
    "DataSet",
    (
        Column("number", COUNT, "Its number.", is_key=True),
        word("title", "Its title in the language asked for, else in the first there is."),
        word("organisation", "Who contributed it, by the name its address has."),
        word("producer", "Who collected the figures."),
        word("about", "What it is."),
        word("method", "How it was collected."),
        word("atlas", "The atlas it is for; empty where it fits none yet."),
        number("first_year", "The first year it covers.", "year"),
        number("last_year", "The last year it covers.", "year"),
        word("licence", "Its licence."),
        word("terms", "What else its licence says; empty where it says nothing else."),
        word("publication", "Whether its figures may be shown.", codes_of(SHORT_PUBLICATIONS)),
        word("quality", "What its reviewers say of its quality.", codes_of(QUALITY_WORDS)),
        Column("coverage", RATIO, "The share that it covers; empty where nobody knows.", "share, 0 to 1"),
        word("limits", "Its limits, as its reviewers see them; empty where none are recorded."),
        word("state", "Whether it is in use or retired.", tuple(PUBLIC)),
        Column("accepted", DATE, "The day it was accepted."),
        word("source", "Its name among the sources."),
        several("editions", "The editions here that name it."),
        SAMPLE,
        PAGE,
    ),
)


@current_rows("/data-sets", said("Contributed data sets"), DATA_SETS, _SHAPE)
def data_sets(asked: Asked) -> Rows:
    """Data sets that organisations contributed and reviewers accepted, with label and licence; never their figures."""
    found, window = accepted(), asked.window
    rows = list(found[window.start : window.start + window.limit])
    editions = editions_naming(each.slug for each in rows)
    return Rows(_SHAPE, [_row(each, editions) for each in rows], count=found.count())


def _row(each: DataSet, editions: Mapping[str, list[NamedEdition]]) -> dict[str, Any]:
    facts = ("producer", "atlas", "licence", "terms", "publication", "quality", "state", "source")
    return {
        "number": each.pk,
        "title": str(each.title),
        "organisation": each.organisation.slug,
        **{name: or_none(getattr(each, name)) for name in facts},
        "about": or_none(str(in_words(each.abouts))),
        "method": or_none(str(in_words(each.methods))),
        "first_year": each.first_year,
        "last_year": each.last_year,
        "coverage": amount(each.coverage),
        "limits": or_none(str(in_words(each.limits))),
        "accepted": each.accepted,
        "editions": [edition.identity for edition in editions.get(each.slug or "", [])],
        "is_sample": each.is_sample,
        "page": reverse("contributions:data-set", args=(each.pk,)),
    }
