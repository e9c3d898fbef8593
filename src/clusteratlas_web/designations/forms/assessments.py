"""The forms of an assessment: beginning it, evidence, improvements, experts, visits, closing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.designations.actions.assessing import Beginning
from clusteratlas_web.designations.actions.judging import Closing, verb_of
from clusteratlas_web.designations.forms.fields import (
    DayField,
    LevelField,
    Worded,
    name_fields,
    texts_of,
)
from clusteratlas_web.designations.models import Indicator, Level
from clusteratlas_web.designations.queries.assessments import Sheet
from clusteratlas_web.designations.queries.designations import kept_by_assessment
from clusteratlas_web.designations.words import AUDITS
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import CodesText, DepartmentField, places_help
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import MANAGER, OFFICER
from clusteratlas_web.selection.models import Entry


class RenewedField(forms.ModelChoiceField):
    """A designation by scheme, level and end."""

    def label_from_instance(self, obj: Any) -> str:
        """Level and the last day."""
        parts = (obj.level.scheme.name, obj.level.name, obj.expires_on)
        return " · ".join(str(each) for each in parts if each is not None)


class EntryField(forms.ModelChoiceField):
    """An entry of a call by the title of its application."""

    def label_from_instance(self, obj: Any) -> str:
        """Call, round and title."""
        return f"{obj.application.call.name} · {obj.round.name} · {obj.application.title}"


class StartForm(Worded):
    """For which organisation and level, where its cluster is, what it renews, which entry it belongs to."""

    def __init__(self, person: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        own = Organisation.objects.filter(acting__person=person, acting__role__in=(MANAGER, OFFICER), merged_into=None)
        mine = own.prefetch_related("names").distinct()
        levels = Level.objects.exclude(rule="").select_related("scheme").order_by("scheme", "number")
        self.fields["organisation"] = DepartmentField(mine, label=gettext("Organisation"), empty_label=None)
        self.fields["level"] = LevelField(levels)
        told = gettext("The figures of its cluster in its region are read from the current edition.")
        self.fields["region"] = CodesText(REGION, single=True, help_text=f"{places_help(REGION)} {told}")
        self.fields["cluster"] = CodesText(CLUSTER, single=True, help_text=places_help(CLUSTER))
        held = kept_by_assessment(mine)
        none = gettext("nothing: it is granted for the first time")
        self.fields["renews"] = RenewedField(
            held, required=False, empty_label=none, label=gettext("Designation it is to keep")
        )
        entries = Entry.objects.filter(application__organisation__in=mine).select_related("application__call", "round")
        no_entry = gettext("no application")
        self.fields["entry"] = EntryField(
            entries, required=False, empty_label=no_entry, label=gettext("Application it belongs to")
        )
        self.label_all()

    def clean(self) -> dict[str, Any]:
        """What is renewed is of the same organisation and level."""
        cleaned = super().clean()
        renews = cleaned.get("renews")
        wrong = renews and (renews.holder != cleaned.get("organisation") or renews.level != cleaned.get("level"))
        if wrong:
            self.add_error("renews", gettext("It is of another organisation, or of another level."))
        return cleaned

    @property
    def beginning(self) -> Beginning:
        """What the action takes."""
        return Beginning(**{name: self.cleaned_data[name] for name in ("region", "cluster", "renews", "entry")})


class EvidenceForm(Worded):
    """A file for the locker."""

    file = forms.FileField()

    def __init__(
        self, indicators: Sequence[Indicator], data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["file"].label = gettext("File")
        self.fields["proves"] = forms.CharField(max_length=300)
        self.fields["codes"] = forms.MultipleChoiceField(
            choices=[(each.code, f"{each.number}. {each.name}") for each in indicators],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["valid_until"] = DayField(required=False)
        self.label_all()


class ImprovementForm(Worded):
    """Something that was made better, and the indicator it moved."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, sheet: Sheet, data: Any = None) -> None:
        super().__init__(data, initial={"version": sheet.assessment.version})
        area = forms.Textarea(attrs={"rows": 4})
        self.fields["text"] = forms.CharField(widget=area, max_length=4000)
        rows = [("", gettext("none in particular"))]
        rows += [(each.code, f"{each.number}. {each.name}") for each in sheet.indicators]
        self.fields["indicator"] = forms.ChoiceField(choices=rows, required=False, label=gettext("Indicator"))
        self.label_all()


class ExpertForm(Worded):
    """An expert by e-mail address, and the country the expert works in."""

    email = forms.EmailField()
    country = forms.RegexField(r"^[A-Za-z]{2}$", max_length=2)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["email"].label = gettext("E-mail address")
        self.fields["country"].label = gettext("Country the expert works in")
        self.fields["country"].help_text = gettext("Two letters, such as DE.")

    def clean_country(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["country"]).upper()


class VisitForm(Worded):
    """Days on which an expert was there, and the report."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["begins"] = DayField()
        self.fields["ends"] = DayField()
        self.fields["report"] = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000)
        self.label_all()

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean()
        if cleaned.get("begins") and cleaned.get("ends") and cleaned["ends"] < cleaned["begins"]:
            self.add_error("ends", gettext("It ends before it begins."))
        return cleaned


class AuditForm(Worded):
    """Whether an improvement was carried out."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, improvement: Any, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(improvement, name) for name in ("version", "audited")})
        self.fields["audited"] = forms.ChoiceField(choices=choices(AUDITS))
        area = forms.Textarea(attrs={"rows": 3})
        self.fields["note"] = forms.CharField(
            widget=area, max_length=2000, required=False, initial=improvement.audit_note
        )
        self.label_all()


class ReturnForm(Worded):
    """What is missing."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, assessment: Any, data: Any = None) -> None:
        super().__init__(data, initial={"version": assessment.version})
        self.fields["returned_for"] = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)
        self.label_all()


class CloseForm(Worded):
    """The reasons; whether what passed is granted, and from which day."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, assessment: Any, passed: bool, data: Any = None) -> None:
        super().__init__(data, initial={"version": assessment.version, "grants": True})
        if passed:
            labels = {"grant": gettext("Grant it"), "renew": gettext("Renew it"), "confirm": gettext("Confirm it")}
            self.fields["grants"] = forms.BooleanField(required=False, label=labels[verb_of(assessment)])
        name_fields(self, "reasons", gettext("Reasons"), rows=4)
        self.label_all()

    @property
    def closing(self) -> Closing:
        """What the action takes."""
        return Closing(texts_of(self, "reasons"), bool(self.cleaned_data.get("grants")))
