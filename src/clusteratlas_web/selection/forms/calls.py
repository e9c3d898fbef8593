"""The forms of a call: making one from a template, its facts, its papers, keeping it as a template, a reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext

from clusteratlas_web.foundation.money import CURRENCIES
from clusteratlas_web.foundation.uploads import KINDS as FILES
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import DepartmentField, NamedField, codes_field
from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.programmes.queries.programmes import visible
from clusteratlas_web.programmes.queries.questions import departments
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.words import KINDS as ORGANISATIONS
from clusteratlas_web.registry.words import SIZES
from clusteratlas_web.selection.actions.calls import TEXTS, has_begun
from clusteratlas_web.selection.awards import grantable
from clusteratlas_web.selection.call_words import field_word
from clusteratlas_web.selection.deadlines import is_zone
from clusteratlas_web.selection.forms.fields import (
    LONG,
    ClockField,
    PercentField,
    add_texts,
    needs_a_name,
    settle,
    texts_of,
    zones,
)
from clusteratlas_web.selection.models import Call
from clusteratlas_web.selection.plans import Plan
from clusteratlas_web.selection.words import KINDS

FACTS = (
    *("kind", "programme", "time_zone", "for_kinds", "for_sizes", "for_regions", "for_clusters", "currency"),
    *("most_amount", "least_matching", "years", "jury_size", "notice_days", "grants", "region_is_conflict"),
    *("web", "source"),
)
NOT_RECORDED = "not recorded"


class ZoneField(forms.ChoiceField):
    """A clock of the world."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=zones, label=field_word("time_zone"), **options)
        self.help_text = gettext("All dates of the call are given and shown on this clock.")

    def validate(self, value: Any) -> None:
        """Any zone that the time zone database has."""
        if not is_zone(value):
            raise ValidationError(gettext("There is no such clock."))


class NewCallForm(forms.Form):
    """What a new call needs besides its template: names, a department, a clock, and when it opens."""

    def __init__(self, person: Any, plan: Plan, data: Any = None) -> None:
        super().__init__(data, initial={"time_zone": "UTC"})
        names = add_texts(self, "names", field_word("names"), plan.names)
        mine = departments()
        if not person.is_staff:
            mine = mine.filter(pk__in=departments_of(person).values("organisation"))
        self.fields["department"] = DepartmentField(mine, label=gettext("Department"), empty_label=None)
        self.fields["programme"] = _programme_field(person)
        self.fields["time_zone"] = ZoneField()
        self.fields["opens"] = ClockField(
            required=True,
            label=gettext("The first round opens"),
            help_text=gettext("All other dates are proposed from it, as the template says, and can be changed."),
        )
        self.order_fields([*names, "department", "programme", "time_zone", "opens"])

    def clean(self) -> dict[str, Any]:
        """A name in a language; an hour that the clock reads once."""
        cleaned = super().clean() or self.cleaned_data
        needs_a_name(self)
        if cleaned.get("opens") and cleaned.get("time_zone"):
            cleaned["first_day"] = cleaned["opens"][0]
            try:
                cleaned["opens"] = self.fields["opens"].on(cleaned["opens"], cleaned["time_zone"])  # type: ignore[attr-defined]
            except ValidationError as trap:
                self.add_error("opens", trap)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What goes before the plan's."""
        cleaned = self.cleaned_data
        names = texts_of(cleaned, "names")
        return {"names": names, "programme": cleaned["programme"], "time_zone": cleaned["time_zone"]}


class CallForm(forms.Form):
    """The facts of a call, without those that are settled."""

    kind = forms.ChoiceField()
    for_kinds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    for_sizes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    currency = forms.ChoiceField(required=False)
    most_amount = forms.DecimalField(required=False, min_value=1, max_digits=14, decimal_places=2)
    least_matching = PercentField()
    years = forms.IntegerField(required=False, min_value=1, max_value=99)
    jury_size = forms.IntegerField(required=False, min_value=1, max_value=500)
    notice_days = forms.IntegerField(min_value=0, max_value=90)
    grants = forms.RegexField(r"^[a-z0-9-]+/[a-z0-9-]+$", required=False, max_length=120)
    region_is_conflict = forms.BooleanField(required=False)
    web = forms.URLField(required=False, assume_scheme="https")
    source = forms.CharField(required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, call: Call, data: Any = None) -> None:
        self.call = call
        initial = {name: getattr(call, name) for name in (*FACTS, "version")}
        super().__init__(data, initial=initial)
        self.fields["programme"] = _programme_field(person)
        self.fields["time_zone"] = ZoneField()
        self.fields["for_regions"], self.fields["for_clusters"] = codes_field(REGION), codes_field(CLUSTER)
        for name, field in self.fields.items():
            field.label = field_word(name)
        names = add_texts(self, "names", field_word("names"), call.names)
        about = add_texts(self, "about", field_word("about"), call.about, long=True)
        self._choose()
        self.order_fields([*names, *about, *FACTS, "version"])
        if has_begun(call):
            settle(self, [name for name in FACTS if name not in TEXTS])

    def _choose(self) -> None:
        everybody = gettext("None chosen: for everybody.")
        for name, pairs in (("kind", KINDS), ("for_kinds", ORGANISATIONS), ("for_sizes", SIZES)):
            self.fields[name].choices = choices(pairs)  # type: ignore[attr-defined]
        self.fields["currency"].choices = [("", gettext(NOT_RECORDED)), *((each, each) for each in CURRENCIES)]  # type: ignore[attr-defined]
        for name in ("for_kinds", "for_sizes"):
            self.fields[name].help_text = everybody
        helps = {
            "most_amount": gettext("What one award gets at most. Empty where no money is given."),
            "least_matching": gettext("Per cent of the whole budget that the applicants bring themselves."),
            "notice_days": gettext("Whole days between the publication of the decisions and their becoming final."),
            "grants": gettext(
                "Scheme and level, such as cluster-excellence/bronze. Empty where an award brings no designation."
            ),
            "jury_size": gettext("How many the jury should have."),
            "web": gettext("A page of the department about the call."),
        }
        for name, text in helps.items():
            self.fields[name].help_text = text

    def clean(self) -> dict[str, Any]:
        """A name in a language; an amount with its currency."""
        cleaned = super().clean() or self.cleaned_data
        needs_a_name(self)
        if cleaned.get("most_amount") and not cleaned.get("currency"):
            self.add_error("currency", gettext("An amount needs its currency."))
        if cleaned.get("grants") and "grants" in self.changed_data:
            self._grants(cleaned["grants"])
        return cleaned

    def _grants(self, named: str) -> None:
        able = grantable(self.call.department)
        if named in able:
            return
        why = gettext("The department of this call grants no such level, so that no award would bring it.")
        allowed = (
            gettext("It grants: %(levels)s.") % {"levels": ", ".join(able)} if able else gettext("It grants none.")
        )
        self.add_error("grants", pgettext("between sentences", " ").join((why, allowed)))

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        found = {name: self.cleaned_data[name] for name in FACTS if name in self.fields}
        found |= {name: tuple(value) for name, value in found.items() if name.startswith("for_")}
        return found | {name: texts_of(self.cleaned_data, name) for name in ("names", "about")}


class TemplateForm(forms.Form):
    """What a template is called, and what it says of itself."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, names: dict[str, str], about: dict[str, str], version: int = 0, data: Any = None) -> None:
        super().__init__(data, initial={"version": version})
        fields = add_texts(self, "names", gettext("Name of the template"), names)
        fields += add_texts(self, "about", gettext("What it is for"), about, long=True)
        self.order_fields([*fields, "version"])

    def clean(self) -> dict[str, Any]:
        """A name in a language."""
        cleaned = super().clean() or self.cleaned_data
        needs_a_name(self)
        return cleaned

    @property
    def texts(self) -> tuple[dict[str, str], dict[str, str]]:
        """Names and words by language."""
        return texts_of(self.cleaned_data, "names"), texts_of(self.cleaned_data, "about")


class ReasonForm(forms.Form):
    """Why something is done by hand; with `closes`, until when as well."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONG)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, version: int, data: Any = None, zone: str = "", closes: Any = None) -> None:
        super().__init__(data, initial={"version": version, "closes": closes})
        self.zone = zone
        self.fields["reason"].label = gettext("Reason")
        self.fields["reason"].help_text = gettext("It stands on the page of the call, and in the letters.")
        if zone:
            self.fields["closes"] = ClockField(required=True, label=gettext("New deadline"))
            self.fields["closes"].zone = zone  # type: ignore[attr-defined]
            self.order_fields(["closes", "reason"])

    def clean(self) -> dict[str, Any]:
        """An hour that the clock reads once."""
        cleaned = super().clean() or self.cleaned_data
        if self.zone and cleaned.get("closes"):
            try:
                cleaned["closes"] = self.fields["closes"].on(cleaned["closes"], self.zone)  # type: ignore[attr-defined]
            except ValidationError as trap:
                self.add_error("closes", trap)
        return cleaned


class DocumentForm(forms.Form):
    """A paper of a call."""

    file = forms.FileField()

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].label = gettext("File")
        self.fields["file"].help_text = gettext("Allowed are: %(kinds)s.") % {"kinds": ", ".join(FILES)}


def _programme_field(person: Any) -> NamedField:
    found = visible(person).prefetch_related("names")
    label = field_word("programme")
    return NamedField(found, required=False, label=label, empty_label=gettext("no programme"))
