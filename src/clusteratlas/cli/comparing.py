"""Commands that hold editions against each other: diff."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.printing import console, print_table
from clusteratlas.errors import UnknownChoice

if TYPE_CHECKING:
    from clusteratlas.editions.diff import Difference

FORMATS = ("text", "csv")
SHOWN = 10  # changes of each kind, and codes of each turnover, that are named


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("diff")(compare_editions)


def compare_editions(
    atlas: Annotated[str, typer.Argument(help="Which atlas: us, us-states, eu ...")],
    before: Annotated[str, typer.Argument(help="The earlier edition: 2018.1.")],
    after: Annotated[str, typer.Argument(help="The later edition: 2019.1. With --across atlas/edition: eu/2015.1.")],
    file_format: Annotated[str, typer.Option("--format", help="text, or csv with every change.")] = "text",
    to: Annotated[Path | None, typer.Option("--to", help="csv: the file to write, else standard output.")] = None,
    across: Annotated[bool, typer.Option("--across", help="Allow editions of two atlases.")] = False,
    home: HomeOption = None,
) -> None:
    """Show what changed between two editions: inputs, what entered and left, classes and figures, and why."""
    from clusteratlas.editions import open_edition  # deferred: --help should not load them
    from clusteratlas.editions.diff import diff

    if file_format not in FORMATS:
        raise UnknownChoice("format", file_format, FORMATS)
    other, slash, named = after.rpartition("/")
    found = diff(open_edition(atlas, before, home), open_edition(other if slash else atlas, named, home), across)
    if file_format == "csv":
        _write(found, to)
    else:
        _print(found)


def _write(found: "Difference", target: Path | None) -> None:
    from clusteratlas.editions.export import csv_bytes  # deferred: see above
    from clusteratlas.home import whole_file

    content = csv_bytes(found.table())
    if target is None:
        sys.stdout.buffer.write(content)
        return
    with whole_file(target) as file:
        file.write_bytes(content)
    console.print(f"{target} written, {found.changes.num_rows:,} changes", highlight=False, soft_wrap=True)


def _print(found: "Difference") -> None:
    console.print(f"{found.before.identity} → {found.after.identity}", style="bold")
    facts = [[fact.name, fact.before or "none", fact.after or "none"] for fact in found.changed_facts]
    if facts:
        print_table("", ["what they say", "before", "after"], facts)
    else:
        console.print("both editions were made from the same inputs by the same choices", highlight=False)
    for turnover in found.turnovers:
        for word, codes in (("entered", turnover.entered), ("left", turnover.left)):
            if codes:
                console.print(f"{turnover.kind}: {len(codes):,} {word}: {_some(codes)}", highlight=False)
    _print_changes(found)


def _print_changes(found: "Difference") -> None:
    changed = found.changes.num_rows
    console.print(f"{found.shared:,} regional clusters compared, {changed:,} changed", highlight=False)
    if not changed:
        return
    print_table("", ["change", "cause", "count"], [[*key, count] for key, count in found.counts().items()])
    for change in dict.fromkeys(change for change, _ in found.counts()):
        rows = [
            [
                str(row["year"]),  # a figure would be grouped in thousands
                row["region"],
                row["cluster"],
                row["cause"],
                row["employment_before"],
                row["employment_after"],
                row["location_quotient_before"],
                row["location_quotient_after"],
            ]
            for row in found.largest(change, SHOWN)
        ]
        console.print(f"{change}, the largest", style="bold")
        print_table("", ["year", "region", "cluster", "cause", "jobs", "then", "quotient", "then"], rows)


def _some(codes: tuple[str, ...]) -> str:
    more = f" and {len(codes) - SHOWN:,} more" if len(codes) > SHOWN else ""
    return f"{', '.join(codes[:SHOWN])}{more}"
