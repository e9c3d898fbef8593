"""Commands about confidential registers: protect, sum."""

from pathlib import Path
from typing import Annotated

import typer

from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, YearOption
from clusteratlas.cli.printing import console, print_table, progress_bar


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("protect")(protect)
    app.command("sum")(custom_sum)


def protect(
    records: Annotated[str, typer.Argument(help="Confidential records: register=VINTAGE, as import named them.")],
    policy: Annotated[Path, typer.Option("--policy", help="policy.toml: the rules that figures are shown under.")],
    home: HomeOption = None,
) -> None:
    """Withhold what a publish policy protects, prove it, and store records that may be shown.

    Build the public edition from them. Nothing is stored where a protected cell is left without proof.
    """
    from clusteratlas.editions.publishing import protect_records, read_policy  # deferred: --help should not load them

    rules = read_policy(policy)
    with progress_bar() as progress:
        receipt = protect_records(records, rules, home, progress)
    stored = receipt.records
    state = "was stored already" if receipt.already_there else "stored"
    console.print(f"{records} under {rules.name!r} {state} as {stored.source}={stored.vintage}", highlight=False)
    print_table(
        "",
        ["year", "cells", "protected", "withheld for their sake", "shown"],
        [
            [str(each.year), each.cells, each.protected, each.withheld - each.protected, each.cells - each.withheld]
            for each in receipt.counts
        ],
    )
    build = f"clusteratlas build ATLAS --source {stored.source}={stored.vintage}"
    console.print(f"  every protected cell is proven safe; build the edition with: {build}", highlight=False)


def custom_sum(
    codes: Annotated[list[str], typer.Argument(help="Codes of the regions.")],
    cluster: Annotated[str | None, typer.Option("--cluster", help="A cluster's code or English name.")] = None,
    industry: Annotated[str | None, typer.Option("--industry", help="An industry's code; 00 for all.")] = None,
    measure: Annotated[str, typer.Option("--measure", help="A measure of the edition.")] = "employment",
    exact: Annotated[bool, typer.Option("--exact", help="From the confidential register, if nothing leaks.")] = False,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Add up a cluster or an industry over regions of your own choice."""
    from clusteratlas.editions import open_atlas  # deferred: --help should not load them
    from clusteratlas.editions.publishing import exact_sum

    opened = open_atlas(atlas, edition, home)
    found = opened.custom_sum(codes, cluster, industry, measure, year)
    if exact:
        found = exact_sum(opened.edition, found.wish, home)
    if found.low == found.high:
        console.print(f"{measure}, {found.wish.year}: {found.value:,}", highlight=False)
        return
    most = "no upper bound" if found.high is None else f"at most {found.high:,}"
    said = f"{measure}, {found.wish.year}: about {found.value:,}; at least {found.low:,}, {most}"
    console.print(said, highlight=False)
