"""What juries keep of a person: seats with ties and reviews. Reviews stay when a person is erased, without the name."""

from typing import Any

from clusteratlas_web.foundation.personal import erases_personal_data, exports_personal_data


def export_seats(person: Any) -> list[dict[str, Any]]:
    """The seats a person has or had, what the person said for them, and the reviews; nothing that was found."""
    from clusteratlas_web.selection.models import Juror  # deferred: this is imported while apps are made ready

    rows = Juror.objects.filter(person=person).select_related("call", "organisation")
    return [_told(each) for each in rows.prefetch_related("ties__organisation", "reviews__scores__criterion")]


def erase_seats(person: Any) -> None:
    """Leaves the juries; what the person said of oneself goes."""
    from clusteratlas_web.selection.actions.jurors import give_up_seats  # deferred, as above

    give_up_seats(person)


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("seats", export_seats)
    erases_personal_data(erase_seats)


def _told(juror: Any) -> dict[str, Any]:
    return {
        "call": juror.call.slug,
        "seat": juror.seat,
        "state": juror.state,
        "organisation": juror.organisation.slug if juror.organisation else "",
        "country": juror.country,
        "clusters": list(juror.clusters),
        "fields": juror.fields,
        "ties": [
            {"organisation": each.organisation.slug, "kind": each.kind, "note": each.note} for each in juror.ties.all()
        ],
        "reviews": [_review(each) for each in juror.reviews.all()],
    }


def _review(review: Any) -> dict[str, Any]:
    """A review without the application, of which a conflict may keep the person out by now."""
    return {
        "state": review.state,
        "submitted": review.submitted.isoformat() if review.submitted else "",
        "comment": review.comment,
        "comment_inside": review.comment_inside,
        "scores": [{"value": float(each.value), "reason": each.reason} for each in review.scores.all()],
    }
