"""The guard against differencing: a sum that a reader puts together is shown only if it isolates nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.attack import attack
from clusteratlas.disclosure.axis import Axis
from clusteratlas.disclosure.contributions import NOBODY, Contributions
from clusteratlas.disclosure.exchanges import Exchanges, proven
from clusteratlas.disclosure.grid import Grid, Sums
from clusteratlas.disclosure.isolation import Isolation
from clusteratlas.disclosure.policy import PublishPolicy
from clusteratlas.disclosure.primary import Mask, Sensitivity
from clusteratlas.disclosure.secondary import prove
from clusteratlas.disclosure.system import Public
from clusteratlas.errors import InputError

EFFORT = 200_000  # protected cells times hidden cells that may be attacked for one question: some seconds

PUBLISHED, SET, REMAINDER, COMPLEMENT = "published", "set", "remainder", "complement"
ATTACKED, UNPROVEN, SAFE = "attacked", "unproven", "safe"
REASONS = {
    PUBLISHED: "Every figure in this sum is published, so the sum says nothing new.",
    SET: "Too few contributors, or one that dominates, stand behind this sum.",
    REMAINDER: "Without its published parts this sum leaves too few contributors, or one that dominates.",
    COMPLEMENT: "The difference from a published total leaves too few contributors, or one that dominates.",
    ATTACKED: "Together with what is published this sum would show a protected figure too closely.",
    UNPROVEN: "Too many protected figures stand around this sum to prove that it shows none of them too closely.",
    SAFE: "No protected figure is shown more closely with this sum than the publish policy allows.",
}


class Question(NamedTuple):
    """A sum over regions and industries, given as nodes of which none counts another."""

    regions: tuple[int, ...]
    industries: tuple[int, ...]


@dataclass(frozen=True)
class Decision:
    """Whether a figure may be shown, by which rule, and the reason as a sentence."""

    allowed: bool
    rule: str

    @property
    def reason(self) -> str:
        """A sentence for the reader."""
        return REASONS[self.rule]


@dataclass(frozen=True, eq=False)
class GuardedTable:
    """One measure of a public edition, and what its guard must know of the internal one.

    Parameters:
        policy: the edition's.
        contributions: of the internal edition, by leaf cell.
        sensitivity: its protected cells.
        public: the public edition without answers.
        proofs: the exchanges of the edition's suppression.
    """

    policy: PublishPolicy
    contributions: Contributions
    sensitivity: Sensitivity
    public: Public
    proofs: Exchanges

    @cached_property
    def safe(self) -> Mask:
        """The protected cells that the proofs prove safe without answers; checked once."""
        return proven(self.proofs, self.public.grid, self.public.unsaid, self.sensitivity, self.public.sums)

    @cached_property
    def isolation(self) -> Isolation:
        """The quick rules."""
        return Isolation(self.policy, self.contributions, self.public.grid, self.public.hidden)


@dataclass(frozen=True, eq=False)
class DifferencingGuard:
    """Decides on sums over regions and industries of a reader's own choice, given all that has been shown before.

    Parameters:
        table: what is guarded.
        answered: the sums shown so far, to anyone: readers may put theirs together, so whoever runs the guard keeps
            them as long as the edition is public.
        effort: how much may be attacked for one question: protected cells times hidden cells.
    """

    table: GuardedTable
    answered: tuple[Question, ...] = ()
    effort: int = EFFORT

    def allow(self, regions: Sequence[int], industries: Sequence[int]) -> Decision:
        """Whether the sum over these regions and industries may be shown.

        In this order:

        1. `published`: every cell of it is shown, so anyone can add it up: yes.
        2. `set`: the sum would itself be a protected cell: no.
        3. `remainder`: what is left of it without the shown cells in it would be: no.
        4. `complement`: what is left of a smallest shown total around it, without the sum and the shown cells, would
           be: no.
        5. The sum and all answered ones are added to what is published. Protected cells whose exchanges change one of
           them get another exchange among the withheld cells; those for which there is none are attacked by linear
           programming. `attacked`: one is bounded too tightly: no. `unproven`: too many to attack: no. `safe`: yes.

        Parameters:
            regions, industries: nodes, of which none counts another.

        Raises:
            InputError: nodes are not of the table, or one counts another.
        """
        question = Question(tuple(map(int, regions)), tuple(map(int, industries)))
        rows, columns = self._leaves(question)
        leaves, isolation = rows[:, None] & columns, self.table.isolation
        if not self.table.public.hidden[np.ix_(*question)].any():
            return Decision(True, PUBLISHED)
        if isolation.isolates(leaves):
            return Decision(False, SET)
        if isolation.isolates(isolation.without_shown(leaves)):
            return Decision(False, REMAINDER)
        if any(isolation.isolates(isolation.without_shown(mask & ~leaves)) for mask in isolation.around(leaves)):
            return Decision(False, COMPLEMENT)
        return self._proven(question)

    def with_answer(self, regions: Sequence[int], industries: Sequence[int]) -> "DifferencingGuard":
        """This guard once the sum has been shown; the next question is for it.

        Raises InputError if the sum may not be shown.
        """
        decision = self.allow(regions, industries)
        if not decision.allowed:
            raise InputError(f"this sum may not be shown. {decision.reason}")
        question = Question(tuple(map(int, regions)), tuple(map(int, industries)))
        return replace(self, answered=(*self.answered, question))

    def _proven(self, question: Question) -> Decision:
        table, asked = self.table, (*self.answered, question)
        grid, unsaid, public = table.public.grid, table.public.unsaid, table.public
        safe = table.safe.copy()
        for each in asked:
            public = public.with_sum(self._sum(each))
            safe &= table.proofs.keeping(grid, *self._leaves(each))
        open_cells = _only(table.sensitivity, ~safe)
        found = prove(*self._widened(asked, open_cells))
        safe |= proven(found, grid, unsaid, open_cells, public.sums)
        open_cells = _only(table.sensitivity, ~safe)
        if np.count_nonzero(open_cells.cells) * np.count_nonzero(public.hidden) > self.effort:
            return Decision(False, UNPROVEN)
        is_safe = attack(public, open_cells).is_safe
        return Decision(is_safe, SAFE if is_safe else ATTACKED)

    def _sum(self, question: Question) -> Sums:
        regions, industries = (np.array(nodes, np.int64) for nodes in question)
        value = int(self.table.sensitivity.values[np.ix_(regions, industries)].sum())
        return self.table.public.grid.published_sum(regions, industries, value)

    def _widened(self, asked: tuple[Question, ...], sensitivity: Sensitivity) -> tuple[Grid, Sensitivity, Mask]:
        """The table with a region node and an industry node for each question, of whose cells only the sum is shown."""
        grid = self.table.public.grid
        wide = Grid(
            grid.regions.with_groups([question.regions for question in asked]),
            grid.industries.with_groups([question.industries for question in asked]),
        )
        room = (0, len(asked)), (0, len(asked))
        hidden = np.pad(self.table.public.unsaid, room, constant_values=True)
        for number in range(len(asked)):
            hidden[grid.shape[0] + number, grid.shape[1] + number] = False
        wider = replace(
            sensitivity,
            values=wide.filled(grid.leaves(sensitivity.values)),
            cells=np.pad(sensitivity.cells, room),
            lower=np.pad(sensitivity.lower, room),
            upper=np.pad(sensitivity.upper, room),
            alone=np.pad(sensitivity.alone, room, constant_values=NOBODY),
            empty=np.pad(sensitivity.empty, room),
        )
        return wide, wider, hidden

    def _leaves(self, question: Question) -> tuple[Mask, Mask]:
        """The leaf regions and the leaf industries of a sum."""
        grid = self.table.public.grid
        regions = _counted("region", grid.regions, question.regions)
        return regions, _counted("industry", grid.industries, question.industries)


def _only(sensitivity: Sensitivity, cells: Mask) -> Sensitivity:
    return replace(sensitivity, cells=sensitivity.cells & cells)


def _counted(name: str, axis: Axis, nodes: Sequence[int]) -> NDArray[np.bool_]:
    if not nodes or min(nodes) < 0 or max(nodes) >= axis.size:
        raise InputError(f"sum: name at least one {name}, from 0 to {axis.size - 1}; these are {list(nodes)}.")
    count = axis.members[list(nodes)].sum(axis=0)
    if count.max() > 1:
        raise InputError(f"sum: one {name} of {list(nodes)} counts another, or is there twice.")
    return np.asarray(count > 0)
