"""Addresses that people give: the database keeps none that a browser would run."""

from django.db import models
from django.db.models import Q


def leads_to_the_web(field: str, name: str) -> models.CheckConstraint:
    """An address is empty, or begins with http:// or https://."""
    begins = Q(**{f"{field}__startswith": "https://"}) | Q(**{f"{field}__startswith": "http://"})
    return models.CheckConstraint(condition=Q(**{field: ""}) | begins, name=name)
