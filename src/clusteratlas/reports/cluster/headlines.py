"""The key figures of a cluster: its totals in the reference, and in how many regions it is."""

from clusteratlas.editions.queries import concentration
from clusteratlas.reports.brief import Headline
from clusteratlas.reports.cluster.subject import ClusterSubject


def read_headlines(subject: ClusterSubject) -> tuple[Headline, ...]:
    """Jobs, growth, share, regions, regions where strong, in how few regions half of it is."""
    spoken, now = subject.spoken, subject.now
    change = now.get("employment_change")
    grown = "" if change is None else spoken.write("signed", change)
    half = concentration.half_of(row["employment"] for row in subject.regions)
    return (
        Headline("jobs", spoken.say("col_jobs"), now.get("employment"), "count", spoken.reference),
        Headline("growth", spoken.say("growth_before"), now.get("employment_growth"), "change", grown),
        Headline("share", spoken.say("share_of_jobs"), now.get("employment_share"), "share", _of(subject)),
        Headline("regions", spoken.say("regions_with"), len(subject.regions), "count", _every(subject)),
        _strong(subject),
        Headline("half", spoken.say("half_in"), half, "count", spoken.say("half_note")),
    )


def _strong(subject: ClusterSubject) -> Headline:
    """In how many regions it is strong; no figure where the rule book does not rank it."""
    spoken, strong, robust = subject.spoken, len(subject.strong), len(subject.robust)
    parts = spoken.say("robust_borderline", robust=robust, borderline=strong - robust) if strong else ""
    value = strong if subject.is_ranked else None
    return Headline("strong", spoken.say("regions_strong"), value, "count", parts)


def _of(subject: ClusterSubject) -> str:
    return subject.spoken.say(f"of_{subject.kind}_jobs")


def _every(subject: ClusterSubject) -> str:
    every = subject.spoken.write("count", subject.every)
    return subject.spoken.say("of_regions", count=every, level=subject.level_name)
