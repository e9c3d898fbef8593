"""The listing rule of cluster organisations: each of its parts, whether it is met, and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

LEAST_STAFF = Decimal("0.5")  # full-time equivalents
LEAST_MEMBERS = 15
LEAST_KINDS = 2

STAFF, MEMBERS, MEMBER_KINDS, PAGE = "staff", "members", "kinds", "page"


@dataclass(frozen=True)
class Part:
    """One part of the rule: what is asked, what there is (None where it is not recorded), whether that is enough."""

    name: str
    asked: Decimal | int | None
    there_is: Decimal | int | None
    met: bool


@dataclass(frozen=True)
class Standing:
    """How an organisation stands under the rule; `waived` where a recognised programme waives it."""

    parts: tuple[Part, ...]
    waived: bool = False

    @property
    def met(self) -> bool:
        """Whether every part is met."""
        return all(part.met for part in self.parts)

    @property
    def listed(self) -> bool:
        """Whether the organisation is listed: by the rule, or by a waiver."""
        return self.met or self.waived


def judge(staff: Decimal | None, members: Mapping[str, int], page: str, waived: bool = False) -> Standing:
    """The standing of an organisation with this staff, these members by kind, and this public page."""
    number, kinds = sum(members.values()), sum(1 for count in members.values() if count)
    return Standing(
        (
            Part(STAFF, LEAST_STAFF, staff, staff is not None and staff >= LEAST_STAFF),
            Part(MEMBERS, LEAST_MEMBERS, number, number >= LEAST_MEMBERS),
            Part(MEMBER_KINDS, LEAST_KINDS, kinds, kinds >= LEAST_KINDS),
            Part(PAGE, None, None, bool(page)),
        ),
        waived,
    )


def members_by_kind(named: Mapping[str, int], declared: Mapping[str, int]) -> dict[str, int]:
    """How many members of each kind: those named here or those declared, whichever are more."""
    return {kind: max(named.get(kind, 0), declared.get(kind, 0)) for kind in {**declared, **named}}
