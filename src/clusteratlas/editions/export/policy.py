"""What an edition says of its publish policy, in sentences: notes, citations and pages say the same."""

from collections.abc import Iterator

from clusteratlas.editions.export.texts import text
from clusteratlas.editions.manifest import Manifest


def policy_sentences(manifest: Manifest, language: str = "en") -> tuple[str, ...]:
    """The policy of an edition: that its inputs are public, that it is internal, or the rules it was made under."""
    if not manifest.policy:
        return (text(manifest.publish_policy, language),)
    return tuple(_rules(manifest, language))


def _rules(manifest: Manifest, language: str) -> Iterator[str]:
    record = manifest.policy
    yield text("protected", language, name=manifest.publish_policy)
    if record["minimum_establishments"] > 1:
        yield text("rule_few", language, count=record["minimum_establishments"])
    yield from (text(f"rule_{rule}", language) for rule in record["rules"])
    if record["minimum_width"]:
        yield text("rule_width", language, share=f"{record['minimum_width']:.0%}")
    yield text("rule_secondary", language)
    if record["establishments_shown"]:
        yield text("rule_establishments", language)
