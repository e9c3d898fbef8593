"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar="CLUSTERATLAS_HOME", help="The folder where everything is kept [./atlas]."),
]
EditionOption = Annotated[str | None, typer.Option("--edition", help="An edition's name; without it the current one.")]
AtlasOption = Annotated[str, typer.Option("--atlas", help="Which atlas.")]
YearOption = Annotated[int | None, typer.Option("--year", help="A year of the edition; without it the latest.")]
RulesOption = Annotated[
    str | None, typer.Option("--rules", help="A rule book of the edition; without it the edition's first.")
]
TopOption = Annotated[int, typer.Option("--top", min=1, help="How many are shown.")]
RegionArgument = Annotated[str, typer.Argument(help="A region's code: us-metro-48620.")]
ClusterArgument = Annotated[str, typer.Argument(help="A cluster's code or English name.")]
