"""Who is eligible: each condition met, failed or not to be said, with what is so, what is wanted and what to do."""

from decimal import Decimal
from typing import Any

import pytest

from clusteratlas_web.selection.eligibility import Applicant, Asked, Bid, Partner, judge
from clusteratlas_web.selection.written import Amount, Codes

SOMEBODY = Applicant(
    kind=Codes(("firm",)),
    size=Codes(("10-49",)),
    regions=Codes(("us-metro-48620",)),
    within=frozenset({"us-metro-48620", "us-state-20", "us"}),
    clusters=Codes(("us/automotive",)),
    is_verified=True,
)
NOBODY_KNOWN = Applicant(kind=Codes(("firm",)))
CHAMBERS = Partner("chamber", Decimal(100), Decimal(50), Decimal(50))
PAIR = Bid((Partner("firm", Decimal(500), Decimal(250), Decimal(50)), CHAMBERS), frozenset({3}))
EMPTY = Bid((Partner("firm"),))


def found(asked: Asked, applicant: Applicant = SOMEBODY, bid: Bid | None = PAIR) -> tuple[str, str]:
    """State and sentence."""
    one = judge([asked], applicant, bid)[0]
    return one.state, one.said


@pytest.mark.parametrize(
    ("kind", "value", "state", "sentence"),
    [
        ("kinds", Codes(("firm", "chamber")), "met", "Kind of organisation: firm. Wanted: firm, chamber."),
        (
            "kinds",
            Codes(("university",)),
            "failed",
            "Kind of organisation: firm. Wanted: university. Apply for an organisation of such a kind.",
        ),
        ("sizes", Codes(("10-49",)), "met", "Size: 10-49. Wanted: 10-49."),
        (
            "sizes",
            Codes(("1-9",)),
            "failed",
            "Size: 10-49. Wanted: 1-9. If the record is out of date, correct it on its page.",
        ),
        ("regions", Codes(("us-state-20",)), "met", "In: us-metro-48620. Wanted: us-state-20."),
        (
            "regions",
            Codes(("us-state-06",)),
            "failed",
            "In: us-metro-48620. Wanted: us-state-06, or a region within. Apply for an organisation that is there.",
        ),
        ("clusters", Codes(("us/automotive",)), "met", "Clusters: us/automotive. Wanted: us/automotive."),
        (
            "clusters",
            Codes(("us/plastics",)),
            "failed",
            "Clusters: us/automotive. Wanted: us/plastics. If it belongs to one of them, record that on its page.",
        ),
        ("verified", None, "met", "The record of the organisation is verified."),
        (
            "listing-rule",
            None,
            "failed",
            "The listing rule is for cluster organisations; this is none. Apply for a cluster organisation.",
        ),
        ("least-partners", 2, "met", "Organisations in the consortium, the lead included: 2. Wanted: at least 2."),
        (
            "least-partners",
            3,
            "failed",
            "Organisations in the consortium, the lead included: 2. Wanted: at least 3. Add partners.",
        ),
        (
            "partner-kinds",
            Codes(("firm", "chamber")),
            "met",
            "Kinds in the consortium: all that are wanted (firm, chamber).",
        ),
        (
            "partner-kinds",
            Codes(("firm", "university")),
            "failed",
            "Wanted in the consortium: firm, university. Missing: university. Add such partners.",
        ),
        # 400 of 1,000 are brought, 300 of them private.
        ("least-matching", 0.4, "met", "The partners bring 40.0% of the whole budget. Wanted: at least 40.0%."),
        (
            "least-matching",
            Decimal("0.401"),
            "failed",
            "The partners bring 40.0% of the whole budget. Wanted: at least 40.1%. Bring more, or ask for less.",
        ),
        (
            "private-matching",
            0.3,
            "met",
            "The partners bring 30.0% of the whole budget from private money. Wanted: at least 30.0%.",
        ),
        ("most-amount", Amount(Decimal(600), "EUR"), "met", "Asked for: 600 EUR. At most: 600 EUR."),
        (
            "most-amount",
            Amount(Decimal(599), "EUR"),
            "failed",
            "Asked for: 600 EUR. At most: 599 EUR. Ask for less.",
        ),
    ],
)
def test_a_condition_is_met_or_not(kind: str, value: Any, state: str, sentence: str) -> None:
    assert found(Asked(kind, value)) == (state, sentence)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("sizes", Codes(("1-9",))),
        ("regions", Codes(("us",))),
        ("clusters", Codes(("us/plastics",))),
        ("least-matching", 0.5),
        ("private-matching", 0.5),
        ("most-amount", Amount(Decimal(1), "EUR")),
        ("a kind of tomorrow", 1),
    ],
)
def test_what_is_not_recorded_cannot_be_said(kind: str, value: Any) -> None:
    assert found(Asked(kind, value), NOBODY_KNOWN, EMPTY)[0] == "unknown"


def test_without_an_application_its_parts_cannot_be_said() -> None:
    asked = [
        Asked("least-partners", 3),
        Asked("most-amount", Amount(Decimal(9), "EUR")),
        Asked("declared", None, 1, "T."),
    ]
    findings = judge(asked, SOMEBODY, None)
    assert [each.state for each in findings] == ["unknown", "unknown", "unknown"]
    assert findings[2].said == "To be declared: T."


def test_a_declaration_counts_by_its_number() -> None:
    assert found(Asked("declared", None, 3, "We do."))[0] == "met"
    assert found(Asked("declared", None, 4, "We do.")) == (
        "failed",
        "Not declared: We do. Declare it where you check and submit.",
    )


def test_an_unmet_part_of_the_listing_rule_is_named() -> None:
    def listed(*unmet: str) -> tuple[str, str]:
        return found(Asked("listing-rule"), Applicant(kind=Codes(("cluster-organisation",)), unmet=Codes(unmet)))

    assert listed() == ("met", "The listing rule of cluster organisations is met, or waived.")
    assert listed("staff", "page") == (
        "failed",
        "The listing rule is not met: staff, page. Record what is missing on the page of the organisation.",
    )


def test_a_partner_of_unknown_kind_leaves_the_kinds_open() -> None:
    bid = Bid((Partner("firm"), Partner("")))
    assert found(Asked("partner-kinds", Codes(("university",))), bid=bid)[0] == "unknown"
    assert found(Asked("partner-kinds", Codes(("firm",))), bid=bid)[0] == "met"
