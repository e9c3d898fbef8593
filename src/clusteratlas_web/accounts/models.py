"""People who sign in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext

from clusteratlas_web.accounts.words import languages


class People(BaseUserManager["Person"]):
    """Makes people."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        """A person with a password, or without one where somebody else says who they are."""
        person = self.model(email=self.normalize_email(email).lower(), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """By e-mail address, whatever its case."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What a person may do for an organisation stands in the registry.

    `is_staff` is an administrator of the platform, `is_moderator` looks after what is published. A person who was
    erased keeps the row, without name and address, since history is never rewritten.
    """

    email = models.EmailField(unique=True, null=True)  # none once erased
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, choices=languages, default=settings.LANGUAGE_CODE)
    is_staff = models.BooleanField(default=False)
    is_moderator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    erased = models.DateTimeField(null=True, editable=False)
    unwanted = models.JSONField(default=list)  # kinds of letters that the person declined: foundation.letter_kinds
    sessions = models.PositiveIntegerField(default=0, editable=False)  # counted up, all earlier sessions end

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    history_private = ("email", "name", "password", "last_login", "sessions")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(erased__isnull=True, email__isnull=False)
                | models.Q(
                    erased__isnull=False,
                    email__isnull=True,
                    name="",
                    is_active=False,
                    is_staff=False,
                    is_moderator=False,
                ),
                name="nothing_left_of_who_was_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.name or (gettext("former person") if self.erased else str(self.email))

    def get_full_name(self) -> str:
        """The name."""
        return self.name

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether signing in takes a code of an authenticator app besides the password."""
        return bool(self.authenticator_set.filter(type="totp").exists())

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        # A session holds while this does: it also ends when sessions are counted up.
        return f"{super()._get_session_auth_hash(secret=secret)}-{self.sessions}"

    # Django asks these of whoever signs in; permissions are predicates here (foundation.permissions).
    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody has Django's own permissions."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Nobody has Django's own permissions."""
        return False
