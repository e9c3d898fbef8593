"""The application and its commands, one file for each group of commands."""

import typer

from clusteratlas.cli import (
    asking,
    building,
    comparing,
    defining,
    diagnosing,
    importing,
    judging,
    keeping,
    protecting,
    reporting,
    serving,
)

app = typer.Typer(
    name="clusteratlas",
    help="See, understand and develop industrial clusters.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for module in (
    importing,
    protecting,
    building,
    defining,
    asking,
    judging,
    diagnosing,
    comparing,
    reporting,
    serving,
    keeping,
):
    module.register(app)
