"""Messages: which whole sentences the facts of an opportunity ask for, as identifiers with their arguments."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities.facts import Facts, Outstanding
from clusteratlas.diagnosis.opportunities.reward import COMPLEXITY, PAY
from clusteratlas.diagnosis.opportunities.weights import PULL, REWARD

Argument = int | float | str


@dataclass(frozen=True)
class Message:
    """A sentence by its identifier in `sentences.toml`, and what is put into it; names of clusters are codes."""

    id: str
    arguments: Mapping[str, Argument]


def messages_of(facts: Facts) -> tuple[Message, ...]:
    """The sentences of an opportunity: where it stands, what strong cluster is near, and what stands out, if anything.

    Parameters:
        facts: as `opportunities` finds them.

    Returns:
        Two or three Messages, for `write_sentences`.

    Example:
        >>> chemicals = ("downstream-chemicals", "upstream-chemicals")
        >>> pay = Outstanding("reward", 120_200.0, below=41, above=0, others=41)
        >>> facts = Facts(244, 0.4, 0.3, 456, 0, 9, chemicals, chemicals, True, 42, "pay", pay)
        >>> [message.id for message in messages_of(facts)]
        ['short-of-jobs', 'related-to-two', 'highest-pay']
    """
    found = [_standing(facts), _relation(facts)]
    if facts.outstanding:
        found.append(_outstanding(facts.outstanding, facts.reward_kind))
    return tuple(found)


def _standing(facts: Facts) -> Message:
    jobs, plants = facts.jobs_short, facts.establishments_short
    if jobs is None or plants is None or jobs + plants == 0:
        if facts.gap is None or facts.employment == 0:
            return Message("no-jobs-here" if facts.employment == 0 else "not-strong", {})
        return Message("some-of-the-way", {"done": facts.gap})
    if facts.employment == 0:
        return Message("jobs-from-none", {"jobs": jobs})
    if jobs and plants:
        return Message("short-of-both", {"jobs": jobs, "establishments": plants})
    if plants:
        return Message("short-of-establishments", {"establishments": plants})
    return Message("short-of-jobs", {"jobs": jobs, "share": jobs / facts.employment})


def _relation(facts: Facts) -> Message:
    if facts.is_near is None:
        return Message("relatedness-unknown", {})
    if not facts.strong_clusters:
        return Message("no-strong-cluster", {})
    if not facts.nearest:
        return Message("near-to-none", {})
    if not facts.related:
        return Message("related-to-none", {"first": facts.nearest[0]})
    if len(facts.related) == 1:
        return Message("related-to-one", {"first": facts.related[0]})
    first, second = facts.related[:2]
    if len(facts.related) == 2:
        return Message("related-to-two", {"first": first, "second": second})
    counts = {"related": len(facts.related), "strong": facts.strong_clusters}
    return Message("related-to-several", {**counts, "first": first, "second": second})


def _outstanding(found: Outstanding, reward_kind: str) -> Message:
    part = found.part
    if part == REWARD:
        part = {PAY: "pay", COMPLEXITY: "complexity"}.get(reward_kind, "reward")
    arguments: dict[str, Argument] = {"candidates": found.others + 1}
    if not found.is_highest:
        arguments = {"share": found.below / max(found.others, 1)}
    if part in (PULL, "pay"):
        arguments["growth" if part == PULL else "pay"] = found.value
    return Message(f"{'highest' if found.is_highest else 'high'}-{part}", arguments)
