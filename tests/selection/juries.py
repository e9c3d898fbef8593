"""Juries for tests: reviews written as small tables, and drawn ones of every shape."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from clusteratlas_web.selection.ranking import Criterion, Score

QUALITY = Criterion("quality", 1, 0, 10)


def reviews(table: Mapping[str, Mapping[int, float]], criterion: str = "quality") -> list[Score]:
    """Scores on one criterion, by application and juror."""
    return [
        Score(application, juror, criterion, value)
        for application, row in table.items()
        for juror, value in row.items()
    ]


def _criterion(key: str) -> st.SearchStrategy[Criterion]:
    scales = st.sampled_from([(0, 10), (1, 10), (1, 5), (0, 100)])

    def on(scale: tuple[int, int]) -> st.SearchStrategy[Criterion]:
        low, high = scale
        threshold = st.none() | st.integers(low, (low + high) // 2).map(float)
        return st.builds(Criterion, st.just(key), st.sampled_from([1, 2.5, 20]), st.just(low), st.just(high), threshold)

    return scales.flatmap(on)


@st.composite
def panels(draw: st.DrawFn, thresholds: bool = True) -> tuple[list[Score], list[Criterion]]:
    """Up to five applications and five jurors, who read what they read: connected or not, often tied."""
    criteria = [draw(_criterion(key)) for key in "xyz"[: draw(st.integers(1, 3))]]
    if not thresholds:
        criteria = [Criterion(each.key, each.weight, each.low, each.high) for each in criteria]
    pairs = draw(st.sets(st.tuples(st.sampled_from("abcde"), st.integers(1, 5)), min_size=1))
    return [
        Score(application, juror, each.key, each.low + draw(st.integers(0, 4)) * (each.high - each.low) / 4)
        for application, juror in sorted(pairs)
        for each in criteria
    ], criteria


def criteria_of_the_competition() -> Sequence[Criterion]:
    """Five criteria from 1 to 10, as in the leading-edge competition."""
    names = "match", "strengths", "innovation", "co-operation", "talent"
    return [Criterion(name, weight, 1, 10) for name, weight in zip(names, (20, 25, 20, 20, 15), strict=True)]
