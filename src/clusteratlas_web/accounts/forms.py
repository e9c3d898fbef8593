"""Forms of signing in and of one's own account: django-allauth's with our words, and ours."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as ProviderForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.words import languages
from clusteratlas_web.foundation.letter_kinds import KINDS

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW = _("New password")
AGAIN = _("The same once more")
PRESENT = _("Present password")
CODE = _("Code of the app, or a recovery code")
RULES = _("At least 12 characters; not figures alone, no common password, nothing like your name or address.")


class OurWords:
    """Says each field's label in our words; what stands in a field is only what its reader typed."""

    words: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = self.words.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class NameAndLanguage(forms.Form):
    """What every person says of themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language of letters"), choices=languages)


class SignInForm(OurWords, account.LoginForm):
    """By address and password."""

    words = {"login": ADDRESS, "password": PASSWORD}


class SignUpForm(OurWords, account.SignupForm, NameAndLanguage):
    """Name, address, language, password."""

    words = {"email": ADDRESS, "password1": PASSWORD}
    helps = {"password1": RULES, "email": _("A letter goes there; the account opens with the link in it.")}
    field_order = ("name", "email", "language", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """An address that has an account takes as long as one that has none."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        answer: tuple[Person | None, HttpResponse | None] = super().try_save(request)
        return answer


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Where the letter goes."""

    words = {"email": ADDRESS}


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    """After following the link of the letter."""

    words = {"password1": NEW, "password2": AGAIN}
    helps = {"password1": RULES}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """Who is signed in."""

    words = {"oldpassword": PRESENT, "password1": NEW, "password2": AGAIN}
    helps = {"password1": RULES}


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """Who only signed in through an identity provider."""

    words = {"password1": NEW, "password2": AGAIN}
    helps = {"password1": RULES}


class ConfirmPasswordForm(OurWords, account.ReauthenticateForm):
    """Before something that only the person should do."""

    words = {"password": PASSWORD}


class ChangeAddressForm(OurWords, account.AddEmailForm):
    """The address that letters go to and that signs in."""

    words = {"email": _("New e-mail address")}
    helps = {"email": _("A letter goes there; the change holds once its link was followed.")}

    action_add = forms.CharField(
        initial="1", required=False, widget=forms.HiddenInput
    )  # how allauth tells the forms apart


class CodeForm(OurWords, codes.AuthenticateForm):
    """The second factor when signing in."""

    words = {"code": CODE}


class ConfirmCodeForm(OurWords, codes.ReauthenticateForm):
    """The second factor once more."""

    words = {"code": CODE}


class SetUpAppForm(OurWords, ActivateTOTPForm):
    """The first code of the app."""

    words = {"code": _("Code that the app shows")}


class ProviderSignUpForm(OurWords, ProviderForm, NameAndLanguage):
    """What the identity provider did not say."""

    words = {"email": ADDRESS}
    field_order = ("name", "email", "language")


class SettingsForm(NameAndLanguage):
    """Name, language, and the letters one wants."""

    wanted = forms.MultipleChoiceField(
        label=_("Letters I want"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters about your account, invitations, decisions and answers to what you asked always come."),
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        wanted = [name for name in KINDS if name not in person.unwanted]
        initial = {"name": person.name, "language": person.language, "wanted": wanted}
        super().__init__(data, initial=initial)
        self.fields["wanted"].choices = [(kind.name, kind.said) for kind in KINDS.values()]  # type: ignore[attr-defined]
        if not KINDS:
            del self.fields["wanted"]

    @property
    def unwanted(self) -> list[str]:
        """The kinds that were not ticked."""
        return [name for name in KINDS if name not in self.cleaned_data.get("wanted", [])]


class EraseForm(forms.Form):
    """The password once more, where there is one."""

    password = forms.CharField(
        label=PASSWORD, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    sure = forms.BooleanField(label=_("Erase my account. I know that it cannot be brought back."))

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Refuses a wrong one."""
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
