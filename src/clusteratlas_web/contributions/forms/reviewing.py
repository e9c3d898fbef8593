"""The forms of a review: the label on acceptance, the reason of a return, a refusal or a retirement."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.contributions.actions.reviewing import Label
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.words import QUALITY_WORDS
from clusteratlas_web.foundation.languages import WRITTEN_IN
from clusteratlas_web.foundation.wording import choices


class LabelForm(forms.Form):
    """The label: quality, the share that is covered, limits in both languages; and words to whoever offered it."""

    quality = forms.ChoiceField(widget=forms.RadioSelect)
    coverage = forms.DecimalField(min_value=0, max_value=100, max_digits=4, decimal_places=1, required=False)
    limits_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    limits_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    comment = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data_set: DataSet, data: Any = None) -> None:
        super().__init__(data, initial={"version": data_set.version})
        self.fields["quality"].choices = choices(QUALITY_WORDS)  # type: ignore[attr-defined]
        labels = {
            "quality": gettext("Quality"),
            "coverage": gettext("Share that it covers, in percent"),
            "limits_en": gettext("Limits, in English"),
            "limits_zh": gettext("Limits, in Chinese"),
            "comment": gettext("Comment to the organisation"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["coverage"].help_text = gettext("Of what it speaks of. Empty where nobody knows.")
        self.fields["limits_en"].help_text = gettext("What the figures cannot bear, in words. Everybody reads it.")

    @property
    def given(self) -> Label:
        """The label."""
        sent = self.cleaned_data
        coverage = None if sent["coverage"] is None else sent["coverage"] / Decimal(100)
        limits = {language: sent[f"limits_{short}"] for language, short in WRITTEN_IN if sent[f"limits_{short}"]}
        return Label(sent["quality"], coverage, limits)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=5000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data_set: DataSet, data: Any = None) -> None:
        super().__init__(data, initial={"version": data_set.version})
        self.fields["reason"].label = gettext("Reason")
