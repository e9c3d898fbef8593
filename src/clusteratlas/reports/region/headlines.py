"""The key figures of a region, each with what it is held against."""

from clusteratlas.numerals.numbers import rank
from clusteratlas.reports.brief import Headline
from clusteratlas.reports.coverage import covered_jobs
from clusteratlas.reports.growing import growth_ends, leaves_open
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import LOCAL

_POOR = ("C", "D")  # grades of a region of whose jobs so much is an estimate that a total may be one of the other sign


def read_headlines(subject: RegionSubject) -> tuple[Headline, ...]:
    """All jobs, traded jobs and their growth, strong clusters and their share, the largest cluster."""
    return (*_jobs(subject), *_strong(subject), _largest(subject))


def _jobs(subject: RegionSubject) -> tuple[Headline, ...]:
    spoken, now, reference = subject.spoken, subject.now, subject.reference
    since = _since(subject, now["employment_growth"])
    share = _ratio(now["traded_employment"], now["employment"])
    of_all = "" if share is None else spoken.say("share_of_all_jobs", share=spoken.write("share", share))
    held = reference.get("traded_growth")
    beside = "" if held is None else spoken.say("reference_share", value=spoken.write("change", held))
    traded = now["traded_growth"]
    return (
        Headline("jobs", covered_jobs(spoken), now["employment"], "count", _notes(subject, since, "rank_employment")),
        Headline("traded", spoken.of_kind("jobs_traded"), now["traded_employment"], "count", of_all),
        Headline(
            "growth",
            spoken.of_kind("growth_traded"),
            traded,
            "change",
            _of_growth(subject, beside) if traded is not None else spoken.say("no_year_before"),
        ),
    )


def _of_growth(subject: RegionSubject, beside: str) -> str:
    """What the growth is held against; that it is none where the years do not cover the same, or may be a loss."""
    spoken = subject.spoken
    if subject.leaps:
        return spoken.say("growth_is_none", before=subject.before, year=subject.year)
    codes = {row["cluster"] for row in subject.clusters if row["kind"] != LOCAL}
    before = [row for code, row in subject.earlier.items() if code in codes]
    ends = growth_ends([row for row in subject.clusters if row["cluster"] in codes], before)
    unsure = spoken.say("growth_unsure") if leaves_open(*ends) and subject.now["grade"] in _POOR else ""
    return _joined(subject, unsure, _notes(subject, beside, "rank_traded_growth"))


def _strong(subject: RegionSubject) -> tuple[Headline, ...]:
    spoken, strong, robust = subject.spoken, len(subject.strong), len(subject.robust)
    parts = spoken.say("robust_borderline", robust=robust, borderline=strong - robust) if strong else ""
    of = spoken.of_kind("strong_of", count=len(subject.traded))
    jobs = sum(row["employment"] for row in subject.strong)
    share = _ratio(jobs, sum(row["employment"] for row in subject.ranked))
    notes = _notes(subject, "", "rank_strong_share") if subject.is_first else ""
    return (
        Headline("strong", spoken.say("strong_clusters"), strong, "count", _joined(subject, of, parts)),
        Headline("strong_share", spoken.of_kind("share_strong"), share, "share", notes),
    )


def _largest(subject: RegionSubject) -> Headline:
    spoken, largest = subject.spoken, subject.now["largest_cluster"]
    named = "" if largest is None else spoken.of_kind("largest_in", cluster=spoken.cluster(largest))
    share = None if largest is None else subject.now["largest_share"]
    return Headline("largest", spoken.of_kind("largest"), share, "share", named)


def _since(subject: RegionSubject, growth: float | None) -> str:
    if growth is None:
        return ""
    return subject.spoken.say("since", change=subject.spoken.write("change", growth), year=subject.before)


def _notes(subject: RegionSubject, first: str, column: str) -> str:
    """A note, and the rank among the regions of the level."""
    place = subject.now[column]
    if place is None:
        return first
    written = rank(place, subject.now["ranked"], subject.spoken.language)
    return _joined(subject, first, subject.spoken.say("rank_of", rank=written))


def _joined(subject: RegionSubject, *notes: str) -> str:
    return subject.spoken.say("semicolon").join(note for note in notes if note)


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
