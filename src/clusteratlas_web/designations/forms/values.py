"""The form of the values of a group of indicators, each with a note."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.designations.actions.assessing import RANGES
from clusteratlas_web.designations.models import Indicator
from clusteratlas_web.designations.wording import bound_said
from clusteratlas_web.designations.words import ANSWERED, BASELINES, SHARE, YES_NO

HUNDRED = Decimal(100)


class ValueForm(forms.Form):
    """The values of a group of indicators, each with a note. Shares are typed in percent."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        given: Mapping[str, tuple[Decimal | None, str]],
        rule: str = "",
        data: Any = None,
        version: int = 0,
    ) -> None:
        super().__init__(data)
        self.indicators = indicators
        for each in indicators:
            value, note = given.get(each.code, (None, ""))
            self.fields[f"value-{each.code}"] = value_field(each, value, rule)
            self.fields[f"note-{each.code}"] = forms.CharField(
                label=gettext("Note"),
                required=False,
                max_length=2000,
                initial=note,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=version)

    @property
    def values(self) -> dict[str, tuple[Decimal | None, str]]:
        """Value and note by the code of each indicator."""
        return {
            each.code: (
                stored(each, self.cleaned_data[f"value-{each.code}"]),
                self.cleaned_data[f"note-{each.code}"],
            )
            for each in self.indicators
        }


def value_field(indicator: Indicator, value: Decimal | None, rule: str = "") -> forms.Field:
    """The field of a value: yes or no, percent, a scale, a number."""
    label = f"{indicator.number}. {indicator.name}"
    if indicator.kind == YES_NO:
        answers = [("", gettext("no answer")), ("1", gettext("yes")), ("0", gettext("no"))]
        shown = "" if value is None else str(int(value))
        return forms.ChoiceField(label=label, choices=answers, required=False, initial=shown)
    low, high = RANGES.get(indicator.kind, (None, None))
    least = indicator.low if indicator.low is not None else low
    most = indicator.high if indicator.high is not None else high
    factor = 100 if indicator.kind == SHARE else 1
    unit = gettext("in percent") if indicator.kind == SHARE else str(indicator.unit_name)
    bound = bound_said(indicator.kind, indicator.direction, bound_of(indicator, rule))
    if bound and rule == ANSWERED:
        bound = gettext("%(bound)s for the next level") % {"bound": bound}
    told = [unit, bound]
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=None if least is None else least * factor,
        max_value=None if most is None else most * factor,
        max_digits=14,
        decimal_places=2 if indicator.kind == SHARE else 4,
        initial=None if value is None else exact(value * factor),
        help_text=gettext("; ").join(each for each in told if each),
    )


def exact(value: Decimal) -> str:
    """A value as it is typed: every figure that counts, so that what is stored again as it stands stays the same."""
    return f"{value.normalize():f}"


def bound_of(indicator: Indicator, rule: str) -> Decimal | None:
    """What the rule of a level holds an indicator against; the benchmark shows the baseline of the next level."""
    return indicator.baseline if rule in (ANSWERED, BASELINES) else indicator.threshold


def stored(indicator: Indicator, value: Any) -> Decimal | None:
    """A value as it is stored: shares 0 to 1, yes 1."""
    if value in (None, ""):
        return None
    return Decimal(value) / HUNDRED if indicator.kind == SHARE else Decimal(value)
