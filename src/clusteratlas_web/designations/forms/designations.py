"""The forms of a designation: granting, editing, a step of its life, its terms."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from clusteratlas_web.designations.actions.granting import Grant
from clusteratlas_web.designations.actions.life import REASONED, Step
from clusteratlas_web.designations.dates import day_in
from clusteratlas_web.designations.forms.fields import (
    DayField,
    LevelField,
    OrganisationText,
    Worded,
    name_fields,
    texts_of,
)
from clusteratlas_web.designations.models import Designation
from clusteratlas_web.designations.queries.designations import levels_run_by
from clusteratlas_web.designations.words import DIRECTIONS, MEASURES, OUTCOMES
from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import CodesText, NamedField, places_help
from clusteratlas_web.programmes.queries.programmes import visible
from clusteratlas_web.programmes.words import CLUSTER, COUNTRIES, REGION
from clusteratlas_web.selection.deadlines import NoSuchInstant, instant


class GrantForm(Worded):
    """A designation granted by hand."""

    def __init__(self, person: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["level"] = LevelField(levels_run_by(person).prefetch_related("scheme"))
        self.fields["holder"] = OrganisationText(person, required=False)
        name_fields(self, "names", gettext("Name of the place, where no organisation holds it"))
        self.fields["granted_on"] = DayField(initial=timezone.now().date())
        _place_fields(self, person)
        name_fields(self, "reasons", gettext("Reasons"), rows=3)
        self.label_all()

    def clean(self) -> dict[str, Any]:
        """Somebody holds it."""
        cleaned = super().clean()
        if not cleaned.get("holder") and not texts_of(self, "names") and "holder" not in self.errors:
            self.add_error("holder", gettext("Choose an organisation, or write the name of the place."))
        return cleaned

    @property
    def grant(self) -> Grant:
        """What the action takes."""
        data = self.cleaned_data
        facts = {name: data[name] for name in ("country", "region", "cluster", "programme", "source")}
        names, reasons = texts_of(self, "names"), texts_of(self, "reasons")
        return Grant(data["holder"], names, data["granted_on"], reasons=reasons, facts=facts)


class DesignationForm(Worded):
    """The facts of a designation; how it stands is not among them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, person: Any, designation: Designation, data: Any = None) -> None:
        names = {f"names_{short}": designation.names.get(language, "") for language, short in WRITTEN_IN}
        facts = ("country", "region", "cluster", "programme", "source", "review_due", "version")
        super().__init__(data, initial={name: getattr(designation, name) for name in facts} | names)
        if designation.holder is None:
            name_fields(self, "names", gettext("Name of the place"), required=True)
        _place_fields(self, person)
        self.fields["review_due"] = DayField(required=False)
        self.label_all()

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        names = ("country", "region", "cluster", "programme", "source", "review_due")
        named = {"names": texts_of(self, "names")} if "names_en" in self.fields else {}
        return {name: self.cleaned_data[name] for name in names} | named


def _place_fields(form: Worded, person: Any) -> None:
    form.fields["country"] = forms.ChoiceField(choices=choices(COUNTRIES, "not recorded"), required=False)
    form.fields["region"] = CodesText(REGION, single=True, help_text=places_help(REGION))
    form.fields["cluster"] = CodesText(CLUSTER, single=True, help_text=places_help(CLUSTER))
    programmes = visible(person).prefetch_related("names")
    form.fields["programme"] = NamedField(programmes, required=False, empty_label=gettext("not recorded"))
    form.fields["source"] = forms.CharField(max_length=400, required=False)


class StepForm(Worded):
    """A step: its day, its reasons, and what some steps need besides. Hours are those of the scheme’s clock."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, designation: Designation, verb: str, data: Any = None) -> None:
        self.zone, self.verb = designation.scheme.time_zone, verb
        day = day_in(self.zone, timezone.now())
        super().__init__(data, initial={"version": designation.version, "on": day})
        if verb != "set_hearing":
            self.fields["on"] = DayField()
        if verb == "put_on_probation":
            self.fields["deadline"] = DayField(help_text=gettext("Until when it has to be better."))
        if verb in ("put_on_probation", "set_hearing"):
            self._ask_hearing()
        if verb == "hear":
            for name, required in (("minutes", True), ("statement", False)):
                area = forms.Textarea(attrs={"rows": 6})
                self.fields[name] = forms.CharField(widget=area, max_length=20_000, required=required)
        if verb not in ("set_hearing", "hear"):
            name_fields(self, "reasons", gettext("Reasons"), rows=4, required=verb in REASONED)
        self.label_all()

    def _ask_hearing(self) -> None:
        self.fields["hearing_day"] = DayField(label=gettext("Day of the hearing"))
        told = gettext("On the clock of %(zone)s.") % {"zone": place_word(self.zone)}
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        self.fields["hearing_time"] = forms.TimeField(label=gettext("Hour"), widget=clock, help_text=told)
        self.fields["place"] = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The hearing as an instant."""
        cleaned = super().clean()
        cleaned["hearing"] = self._hearing(cleaned)
        return cleaned

    def _hearing(self, cleaned: dict[str, Any]) -> datetime | None:
        if not cleaned.get("hearing_day") or not cleaned.get("hearing_time"):
            return None
        try:
            return instant(cleaned["hearing_day"], cleaned["hearing_time"], self.zone)
        except NoSuchInstant:
            self.add_error("hearing_time", gettext("Clocks are changed that night: choose another hour."))
            return None

    @property
    def step(self) -> Step:
        """What the action takes."""
        data = self.cleaned_data
        told = {name: data.get(name) or "" for name in ("place", "minutes", "statement")}
        return Step(data.get("on"), texts_of(self, "reasons"), data.get("deadline"), data.get("hearing"), **told)


class TermForm(Worded):
    """A term: in words, and as a measure of the atlas where it is one."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        name_fields(self, "names", gettext("What is to be reached"), required=True)
        told = gettext("With a measure its figures are read from the editions. Shares and growth are written as 0.05.")
        self.fields["measure"] = forms.ChoiceField(
            choices=choices(MEASURES, "not a figure of the atlas"), required=False, help_text=told
        )
        self.fields["direction"] = forms.ChoiceField(choices=choices(DIRECTIONS))
        self.fields["target"] = forms.DecimalField(required=False, max_digits=18, decimal_places=4)
        self.fields["unit"] = forms.CharField(max_length=40, required=False)
        self.fields["baseline"] = forms.DecimalField(required=False, max_digits=18, decimal_places=4)
        self.fields["due"] = DayField(required=False)
        self.fields["is_promise"] = forms.BooleanField(required=False)
        self.label_all()

    def clean(self) -> dict[str, Any]:
        """A measure has its target."""
        cleaned = super().clean()
        if cleaned.get("measure") and cleaned.get("target") is None and "target" not in self.errors:
            self.add_error("target", gettext("A measure needs its target."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        names = ("measure", "direction", "target", "unit", "baseline", "due", "is_promise")
        return {name: self.cleaned_data[name] for name in names} | {"names": texts_of(self, "names")}


class OutcomeForm(Worded):
    """Whether a term was met."""

    outcome = forms.ChoiceField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, term: Any, data: Any = None) -> None:
        facts = {name: getattr(term, name) for name in ("outcome", "value", "note", "version")}
        super().__init__(data, initial=facts | {"on": term.assessed_on or timezone.now().date()})
        self.fields["outcome"].choices = choices(OUTCOMES)  # type: ignore[attr-defined]
        self.fields["on"] = DayField()
        self.fields["value"] = forms.DecimalField(required=False, max_digits=18, decimal_places=4)
        area = forms.Textarea(attrs={"rows": 3})
        self.fields["note"] = forms.CharField(widget=area, max_length=4000, required=False)
        self.label_all()
