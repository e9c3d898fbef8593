"""What values are called in the history of programmes, of their pieces, and of questions."""

from clusteratlas_web.foundation.history_shown import choice_word, word_of_choice
from clusteratlas_web.foundation.models import HistoryEntry
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import country_name, place_name
from clusteratlas_web.programmes.queries.pieces import PIECES
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.words import KINDS, SIZES

PLACED = {"for_regions": REGION, "region": REGION, "comparison": REGION, "for_clusters": CLUSTER, "cluster": CLUSTER}
WORDED = {"for_kinds": KINDS, "for_sizes": SIZES}


def value_word(entry: HistoryEntry, field: str, code: str) -> str:
    """The word for a value of a programme, of a question, or of the piece that the verb names."""
    if field in PLACED:
        return str(place_name(PLACED[field], code)) if code else ""
    if field in WORDED:
        return worded(WORDED[field], code)
    if field == "country":
        return country_name(code)
    piece = PIECES.get(entry.verb.partition(" ")[2])
    return word_of_choice(piece, field, code) if piece else choice_word(entry, field, code)
