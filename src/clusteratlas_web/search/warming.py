"""What a process needs before its first question is answered quickly; `server.warm_beside` makes it beside pages."""

import gc
import logging

from django.db import DatabaseError

from clusteratlas_web.search.atlases import atlas_indexes
from clusteratlas_web.search.finding import Asked, find

log = logging.getLogger(__name__)
# A word that nothing has, so that the words of all indexes are compared with it, and those of organisations too.
UNLIKELY = "qzwxv"


def warm() -> None:
    """Makes the indexes of all atlases, of the commons and of the glossary, and the words that spelling is held to.

    What is made is taken out of the rounds of the garbage collector, as `server.settle` does with the rest.
    """
    try:
        atlas_indexes()
        find(Asked(UNLIKELY))
    except (DatabaseError, OSError) as error:  # the first question says what is wrong, to somebody who asks
        log.warning("the search is not warm: %s", error)
    gc.freeze()
