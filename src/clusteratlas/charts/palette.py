"""Colours of charts: by name for a page, which decides light or dark, and as values for print and notebooks."""

from bisect import bisect_right
from dataclasses import dataclass

# Lower ends of the classes of the location quotient; the break at 1 is where sand turns to teal.
QUOTIENT_CLASSES = (0.0, 0.5, 1.0, 1.5, 2.5, 5.0)
# Where one class of growth ends and the next begins; the fourth of the seven holds what hardly changed.
GROWTH_CLASSES = (-0.2, -0.1, -0.02, 0.02, 0.1, 0.2)
# The first family must have the language's characters: the drawing engine takes any other font for those it lacks.
FONTS = {
    "en": "Liberation Sans, Arial, sans-serif",
    "zh-hans": "Noto Sans CJK SC, Source Han Sans SC, sans-serif",
}


@dataclass(frozen=True)
class Palette:
    """The colours a chart may use; `quotient` has one for each class of the location quotient, `on` its text."""

    paper: str
    ink: str
    ink_2: str
    ink_3: str
    rule: str
    grey: str
    field: str
    accent: str
    accent_ink: str
    quotient: tuple[str, ...]
    on: tuple[str, ...]
    growth: tuple[str, ...]
    on_growth: tuple[str, ...]

    def quotient_colour(self, value: float | None) -> str:
        """The colour of a location quotient; paper where it is undefined."""
        return self.paper if value is None else self.quotient[quotient_class(value)]

    def text_colour(self, value: float | None) -> str:
        """The colour of text on that colour."""
        return self.ink if value is None else self.on[quotient_class(value)]

    def growth_colour(self, value: float | None) -> str:
        """The colour of a growth rate; paper where it is undefined."""
        return self.paper if value is None else self.growth[growth_class(value)]

    def growth_text_colour(self, value: float | None) -> str:
        """The colour of text on that colour."""
        return self.ink if value is None else self.on_growth[growth_class(value)]


def quotient_class(value: float) -> int:
    """The class of a location quotient, 0 to 5."""
    return max(bisect_right(QUOTIENT_CLASSES, value) - 1, 0)


def growth_class(value: float) -> int:
    """The class of a growth rate, 0 (falling fastest) to 6."""
    return bisect_right(GROWTH_CLASSES, value)


PAGE = Palette(
    paper="var(--paper)",
    ink="var(--ink)",
    ink_2="var(--ink-2)",
    ink_3="var(--ink-3)",
    rule="var(--rule)",
    grey="var(--rule-2)",
    field="var(--field)",
    accent="var(--accent)",
    accent_ink="var(--accent-ink)",
    quotient=tuple(f"var(--q{at})" for at in range(6)),
    on=("var(--on-q-lo)",) * 4 + ("var(--on-q-hi)",) * 2,
    growth=tuple(f"var(--d{at})" for at in range(-3, 4)),
    on_growth=("var(--on-q-hi)", *("var(--on-q-lo)",) * 5, "var(--on-q-hi)"),
)

PRINT = Palette(
    paper="#ffffff",
    ink="#17212b",
    ink_2="#43505c",
    ink_3="#616d78",
    rule="#dfe3e5",
    grey="#bcc4ca",
    field="#7b8791",
    accent="#bd3f12",
    accent_ink="#a63409",
    quotient=("#ebe8dd", "#d3cdbb", "#b0d4cc", "#6fb0aa", "#2b8084", "#0d4a57"),
    on=("#17212b",) * 4 + ("#ffffff",) * 2,
    growth=("#7f4a0c", "#c48f4a", "#ead6b5", "#f1f1ee", "#bcd9d5", "#57a09f", "#0d5c68"),
    on_growth=("#ffffff", *("#17212b",) * 5, "#ffffff"),
)
