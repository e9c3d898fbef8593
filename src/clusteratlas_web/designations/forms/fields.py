"""Fields of the forms: days, levels, organisations by name, texts in two languages, labels from the words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from clusteratlas_web.designations.words import FIELDS
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.registry.queries.finding import find_one


class DayField(forms.DateField):
    """A day, as browsers pick it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")} | options)


class LevelField(forms.ModelChoiceField):
    """A level with its scheme."""

    def label_from_instance(self, obj: Any) -> str:
        """Scheme and level."""
        return f"{obj.scheme.name} · {obj.name}"


class OrganisationText(forms.CharField):
    """An organisation by its name or the end of its address; one that the person sees."""

    def __init__(self, person: Any, **options: Any) -> None:
        self.person = person
        told = {"max_length": 200, "help_text": gettext("Its name, or the last part of the address of its page.")}
        super().__init__(**told | options)

    def clean(self, value: Any) -> Any:
        """The organisation; nothing for an empty text."""
        text = super().clean(value)
        found = find_one(self.person, text) if text else None
        if text and found is None:
            raise ValidationError(gettext("No organisation is called so, or several are."))
        return found


def texts_of(form: forms.Form, name: str) -> dict[str, str]:
    """A text by language from the fields `<name>_en` and `<name>_zh`."""
    return {language: text for language, short in WRITTEN_IN if (text := form.cleaned_data.get(f"{name}_{short}"))}


def name_fields(form: forms.Form, name: str, label: str, rows: int = 0, required: bool = False) -> None:
    """A text in each language."""
    said = {"en": gettext("%(field)s in English"), "zh": gettext("%(field)s in Chinese")}
    for _, short in WRITTEN_IN:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        form.fields[f"{name}_{short}"] = forms.CharField(
            label=said[short] % {"field": label}, max_length=4000 if rows else 200, required=False, widget=widget
        )
    form.needs = (*getattr(form, "needs", ()), *((name,) if required else ()))  # type: ignore[attr-defined]


class Worded(forms.Form):
    """A form whose fields are called as the words of the app say."""

    def clean(self) -> dict[str, Any]:
        """What is needed is given in one language at least."""
        cleaned = super().clean() or self.cleaned_data
        for name in getattr(self, "needs", ()):
            if not texts_of(self, name):
                self.add_error(f"{name}_en", gettext("It is needed in one language at least."))
        return cleaned

    def label_all(self) -> None:
        """Labels from the words."""
        for name, field in self.fields.items():
            if not field.label and name in FIELDS:
                field.label = gettext(FIELDS[name])
