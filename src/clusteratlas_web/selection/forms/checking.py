"""The forms of the completeness desk: what an officer found, and why an application is admitted, returned, excluded."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.selection.actions.checking import Found
from clusteratlas_web.selection.deadlines import NoSuchInstant, instant
from clusteratlas_web.selection.models import Condition, Entry
from clusteratlas_web.selection.queries.checking import Checked

AS_FOUND, MET, NOT_MET = "", "yes", "no"
_SAYS: dict[str, bool | None] = {AS_FOUND: None, MET: True, NOT_MET: False}


class CheckForm(forms.Form):
    """Condition by condition: as the platform found, met, or not met, with a note."""

    def __init__(self, findings: Sequence[Checked], data: Any = None) -> None:
        self.conditions = [each for each in findings if each.condition is not None]
        super().__init__(data, initial=self._stored())
        offered = [(AS_FOUND, gettext("as found")), (MET, gettext("met")), (NOT_MET, gettext("not met"))]
        for each in self.conditions:
            says, note = self._names(each)
            label = {"label": each.finding.said}
            self.fields[says] = forms.ChoiceField(choices=offered, required=False, **label)
            self.fields[note] = forms.CharField(max_length=2000, required=False, label=gettext("Note"))

    @property
    def found(self) -> dict[Condition, Found]:
        """What the action stores."""
        sent = self.cleaned_data
        return {
            each.condition: Found(_SAYS[sent[says]], sent[note])
            for each in self.conditions
            if each.condition is not None
            for says, note in [self._names(each)]
        }

    def rows(self, findings: Sequence[Checked]) -> list[tuple[Checked, Any, Any]]:
        """Each finding with its two fields; none where it is the call itself that asks."""
        return [
            (each, *([self[name] for name in self._names(each)] if each.condition else (None, None)))
            for each in findings
        ]

    def _names(self, each: Checked) -> tuple[str, str]:
        number = each.finding.asked.number
        return f"says_{number}", f"note_{number}"

    def _stored(self) -> dict[str, str]:
        found = {}
        for each in self.conditions:
            says, note = self._names(each)
            if each.check is not None:
                found |= {says: MET if each.check.is_met else NOT_MET, note: each.check.note}
        return found


class AdmitForm(forms.Form):
    """Admitting, with a note where something is not settled."""

    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        super().__init__(data, initial={"version": entry.version}, prefix="admit")
        self.fields["note"].label = gettext("Note")
        self.fields["note"].help_text = gettext("Kept in the history; only those who run the call read it.")


class ReturnForm(forms.Form):
    """What is to be amended, and until when."""

    reasons = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    clock = forms.TimeField(widget=forms.TimeInput(format="%H:%M"), initial="17:00")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        self.zone = entry.round.call.time_zone
        super().__init__(data, initial={"version": entry.version}, prefix="return")
        self.fields["reasons"].label = gettext("What is to be amended")
        self.fields["day"].label = gettext("Until the day")
        self.fields["clock"].label = gettext("Until the time")
        told = gettext("On the clock of the call: %(zone)s.")
        self.fields["clock"].help_text = told % {"zone": place_word(self.zone)}

    def clean(self) -> dict[str, Any]:
        """A wall clock that there is, once."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("clock"):
            try:
                cleaned["until"] = instant(cleaned["day"], cleaned["clock"], self.zone)
            except NoSuchInstant:
                self.add_error("clock", gettext("On this day the clock never reads so, or reads so twice."))
        return cleaned

    @property
    def until(self) -> datetime:
        """The instant."""
        return self.cleaned_data["until"]  # type: ignore[no-any-return]


class ExcludeForm(forms.Form):
    """Why an application is not eligible."""

    reasons = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        super().__init__(data, initial={"version": entry.version}, prefix="exclude")
        self.fields["reasons"].label = gettext("Reasons")
        self.fields["reasons"].help_text = gettext("The applicant reads them.")
