"""The form of a review: a value and a reason on each criterion, a comment to the applicant, one for the jury."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.selection.actions.reviews import Draft
from clusteratlas_web.selection.models import Criterion, Entry, Review

SAVE, SUBMIT = "save", "submit"


class ReviewForm(forms.Form):
    """Fields `value-<criterion>` and `reason-<criterion>`; a draft may lack anything, handing in may not."""

    comment = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    comment_inside = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, review: Review | None, data: Any = None) -> None:
        self.criteria = list(entry.round.criteria.all())
        self.is_handed_in = data is not None and data.get("act") == SUBMIT
        super().__init__(data, initial=_initial(entry, review))
        for criterion in self.criteria:
            self.fields[f"value-{criterion.pk}"] = self._value(criterion)
            self.fields[f"reason-{criterion.pk}"] = forms.CharField(
                required=False, max_length=5000, label=gettext("Reason"), widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields["comment"].label = gettext("Comment to the applicant")
        self.fields["comment"].help_text = gettext("Sent with the decision, without your name.")
        self.fields["comment_inside"].label = gettext("Comment for the jury only")
        self.fields["comment"].required = self.is_handed_in

    def _value(self, criterion: Criterion) -> forms.Field:
        facts = {"low": short_value(criterion.low), "high": short_value(criterion.high)}
        outside = gettext("From %(low)s to %(high)s.") % facts
        return forms.DecimalField(
            label=str(criterion.name),
            required=self.is_handed_in,
            min_value=criterion.low,
            max_value=criterion.high,
            max_digits=6,
            decimal_places=2,
            help_text=outside,
            error_messages={"min_value": outside, "max_value": outside},
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        )

    def by_criterion(self) -> list[tuple[Criterion, Name, BoundField, BoundField]]:
        """Each criterion with what it asks and its two fields."""
        return [
            (each, in_words(each.about), self[f"value-{each.pk}"], self[f"reason-{each.pk}"]) for each in self.criteria
        ]

    @property
    def draft(self) -> Draft:
        """What the action stores."""
        data = self.cleaned_data
        return Draft(
            values={each.pk: (data[f"value-{each.pk}"], data[f"reason-{each.pk}"]) for each in self.criteria},
            comment=data["comment"],
            comment_inside=data["comment_inside"],
            read=data["read"],
        )


def _initial(entry: Entry, review: Review | None) -> dict[str, Any]:
    if review is None:
        return {"version": 0, "read": entry.version}
    found: dict[str, Any] = {
        "comment": review.comment,
        "comment_inside": review.comment_inside,
        "version": review.version,
        "read": entry.version,
    }
    for score in review.scores.all():
        found |= {f"value-{score.criterion_id}": short_value(score.value), f"reason-{score.criterion_id}": score.reason}
    return found


def short_value(value: Decimal) -> str:
    """Without empty decimals: 7.50 as 7.5."""
    return f"{value.normalize():f}"
