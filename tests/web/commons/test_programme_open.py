"""What is open: for an organisation with why it fits and what nearly does, for everybody else all that is public."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.programme_things import instrument, programme
from tests.web.commons.selection_things import call, stage


def test_open_and_fitting_with_reasons_and_near_misses_with_what_is_missing(cast: Cast) -> None:
    today = timezone.now().date()
    made = programme("one", cast.ministry)
    instrument(made, cast.ministry, "For all", closes=today)
    instrument(made, cast.ministry, "For clusters", for_kinds=("cluster-organisation",))
    instrument(made, cast.ministry, "For firms", for_kinds=("firm",))
    instrument(made, cast.ministry, "For small firms", for_kinds=("firm",), for_sizes=("1-9",))
    instrument(made, cast.ministry, "Closed", closes=today - timedelta(days=1))
    instrument(made, cast.ministry, "Later", opens=today + timedelta(days=1))
    instrument(programme("draft", cast.ministry, state="draft"), cast.ministry, "Of a draft")
    instrument(programme("ended", cast.ministry, state="ended"), cast.ministry, "Of the past")
    rows = cast.client("ana").get("/programmes/open.csv").content.decode("utf-8-sig").splitlines()[1:]
    told = [(row.split(",")[0], *row.split(",")[5:]) for row in rows]
    assert told == [
        ("For all", "It is for everybody.", ""),
        ("For clusters", "It is for your kind of organisation: Cluster organisation.", ""),
        ("For firms", "", "It is for other kinds of organisation: Firm."),
    ]
    page = cast.client("ana").get("/programmes/open/").content.decode()
    names = ("For all", "For clusters", "For firms", "For small firms", "Closed", "Later", "Of a draft", "Of the past")
    assert [name in page for name in names] == [True, True, True, False, False, False, False, False]


def test_only_ones_own_organisations_can_be_asked_for(cast: Cast) -> None:
    page = cast.client("carla").get("/programmes/open/?for=valley-optics").content.decode()
    assert ("Valley Optics" in page, "You act for no organisation yet" in page) == (False, True)


def test_who_acts_for_nobody_sees_all_that_is_open_with_who_it_is_for(cast: Cast) -> None:
    today = timezone.now().date()
    made = programme("one", cast.ministry)
    instrument(made, cast.ministry, "For all")
    instrument(made, cast.ministry, "For small firms", for_kinds=("firm",), for_sizes=("1-9",), closes=today)
    instrument(made, cast.ministry, "Closed", closes=today - timedelta(days=1))
    instrument(programme("draft", cast.ministry, state="draft"), cast.ministry, "Of a draft")
    stage(call(cast))
    stage(call(cast, "draft", state="draft", names={"en": "Secret call"}))
    for name in ("visitor", "carla"):
        client = cast.client(name)
        page = client.get("/programmes/open/").content.decode()
        shown = [name for name in ("For all", "For small firms", "Closed", "Of a draft", "Secret call") if name in page]
        assert shown == ["For all", "For small firms"]
        assert 'href="/calls/clusters-2026/"' in page
        rows = client.get("/programmes/open.csv").content.decode("utf-8-sig").splitlines()[1:]
        told = [(row.split(",")[0], row.split(",")[5]) for row in rows]
        assert told == [
            ("For small firms", "Kinds of organisation: Firm; Sizes: 1 to 9 people"),  # closes first
            ("For all", "It is for everybody."),
        ]


def test_a_visitor_is_told_where_to_sign_in_and_what_for_and_comes_back(cast: Cast) -> None:
    page = cast.client("visitor").get("/zh-hans/programmes/open/").content.decode()
    assert 'href="/zh-hans/account/sign-in/?next=/zh-hans/programmes/open/"' in page
    assert 'class="empty"' in page  # nothing is open


def test_queries_do_not_grow(cast: Cast) -> None:
    made = programme("one", cast.ministry)
    client = cast.client("ana")

    def queries() -> int:
        client.get("/programmes/open/")
        with CaptureQueriesContext(connection) as found:
            client.get("/programmes/open/")
        return len(found)

    instrument(made, cast.ministry, "A")
    first = queries()
    for name in ("B", "C"):
        instrument(made, cast.ministry, name)
    assert (first, queries()) == (11, 11)


def test_the_database_and_the_pure_rule_agree(cast: Cast) -> None:
    from itertools import product

    from clusteratlas_web.programmes.fitting import Applicant, fit
    from clusteratlas_web.programmes.queries.opening import judged, terms_of

    made = programme("one", cast.ministry)
    for kinds, sizes, regions in product(((), ("firm",), ("firm", "chamber")), ((), ("1-9",)), ((), ("us-state-20",))):
        instrument(
            made, cast.ministry, "Tool", for_kinds=kinds, for_sizes=sizes, for_regions=regions, for_clusters=("us/a_b",)
        )
    regions = frozenset({"us-metro-48620", "us-state-20"})
    applicants = (
        Applicant(),
        Applicant("firm", "1-9", regions, frozenset({"us/a_b"})),
        Applicant("chamber", "10-49", frozenset({"us-state-2"}), frozenset({"us/axb"})),
    )
    for applicant in applicants:
        found = judged(applicant)
        assert [each.misses for each in found] == [len(fit(applicant, terms_of(each)).misses) for each in found]
