"""The brief of a region: its answers, its headlines and its sections, put together."""

from clusteratlas.editions.edition import Edition
from clusteratlas.reports.brief import Brief, Naming, Picture
from clusteratlas.reports.choice import Choice
from clusteratlas.reports.coverage import with_what_clusters_are
from clusteratlas.reports.frame import frame_words, warning_of
from clusteratlas.reports.maps import draw_place, outlines
from clusteratlas.reports.region.answers import read_answers
from clusteratlas.reports.region.change import read_change
from clusteratlas.reports.region.growth import read_growth
from clusteratlas.reports.region.headlines import read_headlines
from clusteratlas.reports.region.opportunities import read_board, read_opportunities
from clusteratlas.reports.region.peers import read_peers
from clusteratlas.reports.region.portfolio import read_all_clusters, read_portfolio
from clusteratlas.reports.region.related import read_related
from clusteratlas.reports.region.stages import read_stages
from clusteratlas.reports.region.strong import read_strong
from clusteratlas.reports.region.subject import RegionSubject, read_region
from clusteratlas.reports.region.sureness import read_sureness
from clusteratlas.reports.sources import read_sources


def region_brief(edition: Edition, code: str, choice: Choice | None = None) -> Brief:
    """The brief of a region.

    Raises NoSuchEntry for a region the edition lacks or has no figures of in the year, UnknownChoice for another year,
    rule book or language, and InputError for the country itself.
    """
    subject = read_region(edition, code, choice or Choice())
    board = read_board(subject)
    sections = (
        read_portfolio(subject),
        read_strong(subject),
        read_opportunities(subject, board),
        read_change(subject),
        read_growth(subject),
        read_stages(subject),
        read_related(subject, board),
        read_peers(subject),
        read_sureness(subject),
        read_all_clusters(subject),
        read_sources(subject.spoken, subject.book),
    )
    return Brief(
        naming=_naming(subject),
        answers=read_answers(subject, board),
        headlines=read_headlines(subject),
        sections=tuple(section for section in sections if section is not None),
        words=frame_words(subject.spoken),
        place=_place(subject),
        warning=warning_of(subject.spoken),
        currency=edition.manifest.currency,
    )


def _naming(subject: RegionSubject) -> Naming:
    spoken, manifest = subject.spoken, subject.edition.manifest
    subtitle = spoken.say("region_subtitle", level=spoken.level(subject.level), atlas=spoken.atlas)
    return Naming(
        kind="region",
        code=subject.code,
        title=subject.name,
        kicker=spoken.say("region_brief"),
        subtitle=with_what_clusters_are(spoken, subtitle),
        language=spoken.language,
        year=subject.year,
        edition=manifest.identity,
        created=manifest.created,
    )


def _place(subject: RegionSubject) -> Picture | None:
    """Where it lies; None where there is no outline of it."""
    found = outlines(subject.edition, subject.level)
    if found is None or subject.code not in found.regions:
        return None
    alt = subject.spoken.say("place_alt", region=subject.name)
    return Picture("place", alt, lambda ink: draw_place(found, subject.code, alt, ink), notice=found.notice)
