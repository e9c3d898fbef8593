"""What makes two clusters related in an edition: the similarities that its relatedness is the mean of."""

from clusteratlas.editions.queries.made_of import similarities_of
from clusteratlas.reports.spoken import Spoken

_HOW = {"lc_employment": "located", "lc_establishments": "located", "input_output": "trade", "occupation": "staff"}


def related_in_words(spoken: Spoken) -> str:
    """Clusters are related when their industries are found in the same regions, and whatever else is known."""
    kinds = dict.fromkeys(_HOW[kind] for kind in similarities_of(spoken.edition))
    return spoken.say("related_lead", how=spoken.joined([spoken.say(f"related_{kind}") for kind in kinds]))
