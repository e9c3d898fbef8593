"""The addresses of applications and their completeness."""

from django.urls import URLPattern, path

from clusteratlas_web.selection.views import application_editing, applications, checking, entries

_OWN = "<slug:slug>/applications/<int:number>/"
_EDIT = f"{_OWN}edit/"
_ROUND = "<slug:slug>/rounds/<int:number>/"
_ENTRY = f"{_ROUND}applications/<int:application>/"

PATTERNS: list[URLPattern] = [
    path("mine/", applications.mine_page, name="mine"),
    path("<slug:slug>/apply/", applications.start_page, name="start"),
    path(_OWN, applications.application_page, name="application"),
    path(f"{_OWN}step/<slug:verb>/", applications.step, name="application-step"),
    path(_EDIT, application_editing.plan_page, name="application-plan"),
    path(f"{_EDIT}statements/", application_editing.statements_page, name="application-statements"),
    path(f"{_EDIT}consortium/", application_editing.consortium_page, name="application-consortium"),
    path(f"{_EDIT}consortium/add/", application_editing.partner_page, name="partner-add"),
    path(f"{_EDIT}consortium/<int:partner>/", application_editing.partner_page, name="partner-change"),
    path(f"{_EDIT}consortium/<int:partner>/remove/", application_editing.partner_removal, name="partner-remove"),
    path(f"{_EDIT}evidence/", application_editing.evidence_page, name="application-evidence"),
    path(f"{_EDIT}files/", application_editing.files_page, name="application-files"),
    path(f"{_EDIT}files/<int:file>/remove/", application_editing.file_removal, name="file-remove"),
    path(f"{_EDIT}submit/", application_editing.submit_page, name="application-submit"),
    path(f"{_ROUND}checking/", checking.desk_page, name="checking"),
    path(f"{_ROUND}applications.<sheet:format>", checking.entries_table, name="entries-table"),
    path(_ENTRY, entries.entry_page, name="entry"),
    path(f"{_ENTRY}check/", checking.check_page, name="check"),
    path(f"{_ENTRY}files/<int:file>/", entries.entry_file, name="entry-file"),
]
