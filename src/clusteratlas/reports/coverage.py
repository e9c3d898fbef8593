"""What the jobs of an edition are, as its source counts them, and what its clusters are made of."""

from clusteratlas.reports.spoken import Spoken
from clusteratlas.reports.texts import texts


def covered_jobs(spoken: Spoken) -> str:
    """What all jobs of a region are called: by what the source counts, where that is not every job."""
    return _of_source(spoken, "jobs") or spoken.say("jobs_all")


def coverage(spoken: Spoken) -> str:
    """What the source counts and what it does not, in a sentence; nothing where no more is known."""
    return _of_source(spoken, "coverage")


def with_what_clusters_are(spoken: Spoken, subtitle: str) -> str:
    """The subtitle, and that clusters are groups of occupations where they are: a reader expects industries."""
    if not spoken.occupations:
        return subtitle
    return spoken.say("semicolon").join([subtitle, spoken.say("clusters_of_occupations")])


def _of_source(spoken: Spoken, what: str) -> str:
    key = f"{what}_{spoken.edition.manifest.source.replace('-', '_')}"
    return spoken.say(key) if key in texts() else ""
