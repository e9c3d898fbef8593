"""What django-allauth asks of the platform: letters in the outbox, links to the public address, words of ours."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from clusteratlas_web.accounts.actions.signing import become_first_administrator
from clusteratlas_web.accounts.letters import CHANGES, LETTERS
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.languages import in_language
from clusteratlas_web.foundation.outbox import post

REPEATED = 600  # seconds within which the same letter to an address that no account has is one occasion


class Adapter(DefaultAccountAdapter):
    """Signing in and up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account was deactivated."),
        "email_password_mismatch": _("E-mail address and password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds."),
        "too_many_login_attempts": _("Too many attempts failed. Wait a few minutes before the next one."),
        "rate_limited": _("Too many attempts. Wait a few minutes before the next one."),
        "same_as_current": _("This is your address already."),
        "email_taken": _("This address cannot be used."),
        "invalid_password_reset": _("This link is not valid any more."),
    }

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Stores name and language with the person."""
        user.name = form.cleaned_data.get("name") or user.name
        user.language = form.cleaned_data.get("language") or get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tells what changed in our words; of what needs no word nothing is told."""
        said = CHANGES.get((message_template or "").removesuffix(".txt").rpartition("/")[2])
        if said or message:
            messages.add_message(request, level, gettext(said) if said else message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Puts the letter into the outbox, in the language of whom it is for."""
        person = Person.objects.filter(email=email.lower()).first() or context.get("user")
        name = template_prefix.rpartition("/")[2]
        template = LETTERS.get(name, "account_changed")
        link = context.get("activate_url") or context.get("password_reset_url") or ""
        occasion = hashlib.sha256((link or f"{email}{_moment(template)}").encode()).hexdigest()[:40]
        language = person.language if person else get_language() or settings.LANGUAGE_CODE
        facts = {"address": _led_to(link, language), "change": CHANGES.get(name, ""), "at": timezone.now()}
        post(template, email, language, f"accounts.{name}:{occasion}", person, **facts)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Whoever confirms the address that the operator named is the first administrator."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            become_first_administrator(email_address.user, email_address.email)
        return bool(confirmed)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to what keeps the account safe."""
        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Codes change every 30 seconds."),
        "unverified_email": _("Confirm your new e-mail address first, or cancel its change."),
        "cannot_delete_authenticator": _("An administrator cannot do without the second factor."),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Administrators keep theirs."""
        return not authenticator.user.is_staff


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signing in through the identity provider."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        """A person of what the provider says."""
        person: Person = super().populate_user(request, sociallogin, data)
        claims = sociallogin.account.extra_data
        said = {**claims.get("id_token", {}), **claims.get("userinfo", {})}
        person.name = str(said.get("name") or said.get("preferred_username") or "")[:120]
        person.language = get_language() or settings.LANGUAGE_CODE
        return person


def _led_to(link: str, language: str) -> str:
    """The link in the language of the letter; never made of what a request says the host is."""
    return str(settings.PUBLIC_ADDRESS) + in_language(urlsplit(link).path, language) if link else ""


def _moment(template: str) -> str:
    """Tells occasions apart that have no link: ten minutes for letters about addresses, else the moment itself."""
    now = timezone.now().timestamp()
    return f"{template}{int(now // REPEATED)}" if template in ("account_exists", "unknown_address") else str(now)
