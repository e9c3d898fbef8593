"""What designations keep of a person: assessments begun, evidence added, what was assessed as an expert."""

from typing import Any

from clusteratlas_web.foundation.personal import exports_personal_data


def export_designations(person: Any) -> dict[str, Any]:
    """What somebody did in designations; rows stay when a person is erased, without the name."""
    # deferred: this is imported while apps are made ready
    from clusteratlas_web.designations.models import Assessment, Evidence, Expert

    return {
        "assessments": [
            {"organisation": each.organisation.slug, "level": each.level.code, "made": each.made.isoformat()}
            for each in Assessment.objects.filter(made_by=person).select_related("organisation", "level")
        ],
        "evidence": [
            {"proves": each.proves, "added": each.added.isoformat()}
            for each in Evidence.objects.filter(added_by=person)
        ],
        "assessed": [_assessed(each) for each in Expert.objects.filter(person=person).select_related("assessment")],
    }


def _assessed(expert: Any) -> dict[str, Any]:
    return {
        "organisation": expert.assessment.organisation.slug,
        "found": {each.indicator.code: [str(each.value), each.note] for each in expert.verifications.all()},
        "visits": [[str(each.begins), str(each.ends), each.report] for each in expert.visits.all()],
    }


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("designations", export_designations)
