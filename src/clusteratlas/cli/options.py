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
