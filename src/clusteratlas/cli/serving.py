"""Commands that serve pages: serve, demo."""

from pathlib import Path
from typing import Annotated

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.printing import console, progress_bar
from clusteratlas.errors import UnknownChoice

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")

HostOption = Annotated[str, typer.Option(help="Address to listen at.")]
PortOption = Annotated[int, typer.Option(help="Port to listen at.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("serve")(serve)
    app.command("demo")(demo)


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    home: HomeOption = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Serve internal editions too, to this machine only.")
    ] = False,
) -> None:
    """Serve the atlases of the home folder; without --internal, editions of confidential figures are not there."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    if internal and host not in THIS_MACHINE:
        raise UnknownChoice("--host with --internal", host, THIS_MACHINE)
    _serve(host, port, Home.at(home).path, internal)


def demo(
    boundaries: Annotated[Path | None, typer.Option(help="counties-10m.json of the npm package us-atlas.")] = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    home: HomeOption = None,
    only_build: Annotated[bool, typer.Option("--only-build", help="Build and stop, serve nothing.")] = False,
) -> None:
    """Build the sample atlas of US metropolitan areas, 2018 and 2019, and serve it."""
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
    if not only_build:
        _serve(host, port, place.path)


def _serve(host: str, port: int, home: Path, internal: bool = False) -> None:
    # The library knows nothing of the platform; the command finds it where it is installed.
    from importlib import import_module

    try:
        server = import_module("clusteratlas_web.server")
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in ("clusteratlas_web", "django", "gunicorn", "whitenoise"):
            console.print("The pages need the extra 'web': pip install 'clusteratlas[web]'", highlight=False)
            raise typer.Exit(2) from error
        raise
    console.print(f"serving at http://{host}:{port}/   (stop with Ctrl+C)", highlight=False)
    server.serve(host=host, port=port, home=home, internal=internal)
