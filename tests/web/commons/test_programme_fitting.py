"""Fitting an instrument to an organisation: each condition by itself, with the laws that hold for all of them."""

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.programmes.fitting import Answer, Applicant, Finding, Terms, fit

CODES = st.sampled_from(["a", "b", "c"])
TUPLES = st.lists(CODES, max_size=3, unique=True).map(tuple)
APPLICANTS = st.builds(
    Applicant,
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["", "a", "b"]),
    st.frozensets(CODES),
    st.frozensets(CODES),
)
TERMS = st.builds(Terms, TUPLES, TUPLES, TUPLES, TUPLES)
FIRM = Applicant("firm", "10-49", frozenset({"us-metro-48620", "us"}), frozenset({"us/plastics"}))


def test_conditions_are_told_in_order_and_empty_ones_not_at_all() -> None:
    terms = Terms(("firm", "chamber"), (), ("us-metro-31080",), ("us/plastics",))
    assert fit(FIRM, terms).findings == (
        Finding("kind", Answer.MET, ("firm",), ("firm", "chamber")),
        Finding("region", Answer.FAILED, (), ("us-metro-31080",)),
        Finding("cluster", Answer.MET, ("us/plastics",), ("us/plastics",)),
    )
    assert fit(FIRM, terms).is_near_miss
    assert not fit(FIRM, terms).fits


def test_what_is_not_recorded_is_unknown_and_not_failed() -> None:
    found = fit(Applicant("firm"), Terms((), ("1-9",)))
    assert [each.answer for each in found.findings] == [Answer.UNKNOWN]
    assert (found.fits, found.is_near_miss) == (False, True)


def test_a_region_fits_through_the_state_it_lies_in() -> None:
    assert fit(FIRM, Terms(regions=("us",))).reasons[0].shared == ("us",)


@given(APPLICANTS)
def test_without_conditions_everybody_fits(applicant: Applicant) -> None:
    assert fit(applicant, Terms()).fits


@given(APPLICANTS, TERMS)
def test_fits_means_every_condition_is_met(applicant: Applicant, terms: Terms) -> None:
    found = fit(applicant, terms)
    wanted = [terms.kinds, terms.sizes, terms.regions, terms.clusters]
    has = [{applicant.kind}, {applicant.size}, applicant.regions, applicant.clusters]
    assert found.fits == all(not wants or set(wants) & set(own) for wants, own in zip(wanted, has, strict=True))
    assert len(found.reasons) + len(found.misses) == sum(bool(wants) for wants in wanted)


@given(APPLICANTS, TERMS, CODES)
def test_a_wider_condition_never_shuts_anybody_out(applicant: Applicant, terms: Terms, more: str) -> None:
    wider = Terms((*terms.kinds, more) if terms.kinds else (), terms.sizes, terms.regions, terms.clusters)
    assert fit(applicant, wider).fits or not fit(applicant, terms).fits


@given(APPLICANTS, TERMS)
def test_the_order_of_allowed_values_changes_nothing_but_the_telling(applicant: Applicant, terms: Terms) -> None:
    turned = Terms(terms.kinds[::-1], terms.sizes[::-1], terms.regions[::-1], terms.clusters[::-1])
    assert [(f.condition, f.answer) for f in fit(applicant, turned).findings] == [
        (f.condition, f.answer) for f in fit(applicant, terms).findings
    ]
