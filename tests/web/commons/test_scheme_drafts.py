"""A department makes its own scheme from one there is, tries it on what was assessed, and publishes it in versions."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import assessment, granted, level, scheme
from tests.web.commons.selection_things import applicant

DRAFTS = "/designations/drafts/"
LEVEL = {"names_en": "Bronze", "names_zh": "铜级", "rule": "answered", "valid_months": "24", "experts": "0"}
INDICATOR = {
    "names_en": "Patents",
    "names_zh": "专利",
    "unit_en": "a year",
    "unit_zh": "件／年",
    "kind": "number",
    "direction": "at-least",
    "evidence_en": "a list",
    "evidence_zh": "清单",
    "group": "0",
    "asked_bronze": "on",
    "baseline_bronze": "3",
}


class World:
    """A label of the ministry: bronze by answers, silver by baselines, gold by thresholds; three holders assessed."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.label = scheme(cast)
        facts = {"names": {"en": "Bronze", "zh-hans": "铜级"}, "experts": 0}
        self.bronze = level(self.label, "bronze", "answered", **facts)
        self.silver = level(self.label, "silver", "baselines", **facts | {"names": {"en": "Silver", "zh-hans": "银级"}})
        gold = {"names": {"en": "Gold", "zh-hans": "金级"}, "least_total": Decimal("0.8")}
        self.gold = level(self.label, "gold", "thresholds", **facts | gold)
        for made in self.label.levels.all():
            for each in made.sets.get().indicators.all():
                each.names = {"en": f"Indicator {each.code}", "zh-hans": f"指标 {each.code}"}
                each.save()

    def holder(self, name: str, at: Any, values: tuple[str, ...]) -> Any:
        """An organisation that holds a level, with a closed assessment for it."""
        held = applicant(name, name.title())
        facts = {"passed": True, "closed": "2025-07-01T00:00:00Z"}
        assessment(at, held, "closed", values, **facts)
        return granted(at, held)

    def draft(self, **names: str) -> Any:
        from clusteratlas_web.designations.actions.drafting import draft_scheme

        told = names or {"en": "Own label", "zh_hans": "自有标识"}
        texts = {language.replace("_", "-"): text for language, text in told.items()}
        return draft_scheme(self.cast.finn, self.label, self.cast.ministry, texts)

    def publish(self, draft: Any) -> Any:
        from clusteratlas_web.designations.actions.drafting import publish_draft

        return publish_draft(self.cast.finn, draft, draft.version)

    def edited(self, draft: Any, change: Any) -> Any:
        from clusteratlas_web.designations.actions.drafting import edit_draft

        return edit_draft(self.cast.finn, draft, draft.version, change)


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def test_a_draft_takes_over_levels_and_indicators_with_the_bounds_of_each_level(world: World) -> None:
    plan = world.draft().plan
    assert [(each["code"], each["rule"]) for each in plan["levels"]] == [
        ("bronze", "answered"),
        ("silver", "baselines"),
        ("gold", "thresholds"),
    ]
    assert [each["code"] for each in plan["indicators"]] == ["staff", "public-share", "strategy"]
    bounds = {"baseline": "1", "threshold": "2", "floor": "0", "target": "4", "points": "40"}
    assert plan["indicators"][0]["levels"] == dict.fromkeys(("bronze", "silver", "gold"), bounds)
    assert plan["levels"][2]["least_total"] == "0.8"


def test_a_shipped_scheme_drafted_and_published_asks_the_same(cast: Cast, database: None) -> None:
    """All 36 and 31 indicators, bound by bound, as the shipped scheme has them."""
    from clusteratlas_web.designations.actions.drafting import draft_scheme, publish_draft
    from clusteratlas_web.designations.models import Indicator, Scheme
    from clusteratlas_web.designations.seed import seed_designations

    seed_designations()
    shipped = Scheme.objects.get(slug="cluster-excellence")
    draft = draft_scheme(cast.finn, shipped, cast.ministry, {"en": "Our label", "zh-hans": "本部门标识"})
    made = publish_draft(cast.finn, draft, draft.version).scheme
    assert (made.slug, made.grantors.get().department) == ("our-label", cast.ministry)

    def asked(of: Any, code: str) -> set[tuple[Any, ...]]:
        names = ("kind", "direction", "baseline", "threshold", "floor", "target", "points", "low", "high", "prefill")
        rows = Indicator.objects.filter(set__level__scheme=of, set__level__code=code, set__is_current=True)
        return {tuple(getattr(each, name) for name in names) for each in rows} | {(rows.count(),)}

    for code in ("bronze", "silver", "gold"):
        assert asked(made, code) == asked(shipped, code)
    facts = ("valid_months", "experts", "foreign_experts", "visit_days", "rule", "least_total", "before_most_months")
    for one, other in zip(made.levels.all(), shipped.levels.all(), strict=True):
        assert [getattr(one, name) for name in facts] == [getattr(other, name) for name in facts]
        assert (one.before and one.before.code) == (other.before and other.before.code)
    assert shipped.editions.get().number == 1


def test_an_officer_makes_a_scheme_through_the_pages_without_code(world: World, cast: Cast) -> None:
    from clusteratlas_web.designations.models import Scheme, SchemeDraft

    finn = cast.client("finn")
    sent = {"origin": world.label.pk, "department": cast.ministry.pk, "names_en": "Hill label", "names_zh": "山地标识"}
    address = finn.post(f"{DRAFTS}new/", sent)["Location"]
    draft = SchemeDraft.objects.get()
    assert address == f"{DRAFTS}{draft.pk}/"
    level_sent = LEVEL | {"version": 1, "names_en": "Iron", "names_zh": "铁级", "valid_months": "12", "visit_days": "1"}
    assert finn.post(f"{address}levels/new/", level_sent)["Location"] == address
    sent = INDICATOR | {"version": 2, "asked_iron": "on", "asked_bronze": ""}
    assert finn.post(f"{address}indicators/new/", sent)["Location"] == address
    assert finn.post(f"{address}levels/gold/remove/", {"version": 3})["Location"] == address
    assert finn.post(f"{address}indicators/staff/remove/", {"version": 4})["Location"] == address
    page = finn.get(address).content.decode()
    for words in ("Iron", "12 months", "a visit of 1 day", "Patents", "a year", "Publish"):
        assert words in page
    assert finn.post(f"{address}publish/", {"version": 5})["Location"] == "/designations/schemes/hill-label/"
    made = Scheme.objects.get(slug="hill-label")
    assert [(each.code, each.valid_months) for each in made.levels.all()] == [
        ("bronze", 24),
        ("silver", 24),
        ("iron", 12),
    ]
    iron = made.levels.get(code="iron").sets.get().indicators.get()
    assert (iron.code, iron.names, iron.unit, iron.evidence) == (
        "patents",
        {"en": "Patents", "zh-hans": "专利"},
        {"en": "a year", "zh-hans": "件／年"},
        {"en": "a list", "zh-hans": "清单"},
    )
    visitor = cast.client("visitor")
    assert "Patents" in visitor.get("/designations/schemes/hill-label/versions/1/").content.decode()
    assert "专利" in visitor.get("/zh-hans/designations/schemes/hill-label/iron/").content.decode()
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda plan: plan | {"names": {"en": "Half"}}, "“Half” needs its name in both languages."),
        (lambda plan: plan | {"levels": [], "indicators": []}, "It has no level."),
        (lambda plan: plan | {"indicators": []}, "“Gold” has a rule and asks for no indicator."),
        (
            lambda plan: plan | {"levels": [plan["levels"][0] | {"before": "gold"}, *plan["levels"][1:]]},
            "“Bronze” needs a level before it that does not come before it.",
        ),
    ],
)
def test_what_does_not_fit_together_is_named_and_not_published(world: World, change: Any, says: str) -> None:
    from clusteratlas_web.designations.actions.drafting import NotReady

    draft = world.edited(world.draft(), change)
    with pytest.raises(NotReady) as refused:
        world.publish(draft)
    assert says in refused.value.said
    page = world.cast.client("finn").get(f"{DRAFTS}{draft.pk}/").content.decode()
    assert (says in page, "publish/" in page) == (True, False)


@pytest.mark.parametrize(
    ("bounds", "fault"),
    [
        ({"threshold": "2", "floor": "0", "target": "4", "points": "40"}, False),
        ({"floor": "0", "target": "4", "points": "40"}, True),  # no threshold
        ({"threshold": "2", "floor": "4", "target": "4", "points": "40"}, True),  # none and all at the same
        ({"threshold": "5", "floor": "0", "target": "4", "points": "40"}, True),  # all of them before the threshold
        ({"threshold": "2", "floor": "0", "target": "4"}, True),  # no points
    ],
)
def test_bounds_of_a_level_with_points(world: World, bounds: dict[str, str], fault: bool) -> None:
    from clusteratlas_web.designations.plans import faults, with_indicator

    plan = with_indicator(world.draft().plan, "staff", {"levels": {"gold": bounds}})
    assert bool(faults(plan)) == fault


def test_a_designation_keeps_the_version_it_was_granted_under(world: World, cast: Cast) -> None:
    from clusteratlas_web.designations.actions.drafting import revise_scheme
    from clusteratlas_web.designations.actions.granting import Grant, grant_designation
    from clusteratlas_web.designations.plans import with_indicator, with_level

    first = world.publish(world.draft())
    bronze = first.scheme.levels.get(code="bronze")
    held = grant_designation(cast.finn, bronze, Grant(holder=cast.valley))
    assert held.edition == first
    draft = revise_scheme(cast.finn, first.scheme, cast.ministry)
    draft = world.edited(draft, lambda plan: with_level(plan, "bronze", {"valid_months": 36}))
    bounds = {"bronze": {"baseline": "9"}}
    draft = world.edited(draft, lambda plan: with_indicator(plan, "staff", {"levels": bounds}))
    second = world.publish(draft)
    held.refresh_from_db()
    bronze.refresh_from_db()
    assert (second.number, second.scheme, bronze.valid_months) == (2, first.scheme, 36)
    assert (held.edition, held.expires_on) == (first, held.expires_on)
    assert first.plan["levels"][0]["valid_months"] == 24
    assert grant_designation(cast.finn, bronze, Grant(holder=applicant("new", "New"))).edition == second
    assert sorted(bronze.sets.values_list("edition", "is_current")) == [(1, False), (2, True)]
    silver = first.scheme.levels.get(code="silver")
    assert sorted(silver.sets.values_list("edition", "is_current")) == [(1, False), (2, True)]  # staff left it
    page = cast.client("visitor").get(f"/designations/{held.pk}/").content.decode()
    assert f"/designations/schemes/{first.scheme.slug}/versions/1/" in page


def test_a_level_that_is_held_is_kept(world: World, cast: Cast) -> None:
    from clusteratlas_web.designations.actions.drafting import revise_scheme
    from clusteratlas_web.designations.plans import without_level
    from clusteratlas_web.foundation.refusals import Refusal

    granted(world.bronze, cast.valley)
    draft = revise_scheme(cast.finn, world.label, cast.ministry)
    less = world.edited(draft, lambda plan: without_level(plan, "bronze"))
    with pytest.raises(Refusal) as refused:
        world.publish(less)
    assert refused.value.said == "“Bronze” is held or assessed, so a new version keeps it."
    assert world.label.levels.count() == 3
    other = world.edited(draft_again(less), lambda plan: without_level(world.draft().plan, "silver"))
    edition = world.publish(other)
    assert [each.code for each in edition.scheme.levels.all()] == ["bronze", "gold"]
    assert [each.number for each in edition.scheme.editions.all()] == [2, 1]  # what there was is the first


def draft_again(draft: Any) -> Any:
    draft.refresh_from_db()
    return draft


def test_tried_on_the_last_assessment_of_each_holder(world: World, cast: Cast) -> None:
    """By hand: baselines of staff from 1 to 3 let silver fall for who has 2, and not for who has 4."""
    from clusteratlas_web.designations.plans import indicator_in, with_indicator
    from clusteratlas_web.designations.queries.drafts import tried

    world.holder("low", world.silver, ("2", "0.4", "1"))
    world.holder("high", world.gold, ("4", "0.2", "1"))
    world.holder("few", world.bronze, ("1", "0.9", "0"))
    draft = world.draft()
    now = {
        each.designation.holder.slug: (each.now.code, (each.then or {}).get("code")) for each in tried(cast.finn, draft)
    }
    # staff 2 of 4 earns 20, a public share of 0.4 earns 30 of 40 between 1 and 0.2, a strategy 20: 70 of 100
    assert now == {"low": ("silver", "silver"), "high": ("gold", "gold"), "few": ("bronze", "bronze")}
    bounds = indicator_in(draft.plan, "staff")["levels"]
    stricter = {"levels": bounds | {"silver": bounds["silver"] | {"baseline": "3"}}}
    draft = world.edited(draft, lambda plan: with_indicator(plan, "staff", stricter))
    rows = {each.designation.holder.slug: each for each in tried(cast.finn, draft)}
    assert {name: (each.then or {}).get("code") for name, each in rows.items()} == {
        "low": "bronze",
        "high": "gold",
        "few": "bronze",
    }
    assert (rows["low"].changes, rows["low"].lacking, rows["high"].changes) == (True, ["staff"], False)
    page = cast.client("finn").get(f"{DRAFTS}{draft.pk}/try/").content.decode()
    assert ("1 of 3 holders would have another level." in page, "Indicator staff" in page) == (True, True)


def test_an_indicator_that_nobody_was_asked_yet_is_missing_in_every_assessment(world: World, cast: Cast) -> None:
    from clusteratlas_web.designations.plans import with_indicator
    from clusteratlas_web.designations.queries.drafts import tried

    world.holder("low", world.bronze, ("2", "0.4", "1"))
    new = {"names": {"en": "N", "zh-hans": "新"}, "kind": "number", "direction": "at-least", "group": 0}
    draft = world.edited(world.draft(), lambda plan: with_indicator(plan, "n", new | {"levels": {"bronze": {}}}))
    row = tried(cast.finn, draft)[0]
    assert ((row.then or {}).get("code"), row.lacking) == ("silver", ["n"])


def test_only_who_reads_an_assessment_sees_what_would_become_of_its_holder(world: World, cast: Cast) -> None:
    from clusteratlas_web.designations.actions.drafting import draft_scheme
    from clusteratlas_web.registry.models import Acting, Name, Organisation

    held = world.holder("low", world.silver, ("2", "0.4", "1"))
    draft = world.draft()
    other = Organisation.objects.create(slug="other-ministry", kind="agency", state="verified")
    Name.objects.create(organisation=other, language="en", text="Other ministry")
    Acting.objects.create(organisation=other, person=cast.carla, role="officer")
    theirs = draft_scheme(cast.carla, world.label, other, {"en": "Theirs", "zh-hans": "他们的"})
    carla = cast.client("carla")
    assert carla.get(f"{DRAFTS}{draft.pk}/").status_code == 404
    page = carla.get(f"{DRAFTS}{theirs.pk}/try/")
    assert (page.status_code, "Low" in page.content.decode()) == (200, False)
    Acting.objects.create(organisation=held.holder, person=cast.finn, role="member")
    assert "Low" not in cast.client("finn").get(f"{DRAFTS}{draft.pk}/try/").content.decode()
    assert "Low" in cast.client("gao").get(f"{DRAFTS}{draft.pk}/try/").content.decode()


def test_a_draft_is_nobodys_but_its_departments_until_it_is_published(world: World, cast: Cast) -> None:
    draft = world.draft(en="Secret label", zh_hans="秘密标识")
    for who, status in (("visitor", 302), ("carla", 404), ("ana", 404), ("finn", 200), ("gao", 200)):
        answers = [cast.client(who).get(f"{DRAFTS}{draft.pk}/{page}") for page in ("", "try/", "levels/bronze/")]
        assert {each.status_code for each in answers} == {status}
    for page in ("/designations/schemes/", "/designations/", "/designations/schemes/label/"):
        assert "Secret label" not in cast.client("visitor").get(page).content.decode()


def test_two_officers_at_one_draft_do_not_undo_each_other(world: World, cast: Cast) -> None:
    draft = world.draft()
    address = f"{DRAFTS}{draft.pk}/levels/bronze/"
    assert cast.client("finn").post(address, LEVEL | {"version": 1, "names_en": "First"}).status_code == 302
    late = cast.client("gao").post(address, LEVEL | {"version": 1, "names_en": "Second"}).content.decode()
    draft.refresh_from_db()
    assert "Somebody else changed this record" in late
    assert draft.plan["levels"][0]["names"]["en"] == "First"


def test_there_is_one_draft_of_a_next_version(world: World, cast: Cast) -> None:
    finn = cast.client("finn")
    addresses = {finn.post("/designations/schemes/label/revise/")["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert cast.client("ana").post("/designations/schemes/label/revise/").status_code == 404


def test_the_page_of_what_would_change_grows_by_a_known_number_of_queries(world: World, cast: Cast) -> None:
    world.holder("one", world.silver, ("2", "0.4", "1"))
    draft, finn = world.draft(), cast.client("finn")

    def queries() -> int:
        finn.get(f"{DRAFTS}{draft.pk}/")
        with CaptureQueriesContext(connection) as seen:
            assert finn.get(f"{DRAFTS}{draft.pk}/").status_code == 200
        return len(seen)

    before = queries()
    world.holder("two", world.silver, ("2", "0.4", "1"))
    assert queries() == before
