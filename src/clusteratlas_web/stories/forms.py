"""The forms of a story and of a view in it. Words are in one language at least."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.registry.forms.named import OrganisationField
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.stories.models import LONGEST_ADDRESS, Step, Story
from clusteratlas_web.stories.queries import told_by


class StoryField(forms.ModelChoiceField):
    """A story by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """The title in the language that is spoken."""
        return str(obj.title)


class TextsForm(forms.Form):
    """Words in two languages; the first of `TEXTS` is needed in one of them."""

    TEXTS: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        """A title in one language at least."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"{self.TEXTS[0]}_{short}") for _, short in WRITTEN_IN):
            self.add_error(f"{self.TEXTS[0]}_en", gettext("It is needed in one language at least."))
        return cleaned

    @property
    def texts(self) -> list[dict[str, str]]:
        """What was written, by language, in the order of `TEXTS`."""
        sent = self.cleaned_data
        return [
            {language: sent[f"{text}_{short}"] for language, short in WRITTEN_IN if sent[f"{text}_{short}"]}
            for text in self.TEXTS
        ]

    def _label(self, labels: Mapping[str, str]) -> None:
        for name, label in labels.items():
            self.fields[name].label = label


class StoryForm(TextsForm):
    """A story's title and what it says in short; a new one may be told for an organisation."""

    TEXTS = ("titles", "leads")

    titles_en = forms.CharField(max_length=160, required=False)
    titles_zh = forms.CharField(max_length=160, required=False)
    leads_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False)
    leads_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, person: Any, story: Story | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(story, self.TEXTS) if story else None)
        if story is None:
            mine = Organisation.objects.filter(acting__person=person, state=VERIFIED).distinct()
            self.fields["organisation"] = OrganisationField(
                mine.prefetch_related("names"), required=False, empty_label=gettext("for myself")
            )
            self.fields["organisation"].label = gettext("You tell it")
        self._label(
            {
                "titles_en": gettext("Title in English"),
                "titles_zh": gettext("Title in Chinese"),
                "leads_en": gettext("In short, in English"),
                "leads_zh": gettext("In short, in Chinese"),
            }
        )


class StepForm(TextsForm):
    """A view and its words."""

    TEXTS = ("titles", "texts")

    address = forms.CharField(max_length=LONGEST_ADDRESS + 200)
    titles_en = forms.CharField(max_length=160, required=False)
    titles_zh = forms.CharField(max_length=160, required=False)
    texts_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=4000, required=False)
    texts_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=4000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, step: Step | None, data: Any = None, begun: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=_initial(step, self.TEXTS) if step else begun)
        self._label(
            {
                "address": gettext("Address of the view"),
                "titles_en": gettext("Title in English"),
                "titles_zh": gettext("Title in Chinese"),
                "texts_en": gettext("Text in English"),
                "texts_zh": gettext("Text in Chinese"),
            }
        )
        self.fields["address"].help_text = gettext(
            "A page of the atlas with its choices, as it stands in the browser. It names its edition, so it will "
            "always show the same figures."
        )


class SaveForm(StepForm):
    """A view for a story of one's own, or for a new one."""

    def __init__(self, person: Any, data: Any = None, begun: Mapping[str, str] | None = None) -> None:
        super().__init__(None, data, begun)
        self.fields["story"] = StoryField(
            told_by(person), required=False, to_field_name="slug", empty_label=gettext("a new story with this title")
        )
        self.fields["story"].label = gettext("Add it to")
        self.order_fields(["address", "story"])


def _initial(thing: Story | Step, texts: Sequence[str]) -> dict[str, Any]:
    words = {
        f"{text}_{short}": getattr(thing, text).get(language, "") for text in texts for language, short in WRITTEN_IN
    }
    address = {"address": thing.address} if isinstance(thing, Step) else {}
    return {"version": thing.version} | address | words
