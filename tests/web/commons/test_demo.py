"""The commons of the demo: everybody of the cast can sign in, what is invented says so, and twice is once."""

import pytest
from django.test import Client

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.demo import CAST, make_commons
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.registry.models import Organisation


@pytest.fixture
def signs_in(stored: None) -> dict[str, str]:
    """The cast's passwords by address, after the commons was made twice."""
    make_commons()
    counts = [model.objects.count() for model in (Person, Organisation, Programme)]
    again = make_commons()
    assert [model.objects.count() for model in (Person, Organisation, Programme)] == counts
    return {each.address: each.password for each in again}


def test_everybody_of_the_cast_can_sign_in(signs_in: dict[str, str]) -> None:
    assert len(signs_in) == len(CAST)
    for address, password in signs_in.items():
        client = Client()
        answer = client.post("/account/sign-in/", {"login": address, "password": password})
        assert answer.status_code == 302
        assert Person.objects.get(email=address).name in client.get("/account/").text


def test_what_is_invented_says_so(signs_in: dict[str, str]) -> None:
    invented = Organisation.objects.filter(slug__startswith="sample-")
    assert invented.count() == Organisation.objects.filter(is_sample=True).count() > 10
    assert Programme.objects.filter(is_sample=True).count() == 1
    assert Programme.objects.filter(is_sample=False).count() == 19
