"""Who is eligible: what a call and a round ask of an applicant, held against what is so; pure.

Each finding is met, failed or unknown, and says what is so, what is wanted, and what to do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.written import Amount, Codes, Share

MET, FAILED, UNKNOWN = "met", "failed", "unknown"
STATES = {MET: said("met"), FAILED: said("not met"), UNKNOWN: said("cannot be said yet")}

KINDS, SIZES, REGIONS, CLUSTERS = "kinds", "sizes", "regions", "clusters"
VERIFIED, LISTING_RULE = "verified", "listing-rule"
LEAST_PARTNERS, PARTNER_KINDS = "least-partners", "partner-kinds"
LEAST_MATCHING, PRIVATE_MATCHING, MOST_AMOUNT = "least-matching", "private-matching", "most-amount"
DECLARED = "declared"

# Where something can be done about it.
AT_ORGANISATION, AT_CONSORTIUM, AT_SUBMISSION = "organisation", "consortium", "submit"


class NotEligible(Refusal):
    """An application that does not fulfil what the call asks for."""


@dataclass(frozen=True)
class Asked:
    """One thing that is asked: of the call itself (`number` None), or a condition of the round.

    `value` is the bound as the kind takes it: Codes, a number, a share, an Amount; `text` what is to be declared.
    """

    kind: str
    value: Any = None
    number: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Partner:
    """One organisation of the consortium; `kind` is empty where it is not recorded."""

    kind: str
    requested: Decimal = Decimal(0)
    private: Decimal = Decimal(0)
    public: Decimal = Decimal(0)


@dataclass(frozen=True)
class Applicant:
    """What is recorded of the organisation that applies.

    `within` are its regions, that of the application and all above them; `unmet` the parts of the listing rule that it
    does not meet, None for what is no cluster organisation.
    """

    kind: Codes
    size: Codes = field(default_factory=lambda: Codes(()))
    regions: Codes = field(default_factory=lambda: Codes(()))
    within: frozenset[str] = frozenset()
    clusters: Codes = field(default_factory=lambda: Codes(()))
    is_verified: bool = False
    unmet: Codes | None = None


@dataclass(frozen=True)
class Bid:
    """What an application holds already: its consortium with the lead, and the numbers of what it declared."""

    partners: tuple[Partner, ...]
    declared: frozenset[int] = frozenset()

    @property
    def requested(self) -> Decimal:
        """What all of them ask for."""
        return sum((each.requested for each in self.partners), Decimal(0))

    @property
    def private(self) -> Decimal:
        """What they bring from private money."""
        return sum((each.private for each in self.partners), Decimal(0))

    @property
    def matching(self) -> Decimal:
        """What they bring themselves."""
        return self.private + sum((each.public for each in self.partners), Decimal(0))

    @property
    def budget(self) -> Decimal:
        """The whole: what is asked for, and what is brought."""
        return self.requested + self.matching


@dataclass(frozen=True)
class Finding:
    """What was found on one thing that is asked; the sentence is a message id with facts."""

    asked: Asked
    state: str
    sentence: str
    facts: dict[str, object] = field(default_factory=dict)
    place: str = ""

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.sentence) % self.facts if self.facts else gettext(self.sentence)

    @property
    def state_said(self) -> str:
        """The state in the reader's language."""
        return gettext(STATES[self.state])

    @property
    def is_met(self) -> bool:
        """Whether it is so."""
        return self.state == MET


def judge(asked: Sequence[Asked], applicant: Applicant, bid: Bid | None) -> list[Finding]:
    """A finding on each thing that is asked; without a bid, what belongs to the application cannot be said yet."""
    return [_judged(each, applicant, bid) for each in asked]


def failed(findings: Sequence[Finding]) -> list[Finding]:
    """Those that are certainly not so."""
    return [each for each in findings if each.state == FAILED]


def _judged(asked: Asked, applicant: Applicant, bid: Bid | None) -> Finding:
    if asked.kind in _OF_APPLICANT:
        return _OF_APPLICANT[asked.kind](asked, applicant)
    if asked.kind not in _OF_BID:
        return Finding(asked, UNKNOWN, said("An officer checks this: it cannot be checked by the platform."))
    if bid is None:
        return Finding(asked, UNKNOWN, _BEFORE[asked.kind], {"wanted": _wanted(asked)}, _PLACE[asked.kind])
    return _OF_BID[asked.kind](asked, bid)


def _wanted(asked: Asked) -> object:
    if asked.kind in (LEAST_MATCHING, PRIVATE_MATCHING):
        return Share(float(asked.value))
    return asked.text if asked.kind == DECLARED else asked.value


def _kinds(asked: Asked, applicant: Applicant) -> Finding:
    facts = {"so": applicant.kind, "wanted": asked.value}
    if asked.value.holds(applicant.kind.codes):
        return Finding(asked, MET, said("Kind of organisation: %(so)s. Wanted: %(wanted)s."), facts)
    text = said("Kind of organisation: %(so)s. Wanted: %(wanted)s. Apply for an organisation of such a kind.")
    return Finding(asked, FAILED, text, facts, AT_ORGANISATION)


def _sizes(asked: Asked, applicant: Applicant) -> Finding:
    facts = {"so": applicant.size, "wanted": asked.value}
    if not applicant.size:
        text = said("The size of the organisation is not recorded. Wanted: %(wanted)s. Record it on its page.")
        return Finding(asked, UNKNOWN, text, {"wanted": asked.value}, AT_ORGANISATION)
    if asked.value.holds(applicant.size.codes):
        return Finding(asked, MET, said("Size: %(so)s. Wanted: %(wanted)s."), facts)
    text = said("Size: %(so)s. Wanted: %(wanted)s. If the record is out of date, correct it on its page.")
    return Finding(asked, FAILED, text, facts, AT_ORGANISATION)


def _regions(asked: Asked, applicant: Applicant) -> Finding:
    facts = {"so": applicant.regions, "wanted": asked.value}
    if not applicant.regions:
        text = said("No region of the organisation is recorded. Wanted: %(wanted)s. Record it on its page.")
        return Finding(asked, UNKNOWN, text, {"wanted": asked.value}, AT_ORGANISATION)
    if asked.value.holds(applicant.within):
        return Finding(asked, MET, said("In: %(so)s. Wanted: %(wanted)s."), facts)
    text = said("In: %(so)s. Wanted: %(wanted)s, or a region within. Apply for an organisation that is there.")
    return Finding(asked, FAILED, text, facts, AT_ORGANISATION)


def _clusters(asked: Asked, applicant: Applicant) -> Finding:
    facts = {"so": applicant.clusters, "wanted": asked.value}
    if not applicant.clusters:
        text = said("No cluster of the organisation is recorded. Wanted: %(wanted)s. Record it on its page.")
        return Finding(asked, UNKNOWN, text, {"wanted": asked.value}, AT_ORGANISATION)
    if asked.value.holds(applicant.clusters.codes):
        return Finding(asked, MET, said("Clusters: %(so)s. Wanted: %(wanted)s."), facts)
    text = said("Clusters: %(so)s. Wanted: %(wanted)s. If it belongs to one of them, record that on its page.")
    return Finding(asked, FAILED, text, facts, AT_ORGANISATION)


def _verified(asked: Asked, applicant: Applicant) -> Finding:
    if applicant.is_verified:
        return Finding(asked, MET, said("The record of the organisation is verified."))
    text = said("The record of the organisation is not verified. Submit it for verification on its page.")
    return Finding(asked, FAILED, text, {}, AT_ORGANISATION)


def _listing_rule(asked: Asked, applicant: Applicant) -> Finding:
    if applicant.unmet is None:
        text = said("The listing rule is for cluster organisations; this is none. Apply for a cluster organisation.")
        return Finding(asked, FAILED, text, {}, AT_ORGANISATION)
    if not applicant.unmet:
        return Finding(asked, MET, said("The listing rule of cluster organisations is met, or waived."))
    text = said("The listing rule is not met: %(so)s. Record what is missing on the page of the organisation.")
    return Finding(asked, FAILED, text, {"so": applicant.unmet}, AT_ORGANISATION)


def _least_partners(asked: Asked, bid: Bid) -> Finding:
    facts: dict[str, object] = {"so": len(bid.partners), "wanted": asked.value}
    if len(bid.partners) >= asked.value:
        text = said("Organisations in the consortium, the lead included: %(so)s. Wanted: at least %(wanted)s.")
        return Finding(asked, MET, text, facts)
    text = said(
        "Organisations in the consortium, the lead included: %(so)s. Wanted: at least %(wanted)s. Add partners."
    )
    return Finding(asked, FAILED, text, facts, AT_CONSORTIUM)


def _partner_kinds(asked: Asked, bid: Bid) -> Finding:
    missing = asked.value.without(each.kind for each in bid.partners)
    facts = {"so": missing, "wanted": asked.value}
    if not missing:
        return Finding(asked, MET, said("Kinds in the consortium: all that are wanted (%(wanted)s)."), facts)
    if not all(each.kind for each in bid.partners):
        text = said("Wanted in the consortium: %(wanted)s. The kind of a partner is not recorded. Record it.")
        return Finding(asked, UNKNOWN, text, {"wanted": asked.value}, AT_CONSORTIUM)
    text = said("Wanted in the consortium: %(wanted)s. Missing: %(so)s. Add such partners.")
    return Finding(asked, FAILED, text, facts, AT_CONSORTIUM)


def _least_matching(asked: Asked, bid: Bid) -> Finding:
    text = said("The partners bring %(so)s of the whole budget. Wanted: at least %(wanted)s.")
    short = said(
        "The partners bring %(so)s of the whole budget. Wanted: at least %(wanted)s. Bring more, or ask for less."
    )
    return _at_least(asked, bid, bid.matching, text, short)


def _private_matching(asked: Asked, bid: Bid) -> Finding:
    text = said("The partners bring %(so)s of the whole budget from private money. Wanted: at least %(wanted)s.")
    short = said(
        "The partners bring %(so)s of the whole budget from private money. Wanted: at least %(wanted)s. "
        "Bring more of it, or ask for less."
    )
    return _at_least(asked, bid, bid.private, text, short)


def _at_least(asked: Asked, bid: Bid, brought: Decimal, text: str, short: str) -> Finding:
    wanted = Share(float(asked.value))
    if not bid.budget:
        return Finding(asked, UNKNOWN, _BEFORE[asked.kind], {"wanted": wanted}, AT_CONSORTIUM)
    facts: dict[str, object] = {"so": Share(float(brought / bid.budget)), "wanted": wanted}
    if brought >= Decimal(str(asked.value)) * bid.budget:
        return Finding(asked, MET, text, facts)
    return Finding(asked, FAILED, short, facts, AT_CONSORTIUM)


def _most_amount(asked: Asked, bid: Bid) -> Finding:
    facts = {"so": Amount(bid.requested, asked.value.currency), "wanted": asked.value}
    if not bid.requested:
        return Finding(asked, UNKNOWN, _BEFORE[MOST_AMOUNT], {"wanted": asked.value}, AT_CONSORTIUM)
    if bid.requested <= asked.value.value:
        return Finding(asked, MET, said("Asked for: %(so)s. At most: %(wanted)s."), facts)
    return Finding(asked, FAILED, said("Asked for: %(so)s. At most: %(wanted)s. Ask for less."), facts, AT_CONSORTIUM)


def _declared(asked: Asked, bid: Bid) -> Finding:
    facts: dict[str, object] = {"wanted": asked.text}
    if asked.number in bid.declared:
        return Finding(asked, MET, said("Declared: %(wanted)s"), facts)
    return Finding(
        asked, FAILED, said("Not declared: %(wanted)s Declare it where you check and submit."), facts, AT_SUBMISSION
    )


_OF_APPLICANT: dict[str, Callable[[Asked, Applicant], Finding]] = {
    KINDS: _kinds,
    SIZES: _sizes,
    REGIONS: _regions,
    CLUSTERS: _clusters,
    VERIFIED: _verified,
    LISTING_RULE: _listing_rule,
}
_OF_BID: dict[str, Callable[[Asked, Bid], Finding]] = {
    LEAST_PARTNERS: _least_partners,
    PARTNER_KINDS: _partner_kinds,
    LEAST_MATCHING: _least_matching,
    PRIVATE_MATCHING: _private_matching,
    MOST_AMOUNT: _most_amount,
    DECLARED: _declared,
}
_PLACE = dict.fromkeys(_OF_BID, AT_CONSORTIUM) | {DECLARED: AT_SUBMISSION}
# What is said before there is an application, or an amount in it.
_BEFORE = {
    LEAST_PARTNERS: said("Wanted in the consortium, the lead included: at least %(wanted)s organisations."),
    PARTNER_KINDS: said("Wanted in the consortium: %(wanted)s."),
    LEAST_MATCHING: said(
        "Wanted: the partners bring at least %(wanted)s of the whole budget. No budget is entered yet."
    ),
    PRIVATE_MATCHING: said(
        "Wanted: the partners bring at least %(wanted)s of the whole budget from private money. "
        "No budget is entered yet."
    ),
    MOST_AMOUNT: said("At most %(wanted)s can be asked for. No amount is entered yet."),
    DECLARED: said("To be declared: %(wanted)s"),
}
