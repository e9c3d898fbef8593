"""Why the traded jobs of a region grew or shrank: the nation's part, that of its mix of clusters, and its own."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.dynamics import ShiftShare, shift_shares_of
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.explore.region.whole_jobs import shares_of, whole_jobs
from clusteratlas_web.foundation import numbers

METHOD, TABLE = "shift-share", "shift-share"
MOST = 6  # clusters in the small table; the one that opens has all
_DECIMALS = 6  # of a growth rate: enough for the jobs of a large region
EFFECTS = ("national", "mix", "own", "change")


@dataclass(frozen=True)
class Span:
    """The change between two years in whole jobs: parts of each cluster and of all, which add up both ways."""

    start: int
    end: int
    total: Row
    rows: list[Row]
    left_out: list[str]
    missing: list[int]  # years that cannot be compared with the one before
    vintages: list[str]  # of the classification, where it changed on the way

    @property
    def own(self) -> list[Row]:
        """The clusters that moved most beside the same clusters elsewhere."""
        return sorted(self.rows, key=lambda row: (-abs(row["own"]), row["cluster"]))[:MOST]

    @property
    def several(self) -> bool:
        """Whether there are years between: the parts are then those of every year to the next, added up."""
        return self.end - self.start > 1

    @property
    def growth(self) -> str:
        """How the clusters that are compared grew in the nation together; only of two years in a row."""
        before, after = self.total["national_before"], self.total["national_employment"]
        return exactly(after / before - 1, _DECIMALS) if before and not self.several else ""

    @property
    def worked(self) -> Row | None:
        """The largest cluster, whose parts are computed as an example."""
        first = self.rows[0] if self.rows else {}
        return first if first.get("start") and first["national_before"] and not self.several else None


@dataclass(frozen=True)
class Change:
    """What the section says: a title and a sentence for the latest year, and a span or two."""

    title: str
    sentence: str
    spans: list[Span]
    effects: list[Row]

    @property
    def latest(self) -> Span:
        """The span since the year before, else the longest."""
        return self.spans[0]


def read_change(profile: Profile) -> Change | None:
    """The change since the year before and since the first year; None where the edition begins with this year."""
    years = [year for year in profile.edition.years if year < profile.year]
    if not years:
        return None
    starts = list(dict.fromkeys((years[-1], years[0])))
    found = shift_shares_of(profile.edition, profile.code, starts, profile.year)
    spans = [lay_span(profile, found[start]) for start in starts if start in found]
    title = _title(profile, spans[0].total["change"] if spans else 0)
    sentence = _sentence(profile, spans[0]) if spans else ""
    return Change(title, sentence, spans, _effects(profile, spans))


def lay_span(profile: Profile, found: ShiftShare) -> Span:
    """The clusters that have or had jobs, the largest first, and their parts in whole jobs."""
    named = [
        row | profile.named(code) | {"cluster": code}
        for code, row in found.rows.items()
        if row["start"] or row["change"]
    ]
    rows = whole_jobs(sorted(named, key=lambda row: (-row["start"], row["cluster"])))
    after = [year for year in profile.edition.years if found.start < year <= found.end]
    vintages = [profile.edition.manifest.vintage(year) for year in (found.start, *after)]
    return Span(
        start=found.start,
        end=found.end,
        total=_added(rows) | {name: found.total[name] for name in ("national_before", "national_employment")},
        rows=rows,
        left_out=[profile.names.cluster(code) for code in sorted(found.left_out)],
        missing=[year for year in after if year not in found.years],
        vintages=list(dict.fromkeys(vintages)) if len(set(vintages)) > 1 else [],
    )


def _added(rows: list[Row]) -> Row:
    return {name: sum(row[name] for row in rows) for name in ("start", *EFFECTS)}


def _title(profile: Profile, change: int) -> str:
    if profile.tells_traded:
        grew, shrank = gettext("Why traded jobs grew"), gettext("Why traded jobs shrank")
        return grew if change > 0 else shrank if change < 0 else gettext("Why traded jobs stayed the same")
    grew, shrank = gettext("Why jobs in clusters grew"), gettext("Why jobs in clusters shrank")
    return grew if change > 0 else shrank if change < 0 else gettext("Why jobs in clusters stayed the same")


def _sentence(profile: Profile, span: Span) -> str:
    """The change and its three parts, each with its sign."""
    facts = {name: numbers.signed_count(span.total[name]) for name in EFFECTS}
    facts |= {"start": str(span.start), "end": str(span.end)}
    traded = gettext(
        "Traded jobs changed by %(change)s between %(start)s and %(end)s: %(national)s with the nation, %(mix)s with "
        "the mix of clusters, and %(own)s of the region’s own."
    )
    every = gettext(
        "Jobs in clusters changed by %(change)s between %(start)s and %(end)s: %(national)s with the nation, %(mix)s "
        "with the mix of clusters, and %(own)s of the region’s own."
    )
    return (traded if profile.tells_traded else every) % facts


def _effects(profile: Profile, spans: list[Span]) -> list[Row]:
    """The rows of the table: each part with what it is, and its jobs and its share of the first jobs in every span."""
    words = {
        "national": (gettext("The nation"), gettext("what they would have gained, had they grown as the nation’s")),
        "mix": (
            gettext("The mix of clusters"),
            gettext("more or less for being in clusters that grew faster or slower"),
        ),
        "own": (
            gettext("The region’s own"),
            gettext("what its clusters gained or lost beside the same clusters elsewhere"),
        ),
        "change": (gettext("Change"), ""),
    }
    return [
        {
            "name": name,
            "meaning": meaning,
            "total": effect == "change",
            "figures": [_figure(span, effect) for span in spans],
        }
        for effect, (name, meaning) in words.items()
    ]


def _figure(span: Span, effect: str) -> Row:
    return {"jobs": span.total[effect], "share": shares_of(span.total).get(effect)}
