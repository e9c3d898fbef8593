"""Predicates say no with a reason; & gives the first that refuses, | the last."""

from typing import Any

import pytest
from tests.web.commons.conftest import NAMES, Cast

from clusteratlas_web.accounts.permissions import is_administrator, is_moderator, is_oneself, is_signed_in
from clusteratlas_web.foundation.permissions import NotAllowed, Verdict, require, rule


@rule("Only tall ones.")
def is_tall(person: Any, thing: Any = None) -> bool:
    """Tall."""
    return "tall" in person


@rule("Only quick ones.")
def is_quick(person: Any, thing: Any = None) -> bool:
    """Quick."""
    return "quick" in person


@pytest.mark.parametrize(
    ("person", "both", "either"),
    [
        ("tall quick", "", ""),
        ("tall", "Only quick ones.", ""),
        ("quick", "Only tall ones.", ""),
        ("", "Only tall ones.", "Only quick ones."),
    ],
)
def test_joined_reasons(person: str, both: str, either: str) -> None:
    assert ((is_tall & is_quick)(person).said, (is_tall | is_quick)(person).said) == (both, either)


def test_a_joined_rule_says_what_it_is_made_of() -> None:
    assert (is_tall & (is_quick | is_tall)).name == "(is_tall and (is_quick or is_tall))"


def test_a_verdict_fills_in_its_facts() -> None:
    assert Verdict(False, "At most %(most)s.", {"most": 3}).said == "At most 3."


def test_require_raises_the_reason() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(is_tall, "quick")
    assert (refused.value.said, refused.value.status) == ("Only tall ones.", 403)


def test_who_is_who_on_the_whole_platform(cast: Cast) -> None:
    from django.contrib.auth.models import AnonymousUser

    cast.ben.is_moderator = True
    people = {name: getattr(cast, name, AnonymousUser()) for name in NAMES}

    def those(may: Any, thing: Any = None) -> list[str]:
        return [name for name, person in people.items() if may(person, thing)]

    assert those(is_signed_in) == ["carla", "ben", "ana", "finn", "gao"]
    assert those(is_moderator) == ["ben", "gao"]
    assert those(is_administrator) == ["gao"]
    assert those(is_oneself, cast.ana) == ["ana"]


def test_nobody_administers_without_the_second_factor(cast: Cast) -> None:
    cast.gao.authenticator_set.all().delete()
    newly = type(cast.gao).objects.get(pk=cast.gao.pk)
    said = "Administrators set up the second factor first: your account, sign-in."
    assert (is_administrator(newly).said, is_moderator(newly).said) == (said, said)
    page = cast.client("gao").get("/account/people/")
    assert (page.status_code, said in page.content.decode()) == (403, True)
