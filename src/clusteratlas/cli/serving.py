"""Commands that run the platform: serve, demo, seed, work, draw."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.platform import platform
from clusteratlas.cli.printing import console, progress_bar
from clusteratlas.errors import UnknownChoice

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")

HostOption = Annotated[str, typer.Option(help="Address to listen at.")]
PortOption = Annotated[int, typer.Option(help="Port to listen at.")]
_START = "import sys; sys.argv[0] = 'clusteratlas'; from clusteratlas.cli import main; main()"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("serve")(serve)
    app.command("demo")(demo)
    app.command("seed")(seed)
    app.command("work")(work)
    app.command("draw")(draw)


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    home: HomeOption = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes that answer; without it one for each processor, four at most.")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Serve internal editions too, to this machine only.")
    ] = False,
    work: Annotated[
        bool, typer.Option("--work/--no-work", help="Run a worker beside the server, which ends with it.")
    ] = False,
) -> None:
    """Serve the atlases of the home folder; without --internal, editions of confidential figures are not there."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    if internal and host not in THIS_MACHINE:
        raise UnknownChoice("--host with --internal", host, THIS_MACHINE)
    _serve(host, port, Home.at(home).path, internal, work, processes)


def demo(
    boundaries: Annotated[Path | None, typer.Option(help="counties-10m.json of the npm package us-atlas.")] = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    home: HomeOption = None,
    only_build: Annotated[bool, typer.Option("--only-build", help="Build and stop, serve nothing.")] = False,
) -> None:
    """Build the sample atlas of US metropolitan areas, 2018 and 2019, and a small commons, and serve both."""
    from clusteratlas.cli.importing import boundaries as store_boundaries  # deferred: --help should not load them
    from clusteratlas.editions import build
    from clusteratlas.home import Home
    from clusteratlas.sources import import_file
    from clusteratlas.sources.us_sample import file as sample_file

    place = Home.at(home)
    if boundaries and not place.boundaries("us").is_dir():
        store_boundaries("us", boundaries, place.path)
    with progress_bar() as progress:
        import_file("us-sample", sample_file(), place, progress)
        manifest = build("us", place, progress=progress)
    console.print(f"edition {manifest.identity} stands in {place.path}", highlight=False)
    if only_build:
        return
    for each in platform("demo").set_up_and_make(place.path):
        console.print(f"  sign in as {each.address}, password {each.password}: {each.says}", highlight=False)
    _serve_anew(host, port, place.path)


def seed(home: HomeOption = None) -> None:
    """Store the departments, programmes and designation schemes that ship with the platform; what stands stays."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    new = platform("shipped_facts").seed(Home.at(home).path)
    console.print(
        f"{len(new.programmes)} programmes and {len(new.schemes)} designation schemes are new", highlight=False
    )
    for kind, names in (("programmes", new.programmes), ("designations/schemes", new.schemes)):
        for name in names:
            console.print(f"  /{kind}/{name}/", highlight=False)


def work(
    home: HomeOption = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due and stop.")] = False,
) -> None:
    """Run what the platform leaves to be done beside its pages: waiting tasks, and letters to be sent."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    platform("worker").work(home=Home.at(home).path, once=once)


def draw(
    atlases: Annotated[list[str] | None, typer.Argument(help="Atlases; without it all that have an edition.")] = None,
    home: HomeOption = None,
    every_year: Annotated[bool, typer.Option("--every-year", help="Also the pages of each year.")] = False,
    processes: Annotated[int | None, typer.Option(min=1, help="Without it one for each processor.")] = None,
) -> None:
    """Draw the pages of current editions before anybody asks for them; interrupted, it goes on where it stopped."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    with progress_bar() as progress:
        drawn = platform("drawing_ahead").draw(Home.at(home).path, atlases or (), every_year, processes, progress)
    console.print(f"{drawn.pages:,} pages are drawn, {drawn.packed / 1e6:,.1f} MB", highlight=False)
    for address in drawn.refused:
        console.print(f"  no page answers {address}", highlight=False)
    if drawn.refused:
        raise typer.Exit(1)


def _serve_anew(host: str, port: int, home: Path) -> None:
    """Serves with a worker beside, as a program of its own in the place of this one.

    A build leaves threads of DuckDB behind, which workers forked from it would look for in vain when they end: SIGSEGV.
    """
    sys.stdout.flush()
    words = ["serve", "--host", host, "--port", str(port), "--home", str(home), "--work"]
    os.execv(sys.executable, [sys.executable, "-c", _START, *words])  # noqa: S606


def _serve(
    host: str, port: int, home: Path, internal: bool = False, work: bool = False, processes: int | None = None
) -> None:
    server = platform("server")
    console.print(f"serving at http://{host}:{port}/   (stop with Ctrl+C)", highlight=False)
    server.serve(host=host, port=port, home=home, processes=processes, internal=internal, work=work)
