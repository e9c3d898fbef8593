"""What applications keep of a person: those made and handed in, and checks. They stay when a person is erased.

An application is its organisation's; once a person is erased, the history and the rows name nobody.
"""

from typing import Any

from django.db.models import Q

from clusteratlas_web.foundation.personal import exports_personal_data


def export_applications(person: Any) -> list[dict[str, Any]]:
    """The applications a person made, and what the person handed in."""
    from clusteratlas_web.selection.models import Entry  # deferred: this is imported while apps are made ready

    rows = Entry.objects.filter(Q(application__made_by=person) | Q(submitted_by=person)).order_by("pk")
    return [
        {
            "call": each.application.call.slug,
            "round": each.round.number,
            "number": each.application.number,
            "title": each.application.title,
            "made": each.application.made.isoformat() if each.application.made_by_id == person.pk else "",
            "submitted": each.submitted.isoformat() if each.submitted and each.submitted_by_id == person.pk else "",
        }
        for each in rows.select_related("application__call", "round")
    ]


def export_checks(person: Any) -> list[dict[str, Any]]:
    """The conditions a person checked as an officer."""
    from clusteratlas_web.selection.models import Check  # deferred, as above

    rows = Check.objects.filter(by=person).select_related("entry__application__call", "condition").order_by("pk")
    return [
        {
            "call": each.entry.application.call.slug,
            "number": each.entry.application.number,
            "condition": each.condition.number,
            "is_met": each.is_met,
            "note": each.note,
            "at": each.at.isoformat(),
        }
        for each in rows
    ]


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("applications", export_applications)
    exports_personal_data("checks", export_checks)
