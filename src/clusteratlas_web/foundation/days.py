"""The day it is, for registers and terms that are kept by the day."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The day it is, in UTC."""
    return timezone.now().date()
