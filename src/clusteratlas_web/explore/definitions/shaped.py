"""What a draft does to clusters and industries, row by row: moved, made, dissolved, renamed; with the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from clusteratlas.definitions import Definition
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import places_in
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.drafted import national_cells
from clusteratlas_web.explore.definitions.draft import Dissolved, Draft
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.wording import TRADED, kind_name

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """What every part of the page of a draft is told: the edition and its names, the draft, the year, the view."""

    edition: Edition
    names: Naming
    draft: Draft
    year: int
    level: str
    page: str
    view: tuple[tuple[str, str], ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """The name of every cluster that the draft or its base has, as the draft names it."""
        both = (*self.draft.base.clusters, *self.draft.definition.clusters)
        return {cluster.code: cluster.name(self.names.language) for cluster in both}

    def title(self, cluster: str) -> str:
        """The name of a cluster of the draft, of its base or of the edition."""
        return self.titles.get(cluster) or str(self.names.cluster(cluster))

    def address(self, draft: Draft) -> str:
        """The page of another draft, seen as this one is."""
        return f"{self.page}?{urlencode([*draft.pairs, *self.view])}"

    @property
    def before(self) -> Mapping[str, str]:
        """The cluster of every industry with cells, as the base places it."""
        return places_in(self.edition, self.draft.base, self.year)

    @property
    def after(self) -> Mapping[str, str]:
        """The same as the draft places it."""
        return places_in(self.edition, self.draft.definition, self.year)

    @property
    def jobs(self) -> Mapping[str, int]:
        """Jobs of the country by industry with cells."""
        return national_cells(self.edition, self.year)


def moved_rows(shown: Shown) -> list[Row]:
    """The moves in their order."""
    titles = shown.titles
    return [
        {
            "industry": move.industry,
            "title": shown.names.industry(move.industry),
            "cluster": titles[move.cluster],
            "reason": move.reason,
            "without": shown.address(shown.draft.without_move(move.industry)),
        }
        for move in shown.draft.moves
    ]


def new_rows(shown: Shown) -> list[Row]:
    """The new clusters, each with what it holds."""
    return [
        {
            "code": each.code,
            "names": each.names,
            "title": shown.titles[each.code],
            "kind": kind_name(each.kind),
            "without": shown.address(shown.draft.without_new(each.code)),
            **_held(shown, shown.after, each.code),
        }
        for each in shown.draft.new
    ]


def dissolved_rows(shown: Shown) -> list[Row]:
    """The dissolved clusters: which industries go where, and how many jobs."""
    return [_dissolved(shown, each) for each in shown.draft.dissolved]


def renamed_rows(shown: Shown) -> list[Row]:
    """The clusters with new names."""
    language = shown.names.language
    return [
        {
            "before": shown.draft.base.cluster(each.cluster).name(language),
            "names": each.names,
            "without": shown.address(shown.draft.without_rename(each.cluster)),
        }
        for each in shown.draft.renames
    ]


def traded_jobs(shown: Shown) -> tuple[int, int]:
    """Jobs in traded clusters as the base and as the draft has them."""
    base, draft = shown.draft.base, shown.draft.definition
    return _traded(base, shown.before, shown.jobs), _traded(draft, shown.after, shown.jobs)


def _traded(definition: Definition, places: Mapping[str, str], jobs: Mapping[str, int]) -> int:
    kinds = {cluster.code: cluster.kind for cluster in definition.clusters}
    return sum(jobs[code] for code, cluster in places.items() if kinds[cluster] == TRADED)


def _held(shown: Shown, places: Mapping[str, str], cluster: str) -> Row:
    codes = [code for code, of in places.items() if of == cluster]
    return {"industries": len(codes), "employment": sum(shown.jobs[code] for code in codes)}


def _dissolved(shown: Shown, gone: Dissolved) -> Row:
    codes = [code for code, of in shown.before.items() if of == gone.cluster]
    rows = [_gone(shown, code) for code in sorted(codes, key=lambda code: (-shown.jobs[code], code))]
    goals = {row["cluster"]: row["to"] for row in rows}
    return {
        "cluster": gone.cluster,
        "title": shown.title(gone.cluster),
        "reason": gone.reason,
        "rows": rows,
        "employment": sum(row["employment"] for row in rows),
        "goals": [_goal(goal, rows) for goal in sorted(goals, key=lambda goal: (not goal, goals[goal]))],
        "without": shown.address(shown.draft.without_dissolved(gone.cluster)),
    }


def _gone(shown: Shown, code: str) -> Row:
    """An industry of a dissolved cluster, and the cluster it goes to by code and title: both empty where to none."""
    to = shown.after.get(code, "")
    named = {"industry": code, "title": shown.names.industry(code)}
    return named | {"employment": shown.jobs[code], "cluster": to, "to": shown.title(to) if to else ""}


def _goal(goal: str, rows: list[Row]) -> Row:
    """Where some of its industries go: nowhere where there is no goal."""
    there = [row for row in rows if row["cluster"] == goal]
    jobs = sum(row["employment"] for row in there)
    return {"cluster": goal, "to": there[0]["to"], "industries": len(there), "employment": jobs}
