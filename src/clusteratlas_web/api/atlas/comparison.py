"""Comparison: regions, clusters, or years of one of them side by side, beside a benchmark group."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import compared_shapes as shapes
from clusteratlas_web.api.atlas.subjects import COMPARISON
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR, Parameter, one_of, text
from clusteratlas_web.api.problems import ProblemFound, bad_value
from clusteratlas_web.api.schemas import EDITION, document, every, perhaps, some
from clusteratlas_web.api.taken import rows_of
from clusteratlas_web.explore.comparing.asked import FEWEST, KINDS, MOST, MOST_LISTED, said_by
from clusteratlas_web.explore.comparing.groups import Group
from clusteratlas_web.explore.comparing.reading import Comparison, read_comparison
from clusteratlas_web.explore.comparing.saying import title_of
from clusteratlas_web.explore.comparing.taken import TABLES, taken_table
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.scales import MEASURES

_CODES = MOST_LISTED * 60  # letters of a list of codes
_NUMBER = f"{FEWEST} to {MOST}, separated by commas"
COMPARED: tuple[Parameter, ...] = (
    text("regions", f"The regions to compare: {_NUMBER}.", "us-metro-48620,us-metro-31080", longest=_CODES),
    text("clusters", f"The clusters to compare over the regions of a level: {_NUMBER}.", "plastics,automotive",
         longest=_CODES),
    text("region", "The region whose years are compared.", "us-metro-48620", longest=_CODES),
    text("cluster", "The cluster whose years are compared over the regions of a level.", "plastics", longest=_CODES),
    text("years", f"The years of that region or cluster: {_NUMBER}; the latest there are if none is given.",
         "2018,2019"),
    YEAR,
    Parameter(
        "since", int | None, "Of regions: the year that a change is counted from; the year before if none is given.",
        2018, limits=(("ge", 1), ("le", 9999)),
    ),
    text("level", f"{LEVEL.meaning} Of regions: that of the group, theirs if none is given.", "metro"),
    RULES,
    one_of("measure", MEASURES, "The figure that stands side by side, and whose quartiles the group has."),
    text("against", "Of regions: the group they are held against: level, peers, size, own, none, or strong-in: and a "
         "cluster.", "peers"),
    text("codes", f"The regions of an own group, at most {MOST_LISTED}, separated by commas.",
         "us-metro-31080,us-metro-35620", longest=_CODES),
)  # fmt: skip
_THING = document(
    "Something that is compared.",
    {
        "key": some(["string", "integer"], "The code of a region or a cluster, or a year.", "us-metro-48620"),
        "name": some("string", "What it is called in the language asked for."),
        "has_figures": some("boolean", "Whether the edition has figures of it."),
    },
)
_GROUP = {
    "type": ["object", "null"],
    "description": "The group that regions are held against; none where none is asked for.",
    "properties": {
        "label": some("string", "What it is called."),
        "about": some("string", "Who belongs to it, in words."),
        "members": some("integer", "How many regions it has; compare/members lists them."),
        "lacking": every({"type": "string"}, "Codes of an own list that have no figures in the year."),
        "why": perhaps("string", "Why it is empty."),
    },
    "required": ["label", "about", "members", "lacking", "why"],
    "additionalProperties": False,
}
_COMPARISON = document(
    "What is compared, by which choices, and which tables there are of it.",
    {
        "edition": EDITION,
        "kind": some("string", "What stands side by side: regions, clusters, or the years of one.", enum=[*KINDS]),
        "title": some("string", "What the page calls it."),
        "things": every(_THING, "What is compared, in the order asked for."),
        "years": every({"type": "integer"}, "The years."),
        "since": perhaps("integer", "The year that a change of regions is counted from."),
        "level": some("string", "The level of the group, or of the regions that clusters are compared over."),
        "rules": some("string", "The rule book that says what is strong."),
        "measure": some("string", "The figure that stands side by side.", enum=[*MEASURES]),
        "group": _GROUP,
        "tables": every({"type": "string"}, "The tables of this comparison: compare/ and one of these words."),
        "page": some("string", "The address of its page."),
    },
)


@edition_document("/compare", said("A comparison"), COMPARISON, _COMPARISON, *COMPARED)
def compare(asked: Asked) -> dict[str, Any]:
    """What is compared and held against which group. Name regions, clusters, a region or a cluster: one of the four."""
    found = read_asked_comparison(asked)
    chosen = found.asked
    return {
        "edition": asked.edition.manifest.identity,
        "kind": chosen.kind,
        "title": title_of(found),
        "things": [_thing(unit, found) for unit in found.units],
        "years": list(chosen.years),
        "since": chosen.since,
        "level": chosen.level,
        "rules": chosen.rules.book.name,
        "measure": chosen.measure,
        "group": _group(found.group),
        "tables": list(TABLES[chosen.kind]),
        "page": chosen.address(),
    }


def _thing(unit: Unit, found: Comparison) -> dict[str, Any]:
    return {"key": unit.key, "name": str(unit.name), "has_figures": unit.key in found.headlines}


def _group(group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    told = {"members": len(group.members), "lacking": list(group.lacking), "why": group.why or None}
    return {"label": group.label, "about": group.about} | told


def read_asked_comparison(asked: Asked) -> Comparison:
    """The comparison that is asked for; raises ProblemFound for a choice that says nothing of what is compared."""
    _check_meant(asked.request)
    return read_comparison(asked.request, asked.edition)


def _check_meant(request: HttpRequest) -> None:
    """A page leaves out of its address what says nothing there; a program is told."""
    meant = said_by(request)
    for name in (each.name for each in COMPARED):
        value = request.GET.get(name, "").strip()
        if value and name not in meant:
            raise ProblemFound(bad_value(name, value, gettext("It says nothing about this comparison.")))


def _taken(asked: Asked, table: str, shape: Shape) -> Rows:
    return rows_of(shape, taken_table(read_asked_comparison(asked), table))


@edition_rows("/compare/side-by-side", said("Figures side by side"), COMPARISON, shapes.SIDE_BY_SIDE, *COMPARED)
def side_by_side(asked: Asked) -> Rows:
    """Every figure of every cluster (or region) in each thing compared, with the group's quartiles of the measure."""
    return _taken(asked, "side-by-side", shapes.SIDE_BY_SIDE)


@edition_rows("/compare/headlines", said("Headlines side by side"), COMPARISON, shapes.HEADLINES, *COMPARED)
def headlines(asked: Asked) -> Rows:
    """The headline figures of each thing compared: of regions theirs, of clusters their totals and concentration."""
    return _taken(asked, "headlines", shapes.HEADLINES)


@edition_rows("/compare/group", said("Quartiles of the group"), COMPARISON, shapes.GROUP, *COMPARED)
def group(asked: Asked) -> Rows:
    """Of regions: the quartiles of every headline over the group they are held against."""
    return _taken(asked, "group", shapes.GROUP)


@edition_rows("/compare/members", said("Members of the group"), COMPARISON, shapes.MEMBERS, *COMPARED)
def members(asked: Asked) -> Rows:
    """Of regions: the regions of the group they are held against."""
    return _taken(asked, "members", shapes.MEMBERS)


@edition_rows("/compare/shift-share", said("Change side by side"), COMPARISON, shapes.CHANGE, *COMPARED)
def shift_share(asked: Asked) -> Rows:
    """Of regions or the years of one: the change of jobs in its parts, a row for each."""
    return _taken(asked, "shift-share", shapes.CHANGE)


@edition_rows(
    "/compare/shift-share-by-cluster", said("Change by cluster"), COMPARISON, shapes.CHANGE_BY_CLUSTER, *COMPARED
)
def shift_share_by_cluster(asked: Asked) -> Rows:
    """Of regions: the change of every cluster's jobs in its parts."""
    return _taken(asked, "shift-share-by-cluster", shapes.CHANGE_BY_CLUSTER)


@edition_rows("/compare/likeness", said("Likeness of regions"), COMPARISON, shapes.LIKENESS, *COMPARED)
def likeness(asked: Asked) -> Rows:
    """Of regions or the years of one: how alike each two are, and how many strong clusters they share."""
    return _taken(asked, "likeness", shapes.LIKENESS)


@edition_rows("/compare/strong", said("Strong clusters side by side"), COMPARISON, shapes.STRONG, *COMPARED)
def strong(asked: Asked) -> Rows:
    """Of regions or the years of one: every cluster that the rule book calls strong in any."""
    return _taken(asked, "strong", shapes.STRONG)


@edition_rows("/compare/related", said("Relatedness of clusters"), COMPARISON, shapes.RELATED, *COMPARED)
def related(asked: Asked) -> Rows:
    """Of clusters: how related each two are."""
    return _taken(asked, "related", shapes.RELATED)


@edition_rows("/compare/stages", said("Stages side by side"), COMPARISON, shapes.STAGES, *COMPARED)
def stages(asked: Asked) -> Rows:
    """Of clusters: in how many regions of the level each is in which stage of life."""
    return _taken(asked, "stages", shapes.STAGES)


@edition_rows("/compare/changes", said("What moved between years"), COMPARISON, shapes.MOVERS, *COMPARED)
def changes(asked: Asked) -> Rows:
    """Of years: every cluster (or region) with its change from the first to the last."""
    return _taken(asked, "changes", shapes.MOVERS)
