"""The addresses of calls, their rounds, criteria and templates."""

from django.urls import URLPattern, path

from clusteratlas_web.selection.views import calls, desk, editing, making, running

_ONE = "<slug:slug>/"
_EDIT = f"{_ONE}edit/"
_ROUND = f"{_EDIT}rounds/<int:number>/"
_GATE = f"{_ONE}rounds/<int:number>/"

PATTERNS: list[URLPattern] = [
    path("", calls.list_page, name="list"),
    path("list.<sheet:format>", calls.list_table, name="list-table"),
    path("awards/", calls.awards_page, name="awards"),
    path("awards.<sheet:format>", calls.awards_table, name="awards-table"),
    path("new/", making.new_page, name="new"),
    path("templates/", making.templates_page, name="templates"),
    path("templates/<slug:template>/", making.template_page, name="template"),
    path("templates/<slug:template>/remove/", making.template_remove, name="template-remove"),
    path(_ONE, calls.call_page, name="call"),
    path(f"{_ONE}history/", calls.history_page, name="history"),
    path(f"{_ONE}awards.<sheet:format>", calls.call_awards_table, name="call-awards-table"),
    path(f"{_ONE}desk/", desk.desk_page, name="desk"),
    path(f"{_ONE}keep/", making.keep_page, name="keep"),
    path(f"{_ONE}cancel/", running.cancel_page, name="cancel"),
    path(f"{_ONE}state/<slug:verb>/", running.move, name="move"),
    path(f"{_GATE}open/", running.open_page, name="round-open"),
    path(f"{_GATE}close/", running.close_page, name="round-close"),
    path(f"{_GATE}reopen/", running.reopen_page, name="round-reopen"),
    path(f"{_GATE}extend/", running.extend_page, name="round-extend"),
    path(_EDIT, editing.edit_page, name="edit"),
    path(f"{_EDIT}facts/", editing.facts_page, name="edit-facts"),
    path(f"{_EDIT}documents/", editing.document_add, name="edit-document"),
    path(f"{_EDIT}documents/<int:file>/remove/", editing.document_remove, name="edit-document-remove"),
    path(f"{_EDIT}rounds/new/", editing.round_add, name="edit-round-add"),
    path(_ROUND, editing.round_page, name="edit-round"),
    path(f"{_ROUND}remove/", editing.round_remove, name="edit-round-remove"),
    path(f"{_ROUND}criteria/new/", editing.criterion_add, name="edit-criterion-add"),
    path(f"{_ROUND}criteria/<int:place>/", editing.criterion_page, name="edit-criterion"),
    path(f"{_ROUND}criteria/<int:place>/remove/", editing.criterion_remove, name="edit-criterion-remove"),
    path(f"{_ROUND}conditions/new/", editing.condition_add, name="edit-condition-add"),
    path(f"{_ROUND}conditions/<int:place>/", editing.condition_page, name="edit-condition"),
    path(f"{_ROUND}conditions/<int:place>/remove/", editing.condition_remove, name="edit-condition-remove"),
]
