"""Commands about definitions: define, define compare, define validate."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clusteratlas.cli.definitions_shown import show_comparison, show_made, show_reference, show_validation
from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, YearOption
from clusteratlas.cli.printing import console, progress_bar
from clusteratlas.errors import InputError

if TYPE_CHECKING:
    from clusteratlas.definitions import Move

SPAN = re.compile(r"(\d+)-(\d+)(?:/(\d+))?")

ToOption = Annotated[Path | None, typer.Option("--to", help="The folder to write the definition to.")]
DefinitionArgument = Annotated[str, typer.Argument(help="A definition: its name, or the path of its folder.")]
LevelOption = Annotated[
    str | None, typer.Option("--level", help="Regions of this level; without it the atlas's first.")
]
KindsOption = Annotated[
    list[str] | None, typer.Option("--similarity", help="A kind of similarity; may be repeated; without it all.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(invoke_without_command=True, no_args_is_help=True, help=define.__doc__)
    group.callback()(define)
    group.command("compare")(compare_definitions)
    group.command("validate")(validate_definition)
    app.add_typer(group, name="define")


def define(
    context: typer.Context,
    to: ToOption = None,
    origin: Annotated[
        str | None, typer.Option("--from", help="Fork this definition, by name or folder, instead of searching.")
    ] = None,
    moves: Annotated[
        Path | None, typer.Option(help="With --from: a table of industry, cluster, reason: industries to move.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Its name; without it that of the folder.")] = None,
    version: Annotated[str, typer.Option(help="Its version.")] = "1",
    traded: Annotated[
        str | None,
        typer.Option(help="Industries searched: rule, all, or those traded in a definition; without it the atlas's."),
    ] = None,
    kinds: KindsOption = None,
    methods: Annotated[
        list[str] | None, typer.Option("--method", help="A grouping function; may be repeated; without it all five.")
    ] = None,
    clusters: Annotated[
        str | None,
        typer.Option(help="Numbers of groups: 20-80/5 (the default, or fewer where industries are few), or 20,30."),
    ] = None,
    starts: Annotated[int, typer.Option(help="How often methods that draw are started.")] = 5,
    seed: Annotated[int, typer.Option(help="Of the draws.")] = 0,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    year: YearOption = None,
    level: LevelOption = None,
    home: HomeOption = None,
) -> None:
    """Make a cluster definition: search the figures of an edition, or fork one with --from.

    A search that is stopped goes on where it stopped when it is repeated.
    """
    if context.invoked_subcommand is not None:
        return
    if to is None:
        raise InputError("Where should the definition be written? Give a folder: --to ./my-definition")
    named = _slug(name or to.name)
    if origin is not None:
        _fork(origin, to, named, version, moves)
        return
    if moves is not None:
        raise InputError("--moves needs --from: define first, look at the clusters, then fork and move.")
    from clusteratlas.definitions import Space  # deferred: --help should not load them
    from clusteratlas.editions import open_edition
    from clusteratlas.editions.defining import Choices, define_from, figures_of, save_definition
    from clusteratlas.editions.defining.making import ground_of
    from clusteratlas.editions.defining.saving import require_free

    require_free(to)
    figures = figures_of(open_edition(atlas, edition, home), year, level)
    space = Space(methods=tuple(methods), starts=starts, seed=seed) if methods else Space(starts=starts, seed=seed)
    choices = Choices(named, version, traded, _some(kinds), space, _numbers(clusters))
    with progress_bar() as progress:
        progress("similarities", 0.0)
        ground = ground_of(figures, choices.traded, choices.kinds)
        made = define_from(figures, choices, to, progress, ground)
    save_definition(made.definition, to)
    show_made(made, ground)
    show_reference(made, ground, figures)
    console.print(f"{to} written: {len(made.definition.clusters):,} clusters, named by industries", highlight=False)
    console.print(f"build an edition with it: clusteratlas build {atlas} --definition {to}", highlight=False)


def compare_definitions(
    before: DefinitionArgument,
    after: DefinitionArgument,
    vintage: Annotated[str | None, typer.Option(help="Of the classification; without it the latest of both.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only clusters of this kind: traded, local.")] = None,
    permutations: Annotated[int, typer.Option(min=1, help="Times the clusters are dealt out by chance.")] = 1000,
) -> None:
    """Compare two definitions: agreement beyond chance, clusters matched, industries moved.

    What it changes on the map: build an edition with each and hold them together with clusteratlas diff.
    """
    from clusteratlas.definitions import compare, load  # deferred: --help should not load them

    show_comparison(compare(load(before), load(after), vintage=vintage, kind=kind), permutations)


def validate_definition(
    definition: DefinitionArgument,
    traded: Annotated[
        str | None,
        typer.Option(help="Industries looked at: rule, all, or those traded in a definition; without it its own."),
    ] = None,
    kinds: KindsOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    year: YearOption = None,
    level: LevelOption = None,
    home: HomeOption = None,
) -> None:
    """Check how well a definition's clusters hold together on the figures of an edition: its validation scores."""
    from clusteratlas.definitions import load, validate  # deferred: --help should not load them
    from clusteratlas.editions import open_edition
    from clusteratlas.editions.defining import figures_of
    from clusteratlas.editions.defining.making import ground_of

    looked_at = load(definition)
    figures = figures_of(open_edition(atlas, edition, home), year, level)
    with progress_bar() as progress:
        progress("similarities", 0.0)
        ground = ground_of(figures, traded or definition, _some(kinds))
    show_validation(looked_at.name, validate(looked_at, ground.similarities, figures.tree.vintage))


def _fork(origin: str, to: Path, name: str, version: str, moves: Path | None) -> None:
    from clusteratlas.definitions import fork, load, move_industries  # deferred: --help should not load them
    from clusteratlas.editions.defining import save_definition

    made = fork(load(origin), name, version)
    listed = _moves(moves) if moves else []
    save_definition(move_industries(made, listed), to)
    console.print(f"{to} written: {name} {version}, {origin} with {len(listed):,} industries moved", highlight=False)


def _moves(file: Path) -> "list[Move]":
    from clusteratlas.definitions.move_list import read_moves  # deferred: see above

    return read_moves(file.read_bytes(), file.name)


def _slug(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise InputError(f"{name!r} cannot name a definition. Use small letters, digits and single hyphens: --name.")
    return name


def _numbers(text: str | None) -> tuple[int, ...] | None:
    """The numbers of `20-80/5` or `20,30,51`."""
    if text is None:
        return None
    found: list[int] = []
    for part in text.split(","):
        span = SPAN.fullmatch(part.strip())
        if span:
            first, last, step = int(span[1]), int(span[2]), int(span[3] or 1)
            found += range(first, last + 1, max(step, 1))
        elif part.strip().isdigit():
            found.append(int(part))
        else:
            raise InputError(f"--clusters {text!r} is not understood. Write 20-80/5 or 20,30,51.")
    return tuple(dict.fromkeys(found))


def _some(given: list[str] | None) -> tuple[str, ...] | None:
    return tuple(given) if given else None
