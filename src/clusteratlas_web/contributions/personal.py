"""What contributed data keeps of a person: the data sets they offered and reviewed. Rows stay, without the name."""

from typing import Any

from clusteratlas_web.foundation.personal import exports_personal_data


def export_data_sets(person: Any) -> list[dict[str, Any]]:
    """The data sets that a person offered or reviewed, with what they wrote there."""
    from django.db.models import Q  # deferred: this is imported while apps are made ready

    from clusteratlas_web.contributions.models import DataSet

    rows = DataSet.objects.filter(Q(contributor=person) | Q(reviewer=person)).select_related("organisation")
    return [_exported(each, person) for each in rows.order_by("pk")]


def _exported(data_set: Any, person: Any) -> dict[str, Any]:
    facts = {"title": str(data_set.title), "organisation": data_set.organisation.slug, "state": data_set.state}
    if data_set.contributor_id == person.pk:
        facts |= {"offered": data_set.offered, "about": data_set.abouts, "method": data_set.methods}
    if data_set.reviewer_id == person.pk:
        facts |= {"reviewed": data_set.reviewed, "comment": data_set.comment, "limits": data_set.limits}
    return facts


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("data_sets", export_data_sets)
