"""A call names only a designation that its department grants: anything else would bring nothing, so it is refused."""

from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import level, scheme
from tests.web.commons.selection_things import applicant, call

LACKS = "It grants label/gold, which its department does not grant, so that no award would bring it."


@pytest.fixture
def schemes(cast: Cast) -> None:
    """The ministry grants bronze; gold is of a scheme that another department runs."""
    level(scheme(cast, "ours"), "bronze")
    level(scheme(cast, "label", department=applicant("far-ministry", "Far Ministry")), "gold")


def lacks(made: Any) -> list[str]:
    from clusteratlas_web.selection.queries.readiness import hindrances

    return [each.said for each in hindrances(made, timezone.now())]


@pytest.mark.usefixtures("schemes")
def test_what_the_department_does_not_grant_keeps_a_call_from_being_published(cast: Cast) -> None:
    assert LACKS in lacks(call(cast, "a", "draft", grants="label/gold"))
    assert "ours/silver" in " ".join(lacks(call(cast, "b", "draft", grants="ours/silver")))  # no such level
    for number, grants in enumerate(("ours/bronze", "")):
        assert "grants" not in " ".join(lacks(call(cast, f"c{number}", "draft", grants=grants)))


@pytest.mark.usefixtures("schemes")
def test_it_is_refused_where_it_is_stored(cast: Cast) -> None:
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.selection.actions.calls import edit_call

    made = call(cast, "a", "draft")
    with pytest.raises(Refusal) as refused:
        edit_call(cast.finn, made, made.version, {"grants": "label/gold"})
    assert refused.value.said == LACKS
    made.refresh_from_db()
    assert made.grants == ""
    assert edit_call(cast.finn, made, made.version, {"grants": "ours/bronze"}).grants == "ours/bronze"


@pytest.mark.usefixtures("schemes")
def test_the_officer_is_told_at_the_field_what_the_department_grants(cast: Cast) -> None:
    call(cast, "a", "draft")
    page = cast.client("finn").post("/calls/a/edit/facts/", {"grants": "label/gold"}).content.decode()
    assert "The department of this call grants no such level" in page
    assert "It grants: ours/bronze." in page
