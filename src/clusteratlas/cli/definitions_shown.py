"""How the command line shows definitions: what a search found, validation scores, comparisons."""

from typing import TYPE_CHECKING

from clusteratlas.cli.printing import console, print_table

if TYPE_CHECKING:
    from clusteratlas.definitions import Comparison, Made, Validation
    from clusteratlas.editions.defining import Figures
    from clusteratlas.editions.defining.making import Ground

CONFIGURATIONS, INDUSTRIES = 10, 100  # how many are named


def show_made(made: "Made", ground: "Ground") -> None:
    """The best configurations, the outliers moved, and the scores of what came of it."""
    columns = ["rank", "similarity", "method", "clusters", "score", "cluster_average", "cluster_percentile"]
    rows = made.search.table().slice(0, CONFIGURATIONS).to_pylist()
    print_table(
        f"the best of {len(made.search.ranked):,} configurations",
        ["rank", "similarity", "method", "groups", "score", "clusters", "(95 %)", "industries", "(95 %)"],
        [[_digits(row[name]) for name in (*columns, "industry_average", "industry_percentile")] for row in rows],
    )
    split, moved = ground.split, made.outliers.moved.num_rows
    left = "none is left" if made.outliers.settled else "some are left"
    searched = f"{len(split.searched):,} industries searched ({split.by}), {len(split.local):,} local"
    taken = f"taken: rank {made.rank}, the best once outliers are moved"
    console.print(f"{searched}; {taken}; {moved:,} moved, {left}", highlight=False)
    show_validation(made.definition.name, made.validation)


def show_validation(name: str, found: "Validation") -> None:
    """The score and its parts."""
    columns = ["similarity", "level", "against", "passed", "counted", "score"]
    rows = [[_digits(row[column]) for column in columns] for row in found.scores.to_pylist()]
    score = "not known" if found.score is None else _digits(found.score)
    print_table(f"{name}: validation score {score}", columns, rows)


def show_reference(made: "Made", ground: "Ground", figures: "Figures") -> None:
    """The edition's own definition on the same industries and similarities."""
    from clusteratlas.definitions import compare, validate  # deferred: --help should not load them

    theirs = figures.places.select(["industry", "cluster"])
    show_validation(figures.definition, validate(theirs, ground.similarities))
    searched = made.outliers.membership.select(["industry"])
    show_agreement(compare(theirs, made.outliers.membership, searched), 1000)


def show_comparison(found: "Comparison", permutations: int) -> None:
    """How far two definitions agree, which cluster became which, which industries stand elsewhere."""
    show_agreement(found, permutations)
    columns = ["cluster", "match", "before", "after", "shared", "overlap"]
    rows = [[row[column] for column in columns] for row in found.clusters.to_pylist()]
    headings = ["cluster", "became", "industries", "then", "shared", "overlap"]
    print_table("", headings, [[row[0], row[1] or "none", *row[2:]] for row in rows])
    moved = found.moved.to_pylist()
    shown = [[row["industry"], row["before"] or "none", row["after"] or "none"] for row in moved[:INDUSTRIES]]
    print_table(f"{len(moved):,} industries stand elsewhere", ["industry", "before", "after"], shown)
    if len(moved) > len(shown):
        console.print(f"  and {len(moved) - len(shown):,} more", highlight=False)


def show_agreement(found: "Comparison", permutations: int) -> None:
    """The adjusted Rand index beside what chance gives."""
    if found.adjusted_rand_index is None:
        console.print("no two industries are placed by both", highlight=False)
        return
    chance = found.by_chance(permutations)
    said = f"adjusted Rand index {found.adjusted_rand_index:.4f}"
    by_chance = f"by chance {chance.mean():.4f} on the mean and {chance.max():.4f} at most in {permutations:,} deals"
    console.print(f"{said}; {by_chance}", highlight=False)


def _digits(value: object) -> object:
    """Scores differ in the third and fourth digit."""
    return f"{value:.4f}" if isinstance(value, float) else value
