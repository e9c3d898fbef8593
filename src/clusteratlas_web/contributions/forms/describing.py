"""The form of what a data set is: of whom, of which years, under which terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.contributions.models import FIRST_YEAR, LAST_YEAR, DataSet
from clusteratlas_web.contributions.queries import offering
from clusteratlas_web.contributions.words import FIELDS, PUBLICATIONS
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.places import atlas_name, places
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.registry.forms.named import OrganisationField

TEXTS = ("titles", "abouts", "methods")
TEXT_LABELS = {
    "titles_en": said("Title in English"),
    "titles_zh": said("Title in Chinese"),
    "abouts_en": said("What it is, in English"),
    "abouts_zh": said("What it is, in Chinese"),
    "methods_en": said("How it was collected, in English"),
    "methods_zh": said("How it was collected, in Chinese"),
}
FACTS = ("producer", "atlas", "licence", "terms", "publication", "first_year", "last_year", "web")
ORDER = (
    *("organisation", "titles_en", "titles_zh", "abouts_en", "abouts_zh", "producer", "atlas"),
    *("first_year", "last_year", "methods_en", "methods_zh", "licence", "terms", "publication", "web"),
)


class DescriptionForm(forms.Form):
    """What a data set is; a new one has the organisation that offers it as well."""

    titles_en = forms.CharField(max_length=160, required=False)
    titles_zh = forms.CharField(max_length=160, required=False)
    abouts_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000, required=False)
    abouts_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, required=False)
    producer = forms.CharField(max_length=200)
    atlas = forms.ChoiceField(required=False)
    first_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    methods_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000, required=False)
    methods_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, required=False)
    licence = forms.CharField(max_length=160)
    terms = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False)
    publication = forms.ChoiceField(widget=forms.RadioSelect)
    web = forms.URLField(required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, data_set: DataSet | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(data_set) if data_set else None)
        if data_set is None:
            self.fields["organisation"] = OrganisationField(offering(person), empty_label=None)
            self.fields["organisation"].label = gettext("You offer it for")
        self._choose(data_set)
        self._label()
        self.order_fields(ORDER)

    def _choose(self, data_set: DataSet | None) -> None:
        atlases = [(name, atlas_name(name)) for name in places().atlases]
        if data_set and data_set.atlas and data_set.atlas not in places().atlases:
            atlases.append((data_set.atlas, data_set.atlas))
        none = ("", gettext("none of them yet"))
        self.fields["atlas"].choices = [none, *atlases]  # type: ignore[attr-defined]
        self.fields["publication"].choices = choices(PUBLICATIONS)  # type: ignore[attr-defined]

    def _label(self) -> None:
        for name, field in self.fields.items():
            if name in TEXT_LABELS or name in FIELDS:
                field.label = gettext(TEXT_LABELS.get(name) or FIELDS[name])
        helps = {
            "producer": gettext(
                "Who collected the figures: often you, sometimes somebody whose figures you may pass on."
            ),
            "atlas": gettext("Its current edition is set beside your figures, so that differences are seen."),
            "methods_en": gettext("Register, survey or estimate; who was asked, how many answered, what is left out."),
            "licence": gettext("Such as CC BY 4.0, or the words of your own terms."),
            "terms": gettext("Who may use it for what, and how it is to be named."),
            "publication": gettext(
                "Once accepted, this description is listed for everybody either way; the figures only where they are "
                "public. Editions of confidential figures are not shown until a publish policy protects them."
            ),
        }
        for name, text in helps.items():
            self.fields[name].help_text = text

    def clean(self) -> dict[str, Any]:
        """Title, content and method in one language at least; an end after the beginning."""
        cleaned = super().clean() or self.cleaned_data
        for text in TEXTS:
            if not (cleaned.get(f"{text}_en") or cleaned.get(f"{text}_zh")):
                self.add_error(f"{text}_en", gettext("It is needed in one language at least."))
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", gettext("It ends before it begins."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        sent = self.cleaned_data
        texts = {
            text: {language: sent[f"{text}_{short}"] for language, short in WRITTEN_IN if sent[f"{text}_{short}"]}
            for text in TEXTS
        }
        return texts | {name: sent[name] for name in FACTS}


def _initial(data_set: DataSet) -> dict[str, Any]:
    facts = {name: getattr(data_set, name) for name in (*FACTS, "version")}
    texts = {
        f"{text}_{short}": getattr(data_set, text).get(language, "") for text in TEXTS for language, short in WRITTEN_IN
    }
    return facts | texts
