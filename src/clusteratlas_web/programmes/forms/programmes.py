"""The forms of a programme's own facts and of its promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import DepartmentField, codes_field
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.models.programme import FIRST_YEAR, LAST_YEAR
from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.programmes.queries.questions import departments
from clusteratlas_web.programmes.words import COUNTRIES, FIELDS, LEVELS, REGION, TYPES

FACTS = ("code", "country", "level", "type", "since", "until", "supported", "about", "source", "web")


class ProgrammeForm(forms.Form):
    """Names and facts of a programme; a new one has its lead as well."""

    name_en = forms.CharField(max_length=200, required=False)
    name_zh = forms.CharField(max_length=200, required=False)
    code = forms.CharField(max_length=24, required=False)
    country = forms.ChoiceField()
    level = forms.ChoiceField()
    type = forms.ChoiceField(required=False)
    since = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    until = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    supported = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    about = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)
    source = forms.CharField(max_length=300, required=False)
    web = forms.URLField(required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, programme: Programme | None, data: Any = None) -> None:
        self.programme = programme
        super().__init__(data, initial=_initial(programme) if programme else None)
        for name, field in self.fields.items():
            field.label = gettext(FIELDS.get(name, name))
        self.fields["name_en"].label = gettext("Name in English")
        self.fields["name_zh"].label = gettext("Name in Chinese")
        known = choices(COUNTRIES)
        if programme and programme.country not in dict(COUNTRIES):
            known.append((programme.country, programme.country))
        self.fields["country"].choices = known  # type: ignore[attr-defined]
        self.fields["level"].choices = choices(LEVELS)  # type: ignore[attr-defined]
        self.fields["type"].choices = choices(TYPES, "not recorded")  # type: ignore[attr-defined]
        if programme is None:
            self._ask_lead(person)

    def _ask_lead(self, person: Any) -> None:
        found = (
            departments()
            if person.is_staff
            else departments().filter(pk__in=departments_of(person).values("organisation"))
        )
        empty = gettext("not recorded") if person.is_staff else None
        self.fields["lead"] = DepartmentField(
            found, required=not person.is_staff, label=gettext("Lead department"), empty_label=empty
        )
        self.order_fields(["name_en", "name_zh", "lead"])

    def clean(self) -> dict[str, Any]:
        """A name in one language; an end after the beginning; a code that no other has."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("name_en") or cleaned.get("name_zh")):
            self.add_error("name_en", gettext("It needs a name in one language at least."))
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", gettext("It ends before it begins."))
        same = Programme.objects.filter(code=cleaned.get("code") or None).exclude(
            pk=self.programme and self.programme.pk
        )
        if same.exists():
            self.add_error("code", gettext("Another programme has this code."))
        return cleaned

    @property
    def names(self) -> dict[str, str]:
        """The names by language."""
        return {language: self.cleaned_data[f"name_{short}"] for language, short in WRITTEN_IN}

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores besides the names."""
        return {name: self.cleaned_data[name] for name in FACTS}


def _initial(programme: Programme) -> dict[str, Any]:
    names = {each.language: each.text for each in programme.names.all()}
    facts = {name: getattr(programme, name) for name in (*FACTS, "version")}
    return facts | {f"name_{short}": names.get(language, "") for language, short in WRITTEN_IN}


class PromiseForm(forms.Form):
    """What a programme promises."""

    effect = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    method = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["comparison"] = codes_field(REGION)
        self.order_fields(["effect", "comparison", "method"])
        for name, field in self.fields.items():
            field.label = gettext(FIELDS[name])
        self.fields["effect"].help_text = gettext("Which figure should be how much higher, where, and by when.")
