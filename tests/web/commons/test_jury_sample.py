"""The sample jury: marked as such, with conflicts, made once; and what is kept of a juror, exported and erased."""

from typing import Any

from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast


def test_the_sample_jury_is_made_once_and_says_what_it_is(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Conflict
    from clusteratlas_web.selection.sample_jury import make_jury

    call = made.call(cast, is_sample=True)
    the_round = made.stage(call, "checking")
    for number in (1, 2, 3):
        made.entry(the_round, made.applicant(f"org-{number}", f"Org {number}"))
    made.entry(the_round, cast.valley)
    seats = make_jury(call, {"chair": cast.carla, "juror": cast.ben})
    assert [each.pk for each in make_jury(call, {})] == [each.pk for each in seats]
    assert (len(seats), seats[0].person, seats[0].seat, seats[2].seat) == (15, cast.carla, "chair", "deputy")
    assert all(each.person.name.endswith("(sample)") for each in seats[2:])
    found = Conflict.objects.values_list("juror__person__name", "application__number", "is_declared", "state")
    assert set(found) == {
        ("Ben", 4, False, "stands"),  # of Valley Optics
        ("Juror 14 (sample)", 1, True, "stands"),
        ("Juror 15 (sample)", 2, True, "asked"),
    }


def test_a_juror_takes_along_what_is_kept_and_is_erased_from_juries(cast: Cast) -> None:
    from clusteratlas_web.foundation.personal import erase_everything_of, everything_kept_of
    from clusteratlas_web.selection.models import Juror, Review, Tie

    call = made.call(cast)
    entry = made.entry(made.stage(call, "reviewing"), made.applicant("lake-labs", "Lake Labs"))
    told: dict[str, Any] = {"organisation": cast.ministry, "country": "DE", "fields": "Optics"}
    seat = made.juror(call, "Jun", **told)
    Tie.objects.create(juror=seat, organisation=cast.ministry, kind="declared", note="A cousin")
    made.review(entry, seat, (4, 5), comment="Mine")
    (kept,) = everything_kept_of(seat.person)["seats"]
    assert (kept["call"], kept["fields"], kept["ties"]) == (
        "clusters-2026",
        "Optics",
        [{"organisation": "ministry-of-economy", "kind": "declared", "note": "A cousin"}],
    )
    assert [(each["comment"], [score["value"] for score in each["scores"]]) for each in kept["reviews"]] == [
        ("Mine", [4.0, 5.0])
    ]
    erase_everything_of(seat.person)
    seat = Juror.objects.get()
    assert (seat.state, seat.organisation, seat.country, seat.fields) == ("withdrawn", None, "", "")
    assert (Tie.objects.count(), Review.objects.get().state) == (0, "withdrawn")
