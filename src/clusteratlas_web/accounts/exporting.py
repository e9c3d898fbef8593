"""Everything that accounts and the foundation keep of a person, for the person to take away."""

from typing import Any

from clusteratlas_web.foundation.models import HistoryEntry, Letter, PrivateFile


def account(person: Any) -> dict[str, Any]:
    """The row of the person, and how the person signs in; no secret."""
    return {
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "joined": person.joined,
        "last_sign_in": person.last_login,
        "administrator": person.is_staff,
        "moderator": person.is_moderator,
        "letters_declined": person.unwanted,
        "addresses": list(person.emailaddress_set.order_by("pk").values("email", "verified", "primary")),
        "second_factor": list(person.authenticator_set.order_by("pk").values("type", "created_at", "last_used_at")),
        "identity_provider": list(person.socialaccount_set.order_by("pk").values("provider", "uid", "extra_data")),
    }


def letters(person: Any) -> list[dict[str, Any]]:
    """Letters to the person."""
    return list(Letter.objects.filter(person=person).values("written", "sent", "address", "subject", "state"))


def deeds(person: Any) -> list[dict[str, Any]]:
    """What the history says that the person did."""
    rows = HistoryEntry.objects.filter(actor=person).order_by("pk")
    return list(rows.values("at", "verb", "kind", "thing", "before", "after", "note"))


def uploads(person: Any) -> list[dict[str, Any]]:
    """Files that the person uploaded."""
    return list(PrivateFile.objects.filter(uploader=person).values("name", "size", "uploaded", "kind", "thing"))


def organisations(person: Any) -> list[dict[str, Any]]:
    """Organisations that the person acts for."""
    rows = person.acting.select_related("organisation")
    return [{"organisation": str(each.organisation), "role": each.role, "since": each.since} for each in rows]
