"""The addresses of designations, schemes and assessments."""

from django.urls import path, register_converter

from clusteratlas_web.designations.views import (
    assessments,
    designation,
    drafts,
    filling,
    granting,
    judging,
    locker,
    register,
    schemes,
    verification,
)


class Code:
    """What a certificate is verified by, however it is typed."""

    regex = "[0-9A-Za-z-]{1,60}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Code, "certificate")
app_name = "designations"
_ONE = "<int:number>/"
_DRAFT = "drafts/<int:number>/"
_SCHEME = "schemes/<slug:slug>/"
_ASSESSED = "assessments/<int:number>/"

urlpatterns = [
    path("", register.list_page, name="list"),
    path("list.<sheet:format>", register.list_table, name="list-table"),
    path("grant/", granting.create_page, name="create"),
    path("desk/", judging.desk_page, name="desk"),
    path("schemes/", schemes.schemes_page, name="schemes"),
    path(_SCHEME, schemes.scheme_page, name="scheme"),
    path(f"{_SCHEME}revise/", drafts.revise, name="scheme-revise"),
    path(f"{_SCHEME}versions/<int:edition>/", drafts.version_page, name="scheme-version"),
    path(f"{_SCHEME}<slug:code>/", schemes.level_page, name="level"),
    path(f"{_SCHEME}<slug:code>/indicators.<sheet:format>", schemes.level_table, name="level-table"),
    path("drafts/", drafts.drafts_page, name="drafts"),
    path("drafts/new/", drafts.new_page, name="draft-new"),
    path(_DRAFT, drafts.draft_page, name="draft"),
    path(f"{_DRAFT}head/", drafts.head_page, name="draft-head"),
    path(f"{_DRAFT}levels/new/", drafts.level_page, name="draft-level-new"),
    path(f"{_DRAFT}levels/<slug:code>/", drafts.level_page, name="draft-level"),
    path(f"{_DRAFT}levels/<slug:code>/remove/", drafts.level_remove, name="draft-level-remove"),
    path(f"{_DRAFT}indicators/new/", drafts.indicator_page, name="draft-indicator-new"),
    path(f"{_DRAFT}indicators/<slug:code>/", drafts.indicator_page, name="draft-indicator"),
    path(f"{_DRAFT}indicators/<slug:code>/remove/", drafts.indicator_remove, name="draft-indicator-remove"),
    path(f"{_DRAFT}try/", drafts.try_page, name="draft-try"),
    path(f"{_DRAFT}publish/", drafts.publish, name="draft-publish"),
    path(f"{_DRAFT}remove/", drafts.remove, name="draft-remove"),
    path("verify/", verification.verify_page, name="verify"),
    path("verify/<certificate:code>/", verification.verified_page, name="verified"),
    path("assessments/", assessments.assessments_page, name="assessments"),
    path("assessments/new/", assessments.start_page, name="start"),
    path(_ASSESSED, assessments.assessment_page, name="assessment"),
    path(f"{_ASSESSED}values.<sheet:format>", assessments.assessment_table, name="assessment-table"),
    path(f"{_ASSESSED}values/<int:group>/", filling.values_page, name="values"),
    path(f"{_ASSESSED}evidence/", locker.add_page, name="evidence-add"),
    path(f"{_ASSESSED}evidence/<int:evidence>/remove/", locker.remove, name="evidence-remove"),
    path(f"{_ASSESSED}improvements/", filling.improvement_page, name="improvement-add"),
    path(f"{_ASSESSED}improvements/<int:improvement>/", judging.audit_page, name="improvement"),
    path(f"{_ASSESSED}verify/<int:group>/", judging.verify_values_page, name="verify-values"),
    path(f"{_ASSESSED}visits/", judging.visit_page, name="visit-add"),
    path(f"{_ASSESSED}experts/", judging.assign_page, name="expert-add"),
    path(f"{_ASSESSED}experts/<int:expert>/release/", judging.release, name="expert-release"),
    path(f"{_ASSESSED}return/", judging.return_page, name="assessment-return"),
    path(f"{_ASSESSED}close/", judging.close_page, name="assessment-close"),
    path(f"{_ASSESSED}judging/<slug:verb>/", judging.judge_step, name="judge-step"),
    path(f"{_ASSESSED}steps/<slug:verb>/", filling.step, name="assessment-step"),
    path(_ONE, designation.designation_page, name="designation"),
    path(f"{_ONE}certificate.pdf", verification.certificate, name="certificate"),
    path(f"{_ONE}edit/", granting.edit_page, name="edit"),
    path(f"{_ONE}steps/<slug:verb>/", granting.step_page, name="step"),
    path(f"{_ONE}terms/", granting.add_term_page, name="term-add"),
    path(f"{_ONE}terms/<int:term>/", granting.term_page, name="term"),
    path(f"{_ONE}<slug:table>.<sheet:format>", designation.designation_table, name="table"),
]
