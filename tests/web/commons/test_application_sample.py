"""Sample applications stand on real evidence, and what is kept of a person tells of applications and checks."""

from typing import Any

from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import applicant, call, stage


def test_the_sample_is_marked_complete_and_there_once(cast: Cast, sample: Any) -> None:
    from clusteratlas_web.selection.queries.evidence import evidence_of
    from clusteratlas_web.selection.sample_applications import make_applications

    made = call(cast)
    stage(made, asks=("statements", "consortium", "budget", "evidence"))
    firms = [cast.valley, applicant("lens-works", "Lens Works")]
    first = make_applications(made, firms, {"manager": cast.ana})
    assert make_applications(made, firms, {"manager": cast.ana}) == first
    entries = [each.entries.get() for each in first]
    assert [(each.application.is_sample, each.state) for each in entries] == [
        *[(True, "submitted")] * 5,
        (True, "draft"),
    ]
    found = [evidence_of(each) for each in entries]
    assert [(each.trouble, each.latest["strong"]) for each in found if each] == [("", True)] * 6


def test_what_is_kept_of_a_person(cast: Cast) -> None:
    from clusteratlas_web.foundation.personal import everything_kept_of
    from clusteratlas_web.selection.actions.checking import Found, check_conditions
    from clusteratlas_web.selection.models import Condition

    the_round = stage(call(cast), state="checking")
    condition = Condition.objects.create(round=the_round, number=1, kind="least-partners", value=1)
    held = ready(the_round, cast.valley, "submitted")
    held.submitted_by = cast.ben
    held.save()
    check_conditions(cast.finn, held, {condition: Found(True, "One is enough")})
    kept = {name: everything_kept_of(getattr(cast, name)) for name in ("ana", "ben", "finn")}
    assert [len(kept[name]["applications"]) for name in kept] == [0, 1, 0]
    assert [[each["note"] for each in kept[name]["checks"]] for name in kept] == [[], [], ["One is enough"]]
    assert kept["ben"]["applications"][0]["title"] == "Secret plan of valley-optics"
