"""What programmes keep of a person: the questions they asked. Rows stay when a person is erased, without the name."""

from typing import Any

from clusteratlas_web.foundation.personal import exports_personal_data


def export_questions(person: Any) -> list[dict[str, Any]]:
    """The questions a person asked, with their answers."""
    from clusteratlas_web.programmes.models import Question  # deferred: this is imported while apps are made ready

    rows = Question.objects.filter(asker=person).select_related("department")
    return [
        {
            "asked": each.asked.isoformat(),
            "department": each.department.slug,
            "subject": each.subject,
            "text": each.text,
            "answer": each.answer,
        }
        for each in rows
    ]


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("questions", export_questions)
