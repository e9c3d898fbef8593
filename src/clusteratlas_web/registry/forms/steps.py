"""Forms of single steps: notes, claims, people, members, services, waivers, evidence, merges, imports."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.foundation.places import atlas_name, places
from clusteratlas_web.registry.actions.belonging import MemberFacts, ServiceFacts
from clusteratlas_web.registry.forms.choices import spoken
from clusteratlas_web.registry.importing.rows import Given
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.states import SUBMITTED, VERIFIED
from clusteratlas_web.registry.words import AGENCY, FIELDS, KINDS, OFFICER, ROLES, SERVICES


class NoteForm(forms.Form):
    """A step with a note."""

    note = forms.CharField(label=_("Note"), widget=forms.Textarea, max_length=4000, required=False)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needed
        if needed:
            self.fields["note"].help_text = _("Its managers get it by letter: what has to change, and how.")


class ClaimForm(forms.Form):
    """Why a record is one's own."""

    message = forms.CharField(
        label=_("Why is it yours?"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Your function there, and where an administrator can see that it is so."),
    )


class AnswerForm(forms.Form):
    """The answer to a claim."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea, max_length=4000, required=False)


class InviteForm(forms.Form):
    """Invites somebody to act for an organisation."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, label) for role, label in ROLES if role != OFFICER or organisation.kind == AGENCY]
        self.fields["role"].choices = spoken(roles)  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Adds a registered organisation as a member."""

    member = forms.CharField(
        label=_("Organisation"), max_length=200, help_text=_("Its name, or the last part of the address of its page.")
    )
    kind = forms.ChoiceField(label=_("As what"), choices=spoken(KINDS, _("as its own kind")), required=False)
    role = forms.CharField(label=_("Role"), max_length=80, required=False)
    since = forms.DateField(label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def facts(self, member: Organisation) -> MemberFacts:
        """As what it becomes a member."""
        data = self.cleaned_data
        return MemberFacts(data["kind"] or member.kind, data["role"], data["since"])


class ServiceForm(forms.Form):
    """A service that was given."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    service = forms.ChoiceField(label=_("Service"), choices=spoken(SERVICES))
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_value=10_000, max_digits=7, decimal_places=2)
    firms_helped = forms.IntegerField(label=_("Firms helped"), min_value=0, max_value=1_000_000, initial=0)
    introductions = forms.IntegerField(label=_("Introductions made"), min_value=0, max_value=1_000_000, initial=0)
    follow_up = forms.CharField(label=_("Follow-up"), widget=forms.Textarea, max_length=4000, required=False)

    def clean_day(self) -> datetime.date:
        """Not in the future."""
        day: datetime.date = self.cleaned_data["day"]
        if day > timezone.now().date():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_hours(self) -> Any:
        """Some time."""
        if not self.cleaned_data["hours"]:
            raise forms.ValidationError(_("A service takes some time."))
        return self.cleaned_data["hours"]

    def facts(self) -> ServiceFacts:
        """What is written into the log."""
        return ServiceFacts(**self.cleaned_data)


class WaiverForm(forms.Form):
    """Waives the listing rule."""

    programme = forms.CharField(label=_("Recognised programme"), max_length=200)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=4000)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_until(self) -> datetime.date:
        """Not over already."""
        day: datetime.date = self.cleaned_data["until"]
        if day < timezone.now().date():
            raise forms.ValidationError(_("This day is over."))
        return day


class EvidenceForm(forms.Form):
    """A file as evidence."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, pictures, text, XLSX or DOCX, at most 20 MB. Only you and administrators see it."),
    )


class MergeForm(forms.Form):
    """Which record another one is merged into, and what is kept where both say something."""

    into = forms.CharField(
        label=_("Merge into"), max_length=200, help_text=_("The last part of the address of its page.")
    )

    def __init__(
        self, *args: Any, source: Organisation, target: Organisation | None, fields: list[str], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        if target is not None:
            self.fields["into"].widget = forms.HiddenInput()
        for name in fields:
            choices = [("target", _value(target, name)), ("source", _value(source, name))]
            self.fields[name] = forms.ChoiceField(label=_(FIELDS[name]), choices=choices, widget=forms.RadioSelect)

    def kept(self) -> dict[str, str]:
        """What is kept of which record."""
        return {name: value for name, value in self.cleaned_data.items() if name != "into"}


class ImportForm(forms.Form):
    """A file of organisations."""

    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX with a heading, at most 5,000 rows."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=spoken(KINDS, _("every row says it")),
        required=False,
        help_text=_("Of rows that do not say it."),
    )
    country = forms.RegexField(
        "^[A-Za-z]{2}$", label=_("Country"), required=False, help_text=_("Of rows that do not say it: US.")
    )
    atlas = forms.ChoiceField(
        label=_("Atlas"), required=False, help_text=_("Whose clusters are meant where several have one of that name.")
    )
    state = forms.ChoiceField(
        label=_("Stored as"), choices=((SUBMITTED, _("submitted")), (VERIFIED, _("verified"))), initial=SUBMITTED
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        atlases = [(atlas, atlas_name(atlas)) for atlas in places().atlases]
        self.fields["atlas"].choices = [("", _("none")), *atlases]  # type: ignore[attr-defined]

    def given(self) -> Given:
        """What holds for rows that do not say it."""
        data = self.cleaned_data
        return Given(data["kind"], data["country"].upper(), data["atlas"])


def _value(organisation: Organisation | None, name: str) -> str:
    if organisation is None:
        return ""
    shown = getattr(organisation, f"get_{name}_display", None)
    return str(_(shown()) if shown else getattr(organisation, name))
