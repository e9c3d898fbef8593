"""The addresses of juries, conflicts of interest, assignments and reviews."""

from django.urls import URLPattern, path

from clusteratlas_web.selection.views import jury, jury_assignment, jury_conflicts, jury_reviews, jury_seat

_CALL = "<slug:slug>/"
_ROUND = f"{_CALL}rounds/<int:number>/"
_ENTRY = f"{_ROUND}applications/<int:application>/"

PATTERNS: list[URLPattern] = [
    path("reviews/", jury_reviews.queue_page, name="queue"),
    path("seats/<str:secret>/", jury_seat.invitation_page, name="seat-invitation"),
    path(f"{_CALL}jury/", jury.jury_page, name="jury"),
    path(f"{_CALL}jury.<sheet:format>", jury.jury_table, name="jury-table"),
    path(f"{_CALL}jury/mine/", jury_seat.seat_page, name="seat"),
    path(f"{_CALL}jury/mine/ties/", jury_seat.tie_add, name="tie-add"),
    path(f"{_CALL}jury/mine/ties/<int:tie>/remove/", jury_seat.tie_remove, name="tie-remove"),
    path(f"{_CALL}jury/mine/<slug:verb>/", jury_seat.seat_step, name="seat-step"),
    path(
        f"{_CALL}jury/invitations/<int:invitation>/withdraw/", jury.invitation_withdraw, name="seat-invitation-withdraw"
    ),
    path(f"{_CALL}jury/<int:juror>/<slug:verb>/", jury.juror_step, name="juror-step"),
    path(f"{_CALL}conflicts/", jury_conflicts.conflicts_page, name="conflicts"),
    path(f"{_CALL}conflicts.<sheet:format>", jury_conflicts.conflicts_table, name="conflicts-table"),
    path(f"{_CALL}conflicts/<int:conflict>/", jury_conflicts.conflict_page, name="conflict"),
    path(f"{_CALL}conflicts/<int:conflict>/<slug:verb>/", jury_conflicts.conflict_step, name="conflict-step"),
    path(f"{_ROUND}assignment/", jury_assignment.assignment_page, name="assignment"),
    path(f"{_ROUND}assignment.<sheet:format>", jury_assignment.assignment_table, name="assignment-table"),
    path(f"{_ROUND}assignment/<int:application>/", jury_assignment.entry_page, name="assign"),
    path(f"{_ROUND}reviews/extend/", jury_assignment.extend_page, name="reviews-extend"),
    path(f"{_ROUND}reviews/<slug:verb>/", jury_assignment.round_step, name="reviews-step"),
    path(f"{_ENTRY}review/", jury_reviews.review_page, name="review"),
    path(f"{_ENTRY}conflict/", jury_conflicts.declare_page, name="declare"),
    path(f"{_ENTRY}reviews/<int:review>/<slug:verb>/", jury_assignment.review_step, name="review-step"),
]
