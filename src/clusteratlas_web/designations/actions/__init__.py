"""What is written about designations and assessments, one verb and noun each."""

from clusteratlas_web.designations.actions.assessing import (
    add_improvement,
    move_assessment,
    prefill,
    save_answers,
    start_assessment,
)
from clusteratlas_web.designations.actions.awarding import grant_by_award
from clusteratlas_web.designations.actions.drafting import (
    draft_scheme,
    edit_draft,
    publish_draft,
    remove_draft,
    revise_scheme,
)
from clusteratlas_web.designations.actions.granting import edit_designation, grant_designation
from clusteratlas_web.designations.actions.judging import (
    assign_expert,
    audit_improvement,
    close_assessment,
    conclude_assessment,
    record_visit,
    release_expert,
    return_assessment,
    verify_values,
)
from clusteratlas_web.designations.actions.life import expire_designation, move_designation
from clusteratlas_web.designations.actions.locker import add_evidence, remove_evidence
from clusteratlas_web.designations.actions.reminding import expire_what_is_over, remind
from clusteratlas_web.designations.actions.terms import add_term, record_term

__all__ = [
    "add_evidence",
    "add_improvement",
    "add_term",
    "assign_expert",
    "audit_improvement",
    "close_assessment",
    "conclude_assessment",
    "draft_scheme",
    "edit_designation",
    "edit_draft",
    "expire_designation",
    "expire_what_is_over",
    "grant_by_award",
    "grant_designation",
    "move_assessment",
    "move_designation",
    "prefill",
    "publish_draft",
    "record_term",
    "record_visit",
    "release_expert",
    "remind",
    "remove_draft",
    "remove_evidence",
    "return_assessment",
    "revise_scheme",
    "save_answers",
    "start_assessment",
    "verify_values",
]
