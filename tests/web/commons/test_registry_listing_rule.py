"""The listing rule of cluster organisations: each part, its reason, and the waiver."""

from datetime import date
from decimal import Decimal

import pytest
from tests.web.commons.conftest import Cast

from clusteratlas_web.registry.listing_rule import judge, members_by_kind


@pytest.mark.parametrize(
    ("staff", "members", "page", "met"),
    [
        (Decimal("0.5"), {"firm": 14, "institute": 1}, "https://a.example", [True, True, True, True]),
        (Decimal("0.49"), {"firm": 14, "institute": 1}, "https://a.example", [False, True, True, True]),
        (Decimal("0.5"), {"firm": 13, "institute": 1}, "https://a.example", [True, False, True, True]),
        (Decimal("0.5"), {"firm": 15}, "https://a.example", [True, True, False, True]),
        (Decimal("0.5"), {"firm": 15, "institute": 0}, "https://a.example", [True, True, False, True]),
        (Decimal("0.5"), {"firm": 14, "institute": 1}, "", [True, True, True, False]),
        (None, {}, "", [False, False, False, False]),
    ],
)
def test_every_part_is_judged_on_its_own(staff: Decimal, members: dict[str, int], page: str, met: list[bool]) -> None:
    standing = judge(staff, members, page)
    assert [part.met for part in standing.parts] == met
    assert standing.listed == all(met)


def test_a_waiver_lists_what_does_not_meet_the_rule() -> None:
    standing = judge(None, {}, "", waived=True)
    assert (standing.met, standing.listed) == (False, True)


def test_members_count_as_named_or_as_declared_whichever_are_more() -> None:
    assert members_by_kind({"firm": 3, "institute": 2}, {"firm": 10, "university": 1}) == {
        "firm": 10,
        "institute": 2,
        "university": 1,
    }


def test_the_waiver_of_today_counts_and_ended_ones_do_not(cast: Cast) -> None:
    from clusteratlas_web.registry.actions.life import end_waiver, waive_rule
    from clusteratlas_web.registry.queries.profile import standing_of

    assert standing_of(cast.valley).listed is False
    waiver = waive_rule(cast.gao, cast.valley, "Regional innovation clusters", "chosen in 2010", date(2099, 1, 1))
    assert standing_of(cast.valley).listed is True
    end_waiver(cast.gao, waiver)
    assert standing_of(cast.valley).listed is False


def test_the_page_says_what_is_asked_and_what_there_is(cast: Cast) -> None:
    page = cast.client("visitor").get("/organisations/valley-optics/").content.decode()
    assert page.count(">not met</span>") == 4
    assert "at least 15 members" in page
