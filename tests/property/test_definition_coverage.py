"""Coverage by a definition: a split of what was asked, whatever was asked."""

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.definitions import coverage, load

codes = st.sampled_from(sorted({*load().membership("2017"), *load().uncovered_industries("2017")})) | st.text(
    max_size=6
)


@given(st.lists(codes), st.sampled_from(["2012", "2017"]))
def test_coverage_splits_what_was_asked_without_loss_or_overlap(industries, vintage):
    split = coverage(load(), vintage, industries)
    assert sorted({*industries}) == sorted([*split.covered, *split.uncovered])
    assert all(code in load().membership(vintage) for code in split.covered)
    assert not any(code in load().membership(vintage) for code in split.uncovered)
