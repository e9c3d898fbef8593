"""An invitation for whoever it was sent to."""

import hashlib
from typing import Any

from django.utils import timezone

from clusteratlas_web.registry.models import Invitation
from clusteratlas_web.registry.refusals import GONE, OTHER_ADDRESS, NotForYou, Used


def checksum(secret: str) -> str:
    """What is kept of the secret of an invitation."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_for(person: Any, secret: str) -> Invitation:
    """The invitation of a secret, for the address it was sent to, while it holds; raises Used or NotForYou."""
    held = Invitation.objects.select_related("organisation", "invited_by").filter(secret=checksum(secret)).first()
    if held is None or held.used or held.withdrawn or held.expires < timezone.now():
        raise Used(GONE)
    if held.email != person.email.lower():
        raise NotForYou(OTHER_ADDRESS)
    return held
