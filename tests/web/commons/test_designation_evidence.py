"""Evidence then and now, edition by edition; promises held against it; the certificate; awards; what others ask."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.browser.commons.competition.pdf import plain, text_of
from tests.unit.drawn_editions import CELLS, EAST, NORTH, PLASTICS, SOUTH, Drawing, draw
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import granted, level, scheme
from tests.web.commons.programme_things import programme
from tests.web.commons.selection_things import applicant, call, decision, entry, stage

TODAY = timezone.now().date()
KEY = f"us-states/{PLASTICS}"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions: in the second South has 1,400 jobs in plastics for 1,000, East 2,200 for 2,000."""
    home = tmp_path_factory.mktemp("drawn")
    cells = CELLS | {(SOUTH, "326111"): (1_400, 11), (EAST, "326111"): (2_200, 12)}
    for drawing in (Drawing("2020.1"), Drawing("2020.2", cells=cells, file="b" * 64)):
        draw(home / "atlases/us-states/editions", drawing)
    return home


@pytest.fixture
def editions(drawn: Path) -> Iterator[Path]:
    """A platform before these editions, the second one current."""
    pointer = drawn / "atlases/us-states/current"
    pointer.write_text("2020.2", encoding="utf-8")
    with override_settings(CLUSTERATLAS_HOME=drawn):
        yield drawn


def pinned(cast: Cast, edition: str = "2020.1", **facts: Any) -> Any:
    """A designation of South's plastics with the figures of an edition."""
    from clusteratlas_web.selection.editions import checksum_of, opened

    found = opened("us-states", edition)
    told = {"pinned_atlas": "us-states", "pinned_edition": edition, "pinned_region": SOUTH, "pinned_cluster": PLASTICS}
    told |= {"pinned_checksum": checksum_of(found) if found else "c" * 64, "region": SOUTH, "cluster": KEY}
    return granted(facts.pop("at", None) or level(scheme(cast)), cast.valley, TODAY, **told | facts)


def figures(cast: Cast, made: Any) -> list[list[str]]:
    text = cast.client("visitor").get(f"/designations/{made.pk}/figures.csv").content.decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()[1:]]


def test_then_and_now_edition_by_edition(cast: Cast, editions: Path) -> None:
    made = pinned(cast)
    assert [(row[0], row[2], row[-1]) for row in figures(cast, made)] == [
        ("us-states-2020.1", "1000", ""),
        ("us-states-2020.2", "1400", ""),
    ]
    page = cast.client("visitor").get(f"/designations/{made.pk}/").content.decode()
    assert "+400 since us-states-2020.1" in page
    address = f"/us-states/2020.1/regions/{SOUTH}/clusters/{PLASTICS}/"
    assert f'<a href="{address}">us-states-2020.1</a> <span class="badge">then</span>' in page


def test_an_edition_that_is_gone_or_was_changed_is_said(cast: Cast, editions: Path) -> None:
    gone = pinned(cast, "2019.9")
    assert [(row[0], row[2], row[-1]) for row in figures(cast, gone)] == [
        ("us-states-2019.9", "", "this edition is not here any more"),
        ("us-states-2020.1", "1000", ""),
        ("us-states-2020.2", "1400", ""),
    ]
    changed = pinned(cast, at=gone.level, pinned_checksum="d" * 64)
    assert figures(cast, changed)[0][-1] == "this edition differs from the one that was pinned"


def test_what_is_granted_is_pinned_to_the_edition_of_the_day(cast: Cast, editions: Path) -> None:
    from clusteratlas_web.designations.actions import grant_designation
    from clusteratlas_web.designations.actions.granting import Grant

    bronze = level(scheme(cast))
    made = grant_designation(cast.finn, bronze, Grant(cast.valley, facts={"region": SOUTH, "cluster": KEY}))
    assert (made.pinned_edition, made.pinned_region, len(made.pinned_checksum)) == ("2020.2", SOUTH, 64)
    other = grant_designation(cast.finn, bronze, Grant(cast.valley, facts={"region": "us-state-99", "cluster": KEY}))
    assert other.pinned_edition == ""  # no edition has figures of it


def test_terms_and_the_promise_are_held_against_editions(cast: Cast, editions: Path) -> None:
    from clusteratlas_web.programmes.models import Promise

    plan = programme("plan", cast.ministry)
    told = {"effect": "A fifth more jobs than elsewhere", "method": "Compare", "registered": timezone.now()}
    Promise.objects.create(programme=plan, comparison=(EAST, NORTH, "us-state-99"), **told)
    made = pinned(cast, programme=plan)
    for number, (measure, target) in enumerate((("jobs", "1300"), ("jobs", "1500"), ("", "50")), start=1):
        names = {"en": f"Term {number}"}
        made.terms.create(number=number, names=names, measure=measure, target=Decimal(target), is_promise=number == 1)
    page = cast.client("visitor").get(f"/designations/{made.pk}/").content.decode()
    rows = cast.client("visitor").get(f"/designations/{made.pk}/terms.csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[1:3] + row.split(",")[4:7] for row in rows[1:]] == [
        ["Term 1", '"at least 1', "", '"1', '000"'],
        ["Term 2", '"at least 1', "", '"1', '000"'],
        ["Term 3", "at least 50", "", "", ""],
    ]
    said = re.findall(r'<span class="note">(reached|not reached yet) · ', page)
    assert said == ["reached", "not reached yet"]
    # here from 1,000 to 1,400; East and North together from 3,500 to 3,700
    assert ("+40.0%" in page, "+5.7%" in page, "+34.3%" in page, "2 regions" in page) == (True, True, True, True)


def test_why_a_promise_cannot_be_scored(cast: Cast, editions: Path) -> None:
    from clusteratlas_web.designations.queries.figures import readings_of
    from clusteratlas_web.designations.queries.promises import compared

    bronze = level(scheme(cast))
    unpinned = granted(bronze, cast.valley, TODAY)
    same, alone = pinned(cast, "2020.2", at=bronze), pinned(cast, at=bronze)
    found = [compared(each, readings_of(each)) for each in (unpinned, same, alone)]
    assert [(each.why, each.here, each.difference) for each in found] == [
        ("no-pin", None, None),
        ("same", None, None),
        ("no-comparison", Decimal("0.4"), None),
    ]


def test_the_certificate_says_both_languages_and_where_it_is_verified(cast: Cast, editions: Path) -> None:
    made = pinned(cast, is_sample=True)
    answer = cast.client("visitor").get(f"/designations/{made.pk}/certificate.pdf")
    text = text_of(answer.content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="certificate-{made.code}.pdf"'
    wanted = ("ValleyOptics", "Labellabel", "标识", "us-states-2020.1", made.code, "Sampledata", "MinistryofEconomy")
    assert [each for each in wanted if plain(each) not in text] == []
    assert plain(f"/designations/verify/{made.code}/") in text
    assert cast.client("carla").get(f"/designations/{made.pk}/certificate.pdf").content == answer.content
    made.state = "revoked"
    made.save()
    from clusteratlas_web.designations.actions.granting import add_standing

    add_standing(None, made, "revoke", TODAY)
    refused = cast.client("visitor").get(f"/designations/{made.pk}/certificate.pdf")
    assert (refused.status_code, "This designation is: revoked." in refused.content.decode()) == (409, True)


def test_the_code_is_a_picture_too() -> None:
    from clusteratlas_web.designations.certificate import qr_code

    drawn_code = qr_code("https://atlas.example/designations/verify/AAAAA-BBBBB-CCCCC-DDDDD/")
    assert re.match(r'<svg [^>]*viewBox="0 0 (\d+) \1"', drawn_code)
    assert drawn_code.count("M") > 400


def test_an_award_brings_the_designation_that_its_call_grants(cast: Cast, stored: None) -> None:
    from clusteratlas_web.designations.models import Designation
    from clusteratlas_web.selection.awards import tell_of_award
    from clusteratlas_web.selection.models import EvidenceSheet

    winners = scheme(cast, "winners", kind="winner")
    level(winners, "winner", valid_months=60, review_months=18)
    made = call(cast, grants="winners/winner")
    first = stage(made, "final")
    chosen = entry(first, cast.valley, "selected")
    chosen.application.region = SOUTH
    chosen.application.save()
    pin = {"atlas": "us-states", "edition": "2020.1", "checksum": "e" * 64, "region": SOUTH, "cluster": PLASTICS}
    EvidenceSheet.objects.create(entry=chosen, **pin)
    passed_over = entry(first, applicant("hill", "Hill Optics"), "not-selected")
    decisions = [decision(chosen, cast.finn), decision(passed_over, cast.finn, "not-selected")]
    for each in (*decisions, decisions[0]):
        tell_of_award(each, cast.finn)
    held = Designation.objects.get()
    assert (held.holder, held.level.code, held.decision, held.department) == (
        *(cast.valley, "winner", decisions[0]),
        cast.ministry,
    )
    assert (held.region, held.pinned_edition, held.pinned_checksum) == (SOUTH, "2020.1", "e" * 64)
    assert held.standings.get().reasons == {"en": "Secret reasons"}
    plain = call(cast, "plain")
    tell_of_award(decision(entry(stage(plain, "final"), cast.valley, "selected"), cast.finn), cast.finn)
    assert Designation.objects.count() == 1


def test_a_call_brings_no_designation_that_its_department_does_not_grant(cast: Cast, stored: None) -> None:
    from clusteratlas_web.designations.models import Designation
    from clusteratlas_web.selection.awards import tell_of_award

    level(scheme(cast, "label", department=applicant("far-ministry", "Far Ministry")), "gold")
    final = stage(call(cast, grants="label/gold"), "final")
    tell_of_award(decision(entry(final, cast.valley, "selected"), cast.finn), cast.finn)
    assert Designation.objects.count() == 0


def test_what_other_pages_ask_takes_two_queries_for_one_and_for_three(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from clusteratlas_web.designations.queries import joining

    bronze, plan = level(scheme(cast)), programme("plan", cast.ministry)
    facts = {"region": SOUTH, "cluster": KEY, "programme": plan}
    asked = {
        "organisation": lambda: joining.designations_of_organisation(cast.valley),
        "region": lambda: joining.designations_of_region([SOUTH, EAST]),
        "cluster": lambda: joining.designations_of_cluster(KEY),
        "programme": lambda: joining.designations_of_programme(plan),
    }

    def queries() -> dict[str, tuple[int, int]]:
        found = {}
        for name, rows in asked.items():
            with CaptureQueriesContext(connection) as taken:
                said = [f"{each.name} {each.level.scheme.name} {each.state_then}" for each in rows()]
            found[name] = (len(said), len(taken))
        return found

    granted(bronze, cast.valley, TODAY, **facts)
    assert queries() == dict.fromkeys(asked, (1, 2))
    for _ in range(2):
        granted(bronze, cast.valley, TODAY, **facts)
    granted(bronze, applicant("hill", "Hill"), TODAY, region=NORTH)
    assert queries() == dict.fromkeys(asked, (3, 2))


def test_the_page_of_a_designation_and_of_an_assessment_have_a_fixed_number_of_queries(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.web.commons.designation_things import assessment, evidence, expert, hearing

    from clusteratlas_web.designations.actions.granting import add_standing

    label = scheme(cast)
    bronze, silver = level(label), level(label, "silver", "answered", experts=1)
    held = granted(bronze, cast.valley, TODAY - timedelta(days=9))
    made = assessment(silver, cast.valley, "handed-in", ("1", "0.5", "1"))
    finn = cast.client("finn")
    addresses = [f"/designations/{held.pk}/", f"/designations/assessments/{made.pk}/", "/designations/assessments/"]

    def more(number: int) -> None:
        held.terms.create(number=number, names={"en": "Term"})
        hearing(held, datetime(2025, 1, number, tzinfo=UTC), TODAY)
        add_standing(cast.finn, held, "watch", TODAY, {"en": "Reason"})
        expert(made, f"Expert{number}", values=("1", "0.5", "1"), days=1)
        evidence(cast.valley, "strategy")
        made.improvements.create(number=number, text="Better")
        assessment(silver, applicant(f"hill-{number}", f"Hill {number}"), "handed-in")

    def queries() -> list[int]:
        found = []
        for each in addresses:
            with CaptureQueriesContext(connection) as taken:
                assert finn.get(each).status_code == 200
            found.append(len(taken))
        return found

    more(1)
    queries()  # what a process reads once
    first = queries()
    more(2)
    more(3)
    assert queries() == first == [17, 27, 8]


def test_the_sample_is_marked_and_made_once(cast: Cast) -> None:
    from clusteratlas_web.designations.models import Assessment, Designation, Scheme
    from clusteratlas_web.designations.sample import make_sample
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.registry.sample import make_sample as make_organisations

    people = {"manager": cast.ana, "member": cast.ben, "outsider": cast.carla, "officer": cast.finn}
    make_organisations(people)
    first = make_sample(people)
    assert make_sample(people) == first == Scheme.objects.get(is_sample=True)
    assert sorted(Designation.objects.filter(is_sample=True).values_list("state", flat=True)) == [
        *("expired", "granted", "probation"),
    ]
    assert sorted(Assessment.objects.values_list("state", "is_sample")) == [("draft", True), ("handed-in", True)]
    assert Letter.objects.count() == 0
    page = cast.client("visitor").get("/designations/").content.decode()
    assert page.count("sample data") == 3
    assert "Regional cluster label (sample)" in cast.client("finn").get("/designations/desk/").content.decode()
