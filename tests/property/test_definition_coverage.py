"""Coverage by a definition: a split of what was asked, whatever was asked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.classifications import naics
from clusteratlas.definitions import Place, Uncovered, coverage, load, place_of, places_over

TREE = naics(2017)
codes = st.sampled_from(sorted({*load().membership("2017"), *load().uncovered_industries("2017")})) | st.text(
    max_size=6
)


@given(st.lists(codes), st.sampled_from(["2012", "2017"]))
def test_coverage_splits_what_was_asked_without_loss_or_overlap(industries, vintage):
    split = coverage(load(), naics(vintage), industries)
    assert sorted({*industries}) == sorted([*split.covered, *split.uncovered])
    assert all(code in load().membership(vintage) for code in split.covered)
    assert not any(code in load().membership(vintage) for code in split.uncovered)


@given(
    st.dictionaries(st.sampled_from(TREE.codes), st.sampled_from(["inside", "outside"]), max_size=60),
    st.sampled_from(TREE.codes),
)
def test_the_nearest_code_that_is_spoken_of_decides(spoken, asked):
    definition = replace(
        load(),
        places={"2017": {code: Place(code, None) for code, where in spoken.items() if where == "inside"}},
        uncovered=(Uncovered("2017", "outside", {}, tuple(c for c, where in spoken.items() if where == "outside")),),
    )
    above, place = asked, None
    while above is not None and above not in spoken:
        above = TREE.parent(above)
    if above is not None and spoken[above] == "inside":
        place = Place(above, None)
    assert place_of(definition, TREE, asked) == place
    assert places_over(definition, TREE).get(asked) == place
