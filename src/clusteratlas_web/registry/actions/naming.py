"""Addresses of records: words of the name, free in the registry."""

import secrets

from django.utils.text import slugify

from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.words import RESERVED

LONGEST = 70


def free_slug(name: str, kind: str, taken: set[str] | None = None) -> str:
    """An address that no record has; a name without Latin letters gets one of its kind and a random end."""
    base = slugify(name)[:LONGEST].strip("-") or f"{kind}-{secrets.token_hex(4)}"
    number, slug = 1, base
    while slug in RESERVED or slug in (taken or ()) or Organisation.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
