"""The forms of deciding: a meeting with who is present, a ruling with its reasons, an appeal and its answer."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy

from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.selection.actions.decisions import NONE_YET, Ruling
from clusteratlas_web.selection.actions.meetings import Sitting
from clusteratlas_web.selection.forms.fields import ClockField, add_texts, texts_of
from clusteratlas_web.selection.models import Appeal, Call, Decision, Juror, JuryMeeting, Round
from clusteratlas_web.selection.queries.decisions import seats_of_jury
from clusteratlas_web.selection.words import FINDING, OUTCOMES, SEATS, SELECTED

LONG = 10_000


class JurorsField(forms.ModelMultipleChoiceField):
    """Jurors by their names, with their seats."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Juror) -> str:
        """The name; the seat of the chair and the deputy beside it."""
        seat = dict(choices(SEATS))[obj.seat]
        return f"{obj.person} · {seat}"


class MeetingForm(forms.Form):
    """When and where the jury sat, who was there; what was said only for whom nothing keeps out of any application."""

    held = ClockField(required=True)
    place = forms.CharField(max_length=200, required=False)
    minutes = forms.CharField(max_length=LONG * 5, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, the_round: Round, whole: bool, meeting: JuryMeeting | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_of_meeting(meeting))
        self.zone, self.meeting = the_round.call.time_zone, meeting
        self.fields["held"].zone = self.zone  # type: ignore[attr-defined]
        self.fields["held"].label = gettext("Begins")
        self.fields["held"].help_text = gettext("On the clock of %(zone)s.") % {"zone": place_word(self.zone)}
        self.fields["place"].label = gettext("Venue")
        self.fields["present"] = JurorsField(
            seats_of_jury(the_round), required=False, label=gettext("Jurors who are present")
        )
        self.fields["minutes"].label = gettext("Minutes")
        self.order_fields(["held", "place", "present", "minutes"])
        if not whole:
            del self.fields["minutes"]

    def clean(self) -> dict[str, Any]:
        """An hour that the clock reads once."""
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned["held"] = self.fields["held"].on(cleaned.get("held"), self.zone)  # type: ignore[attr-defined]
        except ValidationError as trap:
            self.add_error("held", trap)
        return cleaned

    @property
    def sitting(self) -> Sitting:
        """What is stored; minutes that are not shown stay as they are."""
        sent = self.cleaned_data
        minutes = sent.get("minutes", self.meeting.minutes if self.meeting else "")
        return Sitting(sent["held"], sent["place"], list(sent["present"]), minutes)


class RulingForm(forms.Form):
    """A decision with its reasons; what goes against the ranking is only asked of whom it is shown to."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    amount = forms.DecimalField(required=False, max_digits=14, decimal_places=2)
    against_ranking = forms.CharField(max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, call: Call, whole: bool, decision: Decision | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_of_decision(decision))
        self.decision = decision
        self.fields["outcome"].choices = choices(OUTCOMES)  # type: ignore[attr-defined]
        self.fields["outcome"].label = gettext("Outcome")
        reasons = add_texts(self, "reasons", gettext("Reasons"), decision.reasons if decision else {}, long=True)
        _amount_field(self, call)
        self.fields["against_ranking"].label = gettext("Why it differs from the ranking")
        self.fields["against_ranking"].help_text = gettext(
            "Needed only where it does. The jury and those who run the call read it, the public does not."
        )
        self.order_fields(["outcome", *reasons, "amount", "against_ranking"])
        if not whole:
            del self.fields["against_ranking"]

    @property
    def ruling(self) -> Ruling:
        """What is decided; what is not asked stays as it is."""
        sent = self.cleaned_data
        against = sent.get("against_ranking", self.decision.against_ranking if self.decision else "")
        return Ruling(sent["outcome"], texts_of(sent, "reasons"), sent.get("amount"), against)


class AppealForm(forms.Form):
    """The grounds of an appeal."""

    grounds = forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["grounds"].label = gettext("Grounds")


UPHOLD, DISMISS = "uphold", "dismiss"
ON_FINDING = (
    (UPHOLD, pgettext_lazy("an appeal", "uphold it; the application takes part again")),
    (DISMISS, pgettext_lazy("an appeal", "dismiss it; the finding is final")),
)


class AnswerForm(forms.Form):
    """The answer to an appeal; where one against a decision is upheld, the new decision."""

    verdict = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=(
            (UPHOLD, pgettext_lazy("an appeal", "uphold it and select the application")),
            (DISMISS, pgettext_lazy("an appeal", "dismiss it; the decision stands")),
        ),
    )
    answer = forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 6}))
    amount = forms.DecimalField(required=False, max_digits=14, decimal_places=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, appeal: Appeal, data: Any = None) -> None:
        super().__init__(data, initial={"version": appeal.version})
        self.fields["verdict"].label = gettext("Answer")
        self.fields["answer"].label = gettext("Why")
        self.fields["answer"].help_text = gettext("The applicant reads it.")
        if appeal.against == FINDING:
            self.fields["verdict"].choices = ON_FINDING  # type: ignore[attr-defined]
            del self.fields["amount"]
            return
        reasons = add_texts(self, "reasons", gettext("Reasons of the new decision"), {}, long=True)
        _amount_field(self, appeal.call)
        self.order_fields(["verdict", "answer", *reasons, "amount"])

    @property
    def ruling(self) -> Ruling:
        """The new decision."""
        return Ruling(SELECTED, texts_of(self.cleaned_data, "reasons"), self.cleaned_data.get("amount"))


def _amount_field(form: forms.Form, call: Call) -> None:
    if not call.currency:
        del form.fields["amount"]
        return
    form.fields["amount"].label = gettext("Amount in %(currency)s") % {"currency": call.currency}
    form.fields["amount"].help_text = gettext("Only for a selected application; it can be left open.")


def _of_meeting(meeting: JuryMeeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    facts = {name: getattr(meeting, name) for name in ("held", "place", "minutes", "version")}
    return facts | {"present": [juror.pk for juror in meeting.present.all()]}


def _of_decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {"version": NONE_YET}
    amount = decision.amount
    plain = amount.quantize(Decimal(1)) if amount is not None and amount == amount.to_integral_value() else amount
    facts = {"outcome": decision.outcome, "against_ranking": decision.against_ranking, "version": decision.version}
    return facts | {"amount": plain}
