"""What is drawn on a map: regions, bubbles, names; and the reasons why a region has no colour."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.labels import Label

NO_COMPARISON = "no_comparison"  # a region with jobs whose change is not known
NO_FIGURE = "no_figure"  # a region with figures, of which this one is not known
NOT_A_CANDIDATE = "not_a_candidate"  # a cluster is strong there already, or not ranked, so it is no opportunity
NONE, OFF, BARE = "none", "off", "bare"  # the styles of no figure, of less than is asked, of the ground under a bubble


@dataclass(frozen=True)
class Shape:
    """A region on the map: its code, colour, address and what its tooltip says."""

    region: str
    colour: str
    address: str
    label: str
    tip: str
    stop: bool  # the one region the tab key enters the map at
    pattern: str = ""  # laid over the colour: of a class, or where withheld cells decide on the class


@dataclass(frozen=True)
class Bubble:
    """A circle on a region whose area is its jobs."""

    region: str
    colour: str
    address: str
    tip: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class DrawnLabel:
    """A label with its words."""

    place: Label
    name: str
    figure: str


@dataclass(frozen=True)
class Counted:
    """A reason why regions have no colour, and how many regions have it."""

    label: str
    count: int

    @property
    def text(self) -> str:
        """withheld, and not known (3)."""
        return gettext("%(reason)s (%(count)s)") % {"count": self.count, "reason": self.label}


def reason_texts() -> dict[str, str]:
    """Why a region has no colour, in the order a legend says it."""
    return {
        clusters.ABSENT: gettext("nothing of the cluster in the file"),
        clusters.WITHHELD: gettext("withheld, and not known"),
        NO_COMPARISON: gettext("no figure of the year before"),
        NO_FIGURE: gettext("this figure is not known"),
        NOT_A_CANDIDATE: gettext("no opportunity: strong there already, or not to be judged"),
        clusters.NOT_IN_YEAR: gettext("no figures in this year"),
        clusters.NOT_IN_FILE: gettext("not in the file"),
    }


def counted_reasons(reasons: Mapping[str, str]) -> list[Counted]:
    """How many regions have each reason."""
    counts = Counter(reasons.values())
    return [Counted(label, counts[reason]) for reason, label in reason_texts().items() if counts[reason]]


def written_bubbles(bubbles: Iterable[Bubble]) -> SafeString:
    """Every bubble as a link around a circle, the largest first, so that a small one is never covered."""
    drawn = sorted(bubbles, key=lambda each: (-each.radius, each.region))
    return SafeString("".join(_bubble(each) for each in drawn))


def _bubble(each: Bubble) -> str:
    return (
        f'<a href="{escape(each.address)}" tabindex="-1" aria-hidden="true"><circle class="bubble {each.colour}" '
        f'cx="{each.x}" cy="{each.y}" r="{each.radius}" data-region="{escape(each.region)}" '
        f'data-tip="{escape(each.tip)}"/></a>\n'
    )
