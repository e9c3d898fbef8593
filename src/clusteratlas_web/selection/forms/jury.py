"""The forms of a jury: invitations, what a juror knows, ties, conflicts, the moment reviews are due."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.wording import choices
from clusteratlas_web.programmes.forms.fields import codes_field
from clusteratlas_web.programmes.words import CLUSTER
from clusteratlas_web.registry.queries.finding import find_one
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.selection.actions.jurors import Known
from clusteratlas_web.selection.deadlines import NoSuchInstant, instant, on_the_clock
from clusteratlas_web.selection.models import Call, Juror
from clusteratlas_web.selection.states import ACCEPTED
from clusteratlas_web.selection.words import CONFLICTS, SEATS, TIES

_ITS_NAME = _("Its name, or the last part of the address of its page.")


class OrganisationText(forms.CharField):
    """A registered organisation by its name or the end of its address."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, "help_text": _ITS_NAME} | options)
        self.person: Any = None

    def clean(self, value: Any) -> Any:
        """The organisation that the text means; None where nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        found = find_one(self.person, text)
        if found is None:
            raise ValidationError(gettext("No organisation here is called that, or more than one."))
        return found


class InviteForm(forms.Form):
    """Invites somebody into the jury."""

    email = forms.EmailField(label=_("E-mail address"))
    seat = forms.ChoiceField(label=_("Seat"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["seat"].choices = choices(SEATS)  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """What a juror says of oneself."""

    organisation = OrganisationText(label=_("Where you work"), required=False)
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("Country"),
        required=False,
        help_text=_("Two letters, such as DE or CN."),
        error_messages={"invalid": _("Write the two letters of the country, such as DE or CN.")},
    )
    fields_known = forms.CharField(
        label=_("Fields"), max_length=300, required=False, help_text=_("What you know, in a few words.")
    )
    most_load = forms.IntegerField(
        label=_("How many applications you read at most"),
        min_value=0,
        max_value=500,
        required=False,
        help_text=_("Empty for as many as the round asks of everybody."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, person: Any, juror: Juror, data: Any = None) -> None:
        super().__init__(data, initial=_initial(juror))
        self.fields["organisation"].person = person  # type: ignore[attr-defined]
        self.fields["clusters"] = codes_field(CLUSTER)
        self.fields["clusters"].label = gettext("Clusters you know")
        self.order_fields(["organisation", "country", "clusters", "fields_known", "most_load"])

    @property
    def known(self) -> Known:
        """What the action stores."""
        data = self.cleaned_data
        return Known(
            organisation=data["organisation"],
            country=data["country"].upper(),
            clusters=tuple(data["clusters"]),
            fields=data["fields_known"],
            most_load=data["most_load"],
        )


def _initial(juror: Juror) -> dict[str, Any]:
    return {
        "organisation": str(name_in(juror.organisation)) if juror.organisation else "",
        "country": juror.country,
        "clusters": list(juror.clusters),
        "fields_known": juror.fields,
        "most_load": juror.most_load,
        "version": juror.version,
    }


class TieForm(forms.Form):
    """A tie to an organisation."""

    organisation = OrganisationText(label=_("Organisation"))
    kind = forms.ChoiceField(label=_("Tie"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, person: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["organisation"].person = person  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(TIES)  # type: ignore[attr-defined]


class DeclareForm(forms.Form):
    """A juror's own conflict on one application, or a doubt."""

    reason = forms.CharField(label=_("What ties you to it"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    is_doubt = forms.BooleanField(
        label=_("I am not sure"), required=False, help_text=_("The chair decides; until then you read nothing of it.")
    )


class DoubtForm(forms.Form):
    """Who decides on conflicts asks whether a juror has one."""

    juror = forms.ModelChoiceField(Juror.objects.none(), label=_("Juror"))
    application = forms.IntegerField(label=_("Number of the application"), min_value=1)
    kind = forms.ChoiceField(label=_("Kind"))
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, call: Call, data: Any = None) -> None:
        super().__init__(data)
        jurors = Juror.objects.filter(call=call, state=ACCEPTED).select_related("person")
        self.fields["juror"] = JurorField(jurors, label=gettext("Juror"), empty_label=gettext("Choose"))
        self.fields["kind"].choices = choices(CONFLICTS)  # type: ignore[attr-defined]
        self.order_fields(["juror", "application", "kind", "reason"])


class JurorField(forms.ModelChoiceField):
    """A juror by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.person)


class NoteForm(forms.Form):
    """A step that is taken with some words."""

    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DueForm(forms.Form):
    """Until when reviews are due, on the clock of the call."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, the_round: Any, data: Any = None) -> None:
        self.zone = the_round.call.time_zone
        due = the_round.reviews_due and on_the_clock(the_round.reviews_due, self.zone)
        initial = {"day": due.date(), "clock": due.time()} if due else {}
        super().__init__(data, initial=initial | {"version": the_round.version})
        self.fields["clock"].help_text = gettext("On the clock of %(zone)s.") % {"zone": place_word(self.zone)}

    def clean(self) -> dict[str, Any]:
        """The instant; a clock that never reads so, or reads so twice, is refused."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("clock") is not None:
            try:
                cleaned["until"] = instant(cleaned["day"], cleaned["clock"], self.zone)
            except NoSuchInstant:
                self.add_error("clock", gettext("The clock never reads so on this day, or reads so twice."))
        return cleaned
