"""The facts that ship, and the sample for the demo: complete, marked, and stored once however often they run."""

from tests.web.commons.conftest import Cast


def test_nineteen_programmes_with_their_parts_once(stored: None) -> None:
    from clusteratlas_web.programmes.models import BudgetLine, Instrument, Part, Phase, Programme, Role
    from clusteratlas_web.programmes.seed import seed_policy_facts
    from clusteratlas_web.registry.models import Organisation

    def counts() -> list[int]:
        models = (Programme, Part, Role, Instrument, Phase, BudgetLine, Organisation)
        return [model.objects.count() for model in models]

    assert len(seed_policy_facts()) == 19
    first = counts()
    assert seed_policy_facts() == []
    assert (first, counts()) == ([19, 27, 17, 29, 3, 2, 17], first)
    energy = Programme.objects.get(code="US-ERIC")
    assert [part.organisation.slug for part in energy.parts.filter(part="lead")] == ["us-department-of-energy"]
    assert energy.parts.filter(part="partner").count() == 6
    assert {str(each.state) for each in Programme.objects.all()} == {"published", "ended"}
    assert not Programme.objects.filter(source="").exists()
    assert not Programme.objects.filter(is_sample=True).exists()


def test_the_energy_programme_has_the_matrix_of_its_source(cast: Cast) -> None:
    from clusteratlas_web.programmes.seed import seed_policy_facts

    seed_policy_facts()
    rows = cast.client("visitor").get("/programmes/us-eric/departments.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 13  # a head, eleven instruments, and the one role that nobody coded
    assert rows[-1] == (
        "National Institute of Standards and Technology,partner,"
        "Standards and manufacturing extension,Dimension not recorded"
    )
    page = cast.client("visitor").get("/zh-hans/programmes/us-eric/").content.decode()
    assert ("能源区域创新集群计划" in page, "小企业管理局" in page) == (True, True)


def test_the_twenty_year_plan_has_its_three_phases(stored: None) -> None:
    from clusteratlas_web.programmes.models import Programme
    from clusteratlas_web.programmes.seed import seed_policy_facts

    seed_policy_facts()
    plan = Programme.objects.get(code="JP-ICP")
    assert [(each.begins.year, each.ends.year, each.names["en"]) for each in plan.phases.all()] == [
        (2001, 2005, "Launch"),
        (2006, 2010, "Growth"),
        (2011, 2020, "Development"),
    ]


def test_a_change_made_since_stays(stored: None) -> None:
    from clusteratlas_web.programmes.models import Programme
    from clusteratlas_web.programmes.seed import seed_policy_facts

    seed_policy_facts()
    Programme.objects.filter(code="US-RIC").update(about="ours")
    seed_policy_facts()
    assert Programme.objects.get(code="US-RIC").about == "ours"


def test_the_sample_is_marked_and_made_once(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import BudgetLine, Instrument, Meeting, Programme, Question, Target
    from clusteratlas_web.programmes.sample import make_sample

    people = {"asker": cast.ana, "officer": cast.finn}
    assert make_sample(people) == make_sample(people)
    assert Programme.objects.filter(is_sample=True).count() == 1
    assert [Question.objects.filter(is_sample=sample).count() for sample in (True, False)] == [4, 0]
    assert {question.days_late() > 0 for question in Question.objects.exclude(answer="")} == {True, False}
    for model in (Instrument, Meeting, Target, BudgetLine):
        invented = model.objects.filter(is_sample=True).count()
        assert invented > 0
    assert Instrument.objects.filter(is_sample=False).count() == 29
    page = cast.client("visitor").get("/programmes/jp-icp/").content.decode()
    assert "reached on 2005-10-01" in page
