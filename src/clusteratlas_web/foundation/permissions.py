"""Who may do what: predicates that answer with a reason, joined by & and |."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext

from clusteratlas_web.foundation.refusals import Refusal

Reason = str  # a sentence, translated when it is shown: gettext_noop marks it


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may do something; if not, why not: a sentence to be translated and filled in with facts."""

    allowed: bool
    reason: Reason = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def said(self) -> str:
        """The reason in the reader's language."""
        said = gettext(self.reason) if self.reason else ""
        return said % self.facts if self.facts else said


@dataclass(frozen=True)
class Rule:
    """A predicate of a person and a thing: `may_edit = manages | is_administrator`.

    A rule called with a person and a thing answers with a Verdict. `&` refuses with the first reason that refuses, `|`
    with the reason of its last part, so that the widest condition stands last.
    """

    name: str
    judge: Callable[[Any, Any], Verdict]

    def __call__(self, person: Any, thing: Any = None) -> Verdict:
        return self.judge(person, thing)

    def __and__(self, other: "Rule") -> "Rule":
        def both(person: Any, thing: Any) -> Verdict:
            first = self(person, thing)
            return other(person, thing) if first else first

        return Rule(f"({self.name} and {other.name})", both)

    def __or__(self, other: "Rule") -> "Rule":
        def either(person: Any, thing: Any) -> Verdict:
            first = self(person, thing)
            return first or other(person, thing)

        return Rule(f"({self.name} or {other.name})", either)


def rule(reason: Reason) -> Callable[[Callable[[Any, Any], bool]], Rule]:
    """Makes a rule of a function that says yes or no; `reason` is what a refusal says."""

    def make(test: Callable[[Any, Any], bool]) -> Rule:
        def judge(person: Any, thing: Any) -> Verdict:
            return Verdict(True) if test(person, thing) else Verdict(False, reason)

        return Rule(test.__name__, judge)

    return make


class NotAllowed(Refusal):
    """Somebody may not do this."""

    status = HTTPStatus.FORBIDDEN


def require(may: Rule, person: Any, thing: Any = None) -> None:
    """Raises NotAllowed with the reason unless the person may."""
    verdict = may(person, thing)
    if not verdict:
        raise NotAllowed(verdict.reason, **verdict.facts)
