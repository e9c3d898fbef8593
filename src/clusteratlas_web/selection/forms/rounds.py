"""The forms of a round, its criteria and its conditions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import codes_field
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.registry.words import KINDS as ORGANISATIONS
from clusteratlas_web.registry.words import SIZES
from clusteratlas_web.selection import conditions
from clusteratlas_web.selection.actions.rounds import JUDGING, TERMS
from clusteratlas_web.selection.call_words import field_word
from clusteratlas_web.selection.eligibility import CLUSTERS, KINDS, PARTNER_KINDS, REGIONS
from clusteratlas_web.selection.eligibility import SIZES as SIZES_OF_APPLICANT
from clusteratlas_web.selection.forms.fields import ClockField, PercentField, add_texts, needs_a_name, settle, texts_of
from clusteratlas_web.selection.models import Condition, Criterion, Round
from clusteratlas_web.selection.states import CHECKING, OPEN, PLANNED
from clusteratlas_web.selection.words import CENTRES, PARTS, READS, SEES_REVIEWS

DATES = ("opens", "closes", "reviews_due", "decision_due")
ROUND_FACTS = (
    *DATES,
    *("places", "least_score", "asks", "least_reviews", "most_load", "reads", "sees_reviews", "shows_applicants"),
    *("centre", "removes_severity", "quorum", "appeal_days"),
)


class RoundForm(forms.Form):
    """The facts of a round that are not settled: dates on the clock of the call, what it asks for, how it is judged."""

    opens = ClockField()
    closes = ClockField()
    reviews_due = ClockField()
    decision_due = ClockField()
    places = forms.IntegerField(required=False, min_value=1, max_value=30_000)
    least_score = forms.DecimalField(required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
    asks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    least_reviews = forms.IntegerField(min_value=1, max_value=50, initial=3)
    most_load = forms.IntegerField(min_value=1, max_value=30_000, initial=20)
    reads = forms.ChoiceField()
    sees_reviews = forms.ChoiceField()
    shows_applicants = forms.BooleanField(required=False, initial=True)
    centre = forms.ChoiceField()
    removes_severity = forms.BooleanField(required=False, initial=True)
    quorum = PercentField(required=True)
    appeal_days = forms.IntegerField(min_value=0, max_value=90, initial=5)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, the_round: Round, zone: str, data: Any = None) -> None:
        self.round, self.zone = the_round, zone
        super().__init__(data, initial={name: getattr(the_round, name) for name in (*ROUND_FACTS, "version")})
        for name, field in self.fields.items():
            field.label = field_word(name)
        names = add_texts(self, "names", field_word("names"), the_round.names)
        self._choose()
        self.order_fields([*names, *ROUND_FACTS, "version"])
        self._settle()

    def _choose(self) -> None:
        for name in DATES:
            self.fields[name].zone = self.zone  # type: ignore[attr-defined]
        for name, pairs in (("asks", PARTS), ("reads", READS), ("sees_reviews", SEES_REVIEWS), ("centre", CENTRES)):
            self.fields[name].choices = choices(pairs)  # type: ignore[attr-defined]
        helps = {
            "opens": gettext("It opens by itself at this hour, once the round before it is final."),
            "closes": gettext("The first instant that is too late. It closes by itself."),
            "places": gettext("How many are selected at most. Empty for as many as pass."),
            "least_score": gettext("Of 100. Empty where there is none."),
            "quorum": gettext("Per cent of the jurors who accepted."),
            "appeal_days": gettext("Whole days after the day of the finding."),
        }
        for name, text in helps.items():
            self.fields[name].help_text = text

    def _settle(self) -> None:
        if self.round.pk and self.round.state != PLANNED:
            settle(self, TERMS)
        if self.round.pk and self.round.state not in (PLANNED, OPEN, CHECKING):
            settle(self, JUDGING)

    def clean(self) -> dict[str, Any]:
        """Hours that the clock reads once; a name."""
        cleaned = super().clean() or self.cleaned_data
        for name in DATES:
            self._clean_date(name, cleaned)
        needs_a_name(self)
        return cleaned

    def _clean_date(self, name: str, cleaned: dict[str, Any]) -> None:
        if name not in self.fields or name not in cleaned:
            return
        try:
            cleaned[name] = self.fields[name].on(cleaned[name], self.zone)  # type: ignore[attr-defined]
        except ValidationError as trap:
            self.add_error(name, trap)

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        found = {name: self.cleaned_data[name] for name in ROUND_FACTS if name in self.fields}
        if "asks" in found:
            found["asks"] = tuple(found["asks"])
        return found | {"names": texts_of(self.cleaned_data, "names")}


class CriterionForm(forms.Form):
    """What a round judges by."""

    weight = forms.DecimalField(min_value=0.001, max_value=999, max_digits=6, decimal_places=3, initial=1)
    low = forms.DecimalField(max_digits=6, decimal_places=2, initial=1)
    high = forms.DecimalField(max_digits=6, decimal_places=2, initial=10)
    threshold = forms.DecimalField(required=False, max_digits=6, decimal_places=2)
    number = forms.IntegerField(min_value=1, max_value=99, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, criterion: Criterion | None = None, data: Any = None) -> None:
        kept = ("weight", "low", "high", "threshold", "number", "version")
        initial = {name: _figure(getattr(criterion, name)) for name in kept} if criterion else {}
        super().__init__(data, initial=initial)
        fields: list[str] = []
        for name, long in (("names", False), ("about", True), ("evidence", True)):
            texts = getattr(criterion, name) if criterion else {}
            fields += add_texts(self, name, field_word(name), texts, long)
        for name in kept:
            self.fields[name].label = field_word(name)
        self.fields["number"].label = gettext("Place among the criteria")
        self.fields["weight"].help_text = gettext(
            "Beside the weights of the other criteria; 20 of 100 and 1 of 5 are the same."
        )
        self.fields["threshold"].help_text = gettext("On the scale of the criterion. Empty where there is none.")
        if criterion is None:
            del self.fields["number"]
        self.order_fields([*fields, *kept])

    def clean(self) -> dict[str, Any]:
        """A name; a scale that goes up, with the threshold on it."""
        cleaned = super().clean() or self.cleaned_data
        needs_a_name(self)
        low, high, threshold = (cleaned.get(name) for name in ("low", "high", "threshold"))
        if low is not None and high is not None and high <= low:
            self.add_error("high", gettext("The scale goes up."))
        elif threshold is not None and low is not None and high is not None and not low <= threshold <= high:
            self.add_error("threshold", gettext("It lies on the scale."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action stores."""
        found = {name: self.cleaned_data[name] for name in ("weight", "low", "high", "threshold")}
        return found | {name: texts_of(self.cleaned_data, name) for name in ("names", "about", "evidence")}


class ConditionForm(forms.Form):
    """The bound of a condition, in the shape that its kind has."""

    def __init__(self, kind: conditions.ConditionKind, condition: Condition | None = None, data: Any = None) -> None:
        self.kind = kind
        value = condition.value if condition else None
        initial = value if kind.shape != conditions.SHARE or value is None else Decimal(str(value))
        super().__init__(data, initial={"value": initial})
        if kind.shape == conditions.TEXT:
            add_texts(self, "says", field_word("says"), condition.says if condition else {}, long=True)
        elif kind.shape != conditions.NOTHING:
            self.fields["value"] = _bound_field(kind)
            self.fields["value"].label = gettext(kind.label)

    def clean(self) -> dict[str, Any]:
        """A bound that is one."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (fault := conditions.fault_of(self.kind.code, self.value, self.says)):
            first = next(iter(self.fields), None)
            self.add_error(first, gettext(fault))
        return cleaned

    @property
    def value(self) -> Any:
        """The bound as it is stored."""
        given = self.cleaned_data.get("value")
        if self.kind.shape == conditions.CODES:
            return list(given or ())
        if self.kind.shape in (conditions.SHARE, conditions.AMOUNT):
            return None if given is None else float(given)
        return given

    @property
    def says(self) -> dict[str, str]:
        """What is declared."""
        return texts_of(self.cleaned_data, "says")


def _bound_field(kind: conditions.ConditionKind) -> forms.Field:
    if kind.code in (REGIONS, CLUSTERS):
        return codes_field(REGION if kind.code == REGIONS else CLUSTER)
    if kind.shape == conditions.CODES:
        pairs = {KINDS: ORGANISATIONS, PARTNER_KINDS: ORGANISATIONS, SIZES_OF_APPLICANT: SIZES}[kind.code]
        return forms.MultipleChoiceField(choices=choices(pairs), widget=forms.CheckboxSelectMultiple, required=False)
    if kind.shape == conditions.COUNT:
        return forms.IntegerField(min_value=1, max_value=1000)
    if kind.shape == conditions.SHARE:
        return PercentField(required=True, help_text=gettext("In per cent of the whole budget."))
    return forms.DecimalField(min_value=1, max_digits=14, decimal_places=2)


def _figure(value: Any) -> Any:
    """A decimal without empty decimals."""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else value
