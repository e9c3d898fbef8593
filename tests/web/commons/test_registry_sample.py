"""The sample organisations: all marked, made once."""

from tests.web.commons.conftest import Cast


def test_the_sample_is_marked_and_made_once(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Membership, Organisation, ServiceEntry
    from clusteratlas_web.registry.queries.profile import standing_of
    from clusteratlas_web.registry.sample import make_sample

    people = {"manager": cast.ana, "member": cast.ben, "officer": cast.finn, "administrator": cast.gao}
    first = make_sample(people)
    counts = [model.objects.count() for model in (Organisation, Membership, ServiceEntry)]
    assert counts == [18, 12, 4]
    assert make_sample(people) == first
    assert [model.objects.count() for model in (Organisation, Membership, ServiceEntry)] == counts
    assert all(each.is_sample for each in Organisation.objects.filter(slug__startswith="sample-"))
    listed = {slug for slug, each in first.items() if each.kind == "cluster-organisation" and standing_of(each).listed}
    assert listed == {"sample-plains-aerospace-alliance", "sample-neckar-mobility"}


def test_a_page_of_the_sample_says_that_it_is_one(cast: Cast) -> None:
    from clusteratlas_web.registry.sample import make_sample

    make_sample({})
    page = cast.client("visitor").get("/organisations/sample-neckar-mobility/").content.decode()
    assert '<span class="badge sam">sample</span>' in page
