"""Fields of the forms of calls: texts in two languages, shares in per cent, instants on the clock of a zone."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from clusteratlas_web.foundation.clocks import OFTEN, place_word
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.selection.clocks import never_reads, other_zones
from clusteratlas_web.selection.deadlines import NoSuchInstant, instant, on_the_clock

LONG = 10_000


class ClockWidget(forms.MultiWidget):
    """A day and a time of day beside each other."""

    use_fieldset = True
    template_name = "selection/clock.html"

    def __init__(self) -> None:
        day = forms.DateInput(attrs={"type": "date", "aria-label": gettext_lazy("Day")}, format="%Y-%m-%d")
        clock = forms.TimeInput(attrs={"type": "time", "aria-label": gettext_lazy("Time of day")}, format="%H:%M")
        super().__init__({"day": day, "clock": clock})

    def decompress(self, value: Any) -> list[Any]:
        """What the clock reads, in two parts."""
        return [value.date(), value.time()] if isinstance(value, datetime) else [None, None]


class ClockField(forms.MultiValueField):
    """An instant, given as the clock of a zone reads it; a time that the clock never reads, or reads twice, is refused.

    Shown and sent on that clock, cleaned to UTC. `zone` is set by the form.
    """

    widget = ClockWidget

    def __init__(self, **options: Any) -> None:
        self.zone = "UTC"
        parts = (forms.DateField(), forms.TimeField())
        super().__init__(fields=parts, require_all_fields=False, **{"required": False} | options)

    def prepare_value(self, value: Any) -> Any:
        """The instant as the clock reads it."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            return on_the_clock(value, self.zone).replace(tzinfo=None)
        return value

    def compress(self, data_list: Any) -> tuple[date, time] | None:
        """A day with its time."""
        day, clock = data_list or (None, None)
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError(gettext("Give the day and the time of day."))
        return day, clock

    def on(self, value: tuple[date, time] | None, zone: str) -> datetime | None:
        """The instant at which the clock of a zone reads so; raises ValidationError with what the clock does."""
        if value is None:
            return None
        day, clock = value
        try:
            return instant(day, clock, zone)
        except NoSuchInstant as trap:
            raise ValidationError(trap_said(day, clock, zone)) from trap

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Not asked."""
        return True


def trap_said(day: date, clock: time, zone: str) -> str:
    """Why a wall clock is no instant."""
    facts = {"place": place_word(zone), "day": day.isoformat(), "clock": f"{clock:%H:%M}"}
    if never_reads(day, clock, zone):
        said = gettext("On %(day)s the clock of %(place)s goes forward and never reads %(clock)s. Choose another time.")
    else:
        said = gettext("On %(day)s the clock of %(place)s goes back and reads %(clock)s twice. Choose another time.")
    return said % facts


class PercentField(forms.DecimalField):
    """A share, shown and given in per cent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 1, "required": False} | options
        )

    def prepare_value(self, value: Any) -> Any:
        """0.5 as 50."""
        return f"{(value * 100).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        """50 as 0.5."""
        found = super().clean(value)
        return None if found is None else Decimal(found) / 100


def zones() -> list[Any]:
    """The clocks to choose from: those often asked for, then all of the world by continent."""
    often = [(zone, gettext(word)) for zone, word in OFTEN]
    others = [
        (continent, [(zone, zone.partition("/")[2].replace("_", " ")) for zone in found])
        for continent, found in other_zones().items()
    ]
    return [(gettext("Often used"), often), *others]


def add_texts(form: forms.Form, name: str, label: str, texts: dict[str, str], long: bool = False) -> list[str]:
    """A text in each language as fields of a form; returns what they are called."""
    said = {"en": gettext("%(field)s in English"), "zh": gettext("%(field)s in Chinese")}
    for language, short in WRITTEN_IN:
        widget: Any = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
        form.fields[f"{name}_{short}"] = forms.CharField(
            max_length=LONG if long else 200, required=False, widget=widget, label=said[short] % {"field": label}
        )
        form.initial.setdefault(f"{name}_{short}", texts.get(language, ""))
    return [f"{name}_{short}" for _, short in WRITTEN_IN]


def texts_of(cleaned: dict[str, Any], name: str) -> dict[str, str]:
    """What was written, by language; a language left empty has no text."""
    found = {language: (cleaned.get(f"{name}_{short}") or "").strip() for language, short in WRITTEN_IN}
    return {language: text for language, text in found.items() if text}


def needs_a_name(form: forms.Form, name: str = "names") -> None:
    """A text in one language at least."""
    if not texts_of(form.cleaned_data, name):
        form.add_error(f"{name}_en", gettext("It needs a name in one language at least."))


def settle(form: forms.Form, names: Iterable[str]) -> None:
    """Takes away the fields of what cannot be changed any more."""
    for name in names:
        form.fields.pop(name, None)
