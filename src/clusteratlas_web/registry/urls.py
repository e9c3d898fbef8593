"""The addresses of the app."""

from django.urls import path

from clusteratlas_web.registry.views import (
    claims,
    directory,
    editing,
    imports,
    inside,
    invitations,
    life,
    members,
    merging,
    people,
    places,
    profile,
    registering,
)

app_name = "registry"
_ONE = "<slug:slug>/"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("table.<str:format>", directory.export, name="export"),
    path("here/", directory.here, name="here"),
    path("places/<slug:kind>/", places.offered, name="offered-places"),
    path("register/", registering.register, name="register"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:number>/<str:answer>/", claims.answer, name="answer-claim"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:number>/", imports.batch, name="import"),
    path("imports/<int:number>/store/", imports.store, name="store-import"),
    path("imports/<int:number>/undo/", imports.undo, name="undo-import"),
    path(_ONE, profile.organisation, name="organisation"),
    path(f"{_ONE}edit/", editing.edit, name="edit"),
    path(f"{_ONE}edit/names/", editing.names, name="edit-names"),
    path(f"{_ONE}edit/profile/", editing.profile, name="edit-profile"),
    path(f"{_ONE}edit/places/", editing.places, name="edit-places"),
    path(f"{_ONE}edit/activities/", editing.work, name="edit-work"),
    path(f"{_ONE}edit/resources/", editing.resources, name="edit-resources"),
    path(f"{_ONE}steps/<slug:verb>/", life.step, name="step"),
    path(f"{_ONE}waiver/", life.waiver, name="waiver"),
    path(f"{_ONE}waiver/<int:number>/end/", life.end_waiver_view, name="end-waiver"),
    path(f"{_ONE}claim/", claims.claim, name="claim"),
    path(f"{_ONE}people/", people.people, name="people"),
    path(f"{_ONE}people/<int:number>/role/", people.role, name="change-role"),
    path(f"{_ONE}people/<int:number>/remove/", people.remove, name="remove-person"),
    path(f"{_ONE}invitations/<int:number>/withdraw/", people.withdraw, name="withdraw-invitation"),
    path(f"{_ONE}members/", members.members, name="members"),
    path(f"{_ONE}members/<int:number>/end/", members.end, name="end-membership"),
    path(f"{_ONE}services/", inside.services, name="services"),
    path(f"{_ONE}evidence/", inside.evidence, name="evidence"),
    path(f"{_ONE}history/", inside.history, name="history"),
    path(f"{_ONE}merge/", merging.merge, name="merge"),
]
