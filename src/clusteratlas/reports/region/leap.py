"""That growth from the year before is none, where the figures of the two years do not cover the same."""

from clusteratlas.reports.region.subject import RegionSubject


def leap_in_words(subject: RegionSubject) -> str:
    """The warning; nothing where growth is growth."""
    if not subject.leaps:
        return ""
    return subject.spoken.say("leap", before=subject.before, year=subject.year)
