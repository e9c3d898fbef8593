"""The brief of a cluster: its answers, its headlines and its sections, put together."""

from clusteratlas.editions.edition import Edition
from clusteratlas.reports.brief import Brief, Naming
from clusteratlas.reports.choice import Choice
from clusteratlas.reports.cluster.answers import read_answers
from clusteratlas.reports.cluster.change import read_concentration, read_growth, read_stages
from clusteratlas.reports.cluster.headlines import read_headlines
from clusteratlas.reports.cluster.next_regions import read_next, read_opportunities
from clusteratlas.reports.cluster.regions import read_map, read_regions
from clusteratlas.reports.cluster.related import read_related
from clusteratlas.reports.cluster.subject import ClusterSubject, read_cluster
from clusteratlas.reports.cluster.sureness import read_industries, read_rules, read_sureness
from clusteratlas.reports.coverage import with_what_clusters_are
from clusteratlas.reports.frame import frame_words, warning_of
from clusteratlas.reports.sources import read_sources


def cluster_brief(edition: Edition, code: str, choice: Choice | None = None) -> Brief:
    """The brief of a cluster over the regions of a level.

    Raises NoSuchEntry for a cluster the edition lacks or has no jobs of, and UnknownChoice for another level, year,
    rule book or language.
    """
    subject = read_cluster(edition, code, choice or Choice())
    board = read_next(subject)
    sections = (
        read_map(subject),
        read_regions(subject),
        read_opportunities(board),
        read_growth(subject),
        read_industries(subject),
        read_concentration(subject),
        read_rules(subject),
        read_stages(subject),
        read_related(subject),
        read_sureness(subject),
        read_sources(subject.spoken, subject.book),
    )
    return Brief(
        naming=_naming(subject),
        answers=read_answers(subject, board),
        headlines=read_headlines(subject),
        sections=tuple(section for section in sections if section is not None),
        words=frame_words(subject.spoken),
        warning=warning_of(subject.spoken),
        currency=edition.manifest.currency,
    )


def _naming(subject: ClusterSubject) -> Naming:
    spoken, manifest = subject.spoken, subject.edition.manifest
    kind = spoken.say(f"{subject.kind}_cluster")
    subtitle = spoken.say("cluster_subtitle", kind=kind, level=subject.level_name, atlas=spoken.atlas)
    return Naming(
        kind="cluster",
        code=subject.code,
        title=subject.name,
        kicker=spoken.say("cluster_brief"),
        subtitle=with_what_clusters_are(spoken, subtitle),
        language=spoken.language,
        year=subject.year,
        edition=manifest.identity,
        created=manifest.created,
    )
