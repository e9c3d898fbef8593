"""Life cycles as tables: from which states a verb leads where, and who may."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext, gettext_noop, pgettext

from clusteratlas_web.foundation.permissions import Rule, Verdict, require
from clusteratlas_web.foundation.refusals import Refusal

CANNOT = gettext_noop("This cannot be done while it is “%(state)s”. It can be done from: %(sources)s.")


class WrongState(Refusal):
    """The thing is in a state from which this cannot be done."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Transition:
    """A verb: from these states to that one, by those who may. `label` is what its button says, a message id."""

    verb: str
    sources: tuple[str, ...]
    target: str
    may: Rule
    label: str


@dataclass(frozen=True)
class LifeCycle:
    """The states of a thing, each with its name as a message id, and the transitions between them.

    A verb stands in one row. A table that names a state it does not have is refused when it is made: ValueError.
    """

    name: str
    states: dict[str, str]
    first: str
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        named = {self.first, *(state for each in self.transitions for state in (*each.sources, each.target))}
        verbs = [each.verb for each in self.transitions]
        if unknown := named - set(self.states):
            raise ValueError(f"{self.name}: no such state: {', '.join(sorted(unknown))}")
        if len(verbs) != len(set(verbs)):
            raise ValueError(f"{self.name}: a verb stands in two rows: {', '.join(verbs)}")

    def choices(self) -> list[tuple[str, str]]:
        """The states for a model's field."""
        return list(self.states.items())

    def label(self, state: str) -> str:
        """The name of a state in the reader's language."""
        return gettext(self.states[state])

    def transition(self, verb: str) -> Transition:
        """The transition of a verb; raises KeyError for a verb that the table does not have."""
        return {each.verb: each for each in self.transitions}[verb]

    def judged(self, thing: Any, verb: str, person: Any) -> Verdict:
        """Whether a person may do this with a thing now; if not, why not: first who may, then the state."""
        wanted = self.transition(verb)
        allowed = wanted.may(person, thing)
        if not allowed or thing.state in wanted.sources:
            return allowed
        return Verdict(False, CANNOT, self._facts(thing, wanted))

    def open_to(self, thing: Any, person: Any) -> list[Transition]:
        """What a person may do with a thing in its state, in the order of the table."""
        return [each for each in self.transitions if self.judged(thing, each.verb, person)]

    def move(self, thing: Any, verb: str, person: Any) -> Transition:
        """Sets the thing's state; raises NotAllowed or WrongState, and then changes nothing. It does not save."""
        wanted = self.transition(verb)
        require(wanted.may, person, thing)
        if thing.state not in wanted.sources:
            raise WrongState(CANNOT, **self._facts(thing, wanted))
        thing.state = wanted.target
        return wanted

    def _facts(self, thing: Any, wanted: Transition) -> dict[str, str]:
        sources = pgettext("between names", ", ").join(self.label(state) for state in wanted.sources)
        return {"state": self.label(thing.state), "sources": sources}
