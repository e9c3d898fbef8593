"""Who reviewed what, as a graph of applications and jurors: its connected parts, and where severity is undefined."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from clusteratlas_web.selection.ranking.reviews import Places, Reviews

ONE_JUROR = "one juror"  # nobody else has read what this juror read
ONE_APPLICATION = "one application"  # these jurors have read nothing else


@dataclass(frozen=True, eq=False)
class Parts:
    """The part of each application and juror; what has no review is a part of its own."""

    of_application: Places
    of_juror: Places
    applications: Places  # in each part
    jurors: Places

    def __len__(self) -> int:
        return len(self.applications)

    @property
    def undefined(self) -> NDArray[np.bool_]:
        """Of each part, whether quality and severity cannot be told apart in it."""
        return (self.applications < 2) | (self.jurors < 2)

    @property
    def reviewed(self) -> NDArray[np.bool_]:
        """Of each part, whether it has a review: an application or juror alone has none."""
        return (self.applications > 0) & (self.jurors > 0)

    def reason(self, part: int) -> str | None:
        """Why severity is undefined in a part; None where it is defined."""
        if self.jurors[part] < 2:
            return ONE_JUROR
        return ONE_APPLICATION if self.applications[part] < 2 else None


def connected_parts(reviews: Reviews) -> Parts:
    """Parts of the graph in which a review joins an application and a juror."""
    applications = len(reviews.applications)
    size = applications + len(reviews.jurors)
    ends = np.zeros(size + 1, np.intp)  # reviews are ordered by application, so the rows of the graph lie ready
    ends[1:] = np.cumsum(np.bincount(reviews.application, minlength=size))
    graph = csr_array((np.ones(len(reviews)), applications + reviews.juror, ends), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    of_application, of_juror = label[:applications].astype(np.intp), label[applications:].astype(np.intp)
    sizes = (np.bincount(each, minlength=count) for each in (of_application, of_juror))
    return Parts(of_application, of_juror, *sizes)
