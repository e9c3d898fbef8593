"""A map as a template takes it: shapes, bubbles, legends, names, and the counts that must equal the table beside it."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from clusteratlas_web.explore.mapping.legends import Legend, NamedClass, Sizes, SizeWords
from clusteratlas_web.explore.mapping.shapes import Bubble, Counted, DrawnLabel, Shape, written_bubbles
from clusteratlas_web.explore.outlines import HATCH, written_outlines
from clusteratlas_web.explore.rule_choice import RuleChoice


@dataclass(frozen=True)
class RegionMap:
    """The map of a subject over the regions of a level.

    `dots` is a path with a point in every region that is strong under `rules`; it is empty where none is ranked.
    """

    title: str
    tip_labels: str
    rules: RuleChoice | None
    dots: str
    strong: int
    shapes: list[Shape]
    legends: list[Legend]
    labels: list[DrawnLabel]
    view_box: str
    letters: int  # the size of letters, which hatching goes by too
    sheet: str
    country: str
    lines: tuple[str, ...]
    coloured: int
    grey: list[Counted]
    without_boundary: list[str]
    notice: str
    selected: str
    classes: list[NamedClass] = field(default_factory=list)
    bubbles: list[Bubble] = field(default_factory=list)
    sizes: list[Sizes] = field(default_factory=list)
    sized: SizeWords | None = None
    below: int = 0  # regions that do not meet what is asked
    asked: str = ""  # what that is
    spread: str = ""  # how the limits of the classes came about

    @property
    def outlines(self) -> SafeString:
        """The shapes as SVG."""
        return written_outlines(self.shapes, self.sheet)

    @property
    def circles(self) -> SafeString:
        """The bubbles as SVG."""
        return written_bubbles(self.bubbles)

    @property
    def hatch(self) -> int:
        """The width of the lines of its hatching."""
        return self.letters // 4

    @property
    def unit(self) -> float:
        """About a pixel, in units of the sheet: what patterns go by."""
        return self.letters / 10

    @property
    def hatched(self) -> int:
        """How many regions have a class that withheld cells decide on."""
        return sum(shape.pattern == HATCH for shape in self.shapes)

    @property
    def grey_count(self) -> int:
        """How many regions have no colour."""
        return sum(each.count for each in self.grey)
